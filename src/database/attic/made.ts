import { idOf, partId } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { QualifiedName, Statement } from '../../sql/statement.ts';
import type { EntryKind } from './entry.ts';

/** What a statement makes that something of the attic may belong into: the element of the next model. */
export type Made = {
  readonly element: Id;
  /** What of the attic goes there. */
  readonly kinds: readonly EntryKind[];
  readonly relation: QualifiedName;
  readonly column?: string;
};

/** After the renames, which come first, every name in a plan is one of the next model. */
export function madeBy(statement: Statement): readonly Made[] {
  switch (statement.kind) {
    case 'create_table': {
      const { schema, name } = statement.table;
      return [{ element: idOf('table', [schema, name]), kinds: ['table'], relation: { schema, name } }];
    }
    case 'create_sequence': {
      const { schema, name } = statement.sequence;
      return [{ element: idOf('sequence', [schema, name]), kinds: ['sequence'], relation: { schema, name } }];
    }
    case 'alter_table': {
      const { table: relation, actions } = statement;
      const made = (column: string, kinds: readonly EntryKind[]): Made => ({
        ...{ element: partId('column', relation, column), kinds, relation, column },
      });
      return actions.flatMap((action) => {
        switch (action.kind) {
          case 'add_column':
            return [made(action.column.name, ['column'])];
          // It was dropped and made anew as a generated one, and gets values of its own again.
          case 'drop_expression':
            return [made(action.column, ['column'])];
          case 'set_type':
            return [made(action.column, ['digits'])];
          default:
            return [];
        }
      });
    }
    default:
      return [];
  }
}
