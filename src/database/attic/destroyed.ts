import { type Translator, translator } from '../../diff/translate.ts';
import { idOf, objectsOf, partId } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Column, Table } from '../../model/schema-object.ts';
import type { DataType } from '../../model/type.ts';
import type { Loss, Plan } from '../../plan/plan.ts';
import type { Conversion, QualifiedName, Statement, TableAction } from '../../sql/statement.ts';
import type { Passage } from '../journal/passage.ts';
import type { KeptStep } from './keeper.ts';

/** What a step destroys, under the names of the moment in which it runs. */
export type Destroyed =
  | { readonly kind: 'table'; readonly loss: Loss; readonly relation: QualifiedName }
  | {
      readonly kind: 'column';
      readonly loss: Loss;
      readonly relation: QualifiedName;
      readonly column: string;
      /** As the previous model has it. */
      readonly value: Column;
      /** The column stays, and its values are rounded. */
      readonly rounded?: { readonly type: DataType; readonly using?: Conversion };
    }
  | { readonly kind: 'sequence'; readonly loss: Loss; readonly relation: QualifiedName };

/** Says of the steps of a passage what they destroy. */
export type Destruction = {
  readonly of: (step: Pick<KeptStep, 'statement' | 'cause'>) => readonly Destroyed[];
  /** The loss that a column is, by the names that it has when it goes. */
  readonly column: (relation: QualifiedName, column: string) => Loss | undefined;
  /** The losses that are sequences, by the schema and the name that they have when they go. */
  readonly sequence: (name: QualifiedName) => Loss | undefined;
};

export function destructionOf({ plan, pair }: Pick<Passage, 'plan' | 'pair'>): Destruction {
  const to = translator(pair.renames, pair.next, pair.previous);
  const byId = new Map(plan.losses.map((loss) => [loss.id, loss]));
  const columns = new Map(
    plan.losses.flatMap((loss) =>
      loss.column === undefined ? [] : [[columnNow(loss.relation, loss.column, to), loss] as const],
    ),
  );
  const sequences = new Map(
    plan.losses.flatMap((loss) =>
      loss.kind === 'sequence'
        ? [[idOf('sequence', namesOf(to.relation(loss.relation))), loss] as const]
        : [],
    ),
  );
  const values = valuesBefore(plan, pair.previous);
  const columnLoss = (relation: QualifiedName, column: string) =>
    columns.get(partId('column', relation, column));
  return {
    of: ({ statement, cause }) => {
      const dropped = cause.type === 'drop' ? byId.get(cause.previous.id) : undefined;
      return destroyedBy(statement, dropped, (relation, column) => {
        const loss = columnLoss(relation, column);
        const value = loss && values.get(loss.id);
        return loss === undefined || value === undefined ? undefined : { loss, value };
      });
    },
    column: columnLoss,
    sequence: (name) => sequences.get(idOf('sequence', namesOf(name))),
  };
}

function destroyedBy(
  statement: Statement,
  dropped: Loss | undefined,
  lost: (
    relation: QualifiedName,
    column: string,
  ) => { readonly loss: Loss; readonly value: Column } | undefined,
): readonly Destroyed[] {
  switch (statement.kind) {
    case 'drop': {
      const { target } = statement;
      if (target.kind !== 'table' && target.kind !== 'sequence') return [];
      return dropped?.kind === target.kind
        ? [{ kind: target.kind, loss: dropped, relation: target.name }]
        : [];
    }
    case 'alter_table':
      return statement.actions.flatMap((action): readonly Destroyed[] => {
        if (action.kind !== 'drop_column' && action.kind !== 'set_type') return [];
        const found = lost(statement.table, action.column);
        if (found === undefined) return [];
        const { table: relation } = statement;
        return [{ kind: 'column', ...found, relation, column: action.column, ...roundedBy(action) }];
      });
    default:
      return [];
  }
}

function roundedBy(action: Extract<TableAction, { kind: 'drop_column' | 'set_type' }>) {
  if (action.kind === 'drop_column') return {};
  return { rounded: { type: action.type, ...(action.using === undefined ? {} : { using: action.using }) } };
}

/** Renames come before everything else in a plan. */
function columnNow(relation: QualifiedName, column: string, to: Translator): Id {
  return partId('column', to.relation(relation), to.column(relation, column));
}

function namesOf({ schema, name }: QualifiedName): readonly string[] {
  return [schema, name];
}

/** The columns of the previous model that are lost, by id. */
function valuesBefore({ losses }: Plan, previous: Passage['pair']['previous']): ReadonlyMap<Id, Column> {
  const wanted = new Set(losses.flatMap(({ kind, id }) => (kind === 'column' ? [id] : [])));
  if (wanted.size === 0) return new Map();
  const columnsOf = (table: Table) =>
    table.columns.flatMap((column) => {
      const id = partId('column', table, column.name);
      return wanted.has(id) ? [[id, column] as const] : [];
    });
  return new Map(objectsOf(previous, 'table').flatMap(columnsOf));
}

/** What a table and its columns are called at some moment of a plan. */
export type Names = {
  readonly relation: QualifiedName;
  /** @param column as it is called in the next model */
  readonly column: (column: string) => string;
};

/** The names before the first of these steps, by those that a table and its columns have after the last. */
export function namesBefore(relation: QualifiedName, steps: readonly Pick<KeptStep, 'statement'>[]): Names {
  let name = relation;
  const columns = new Map<string, string>();
  for (const { statement } of [...steps].reverse()) {
    if (statement.kind !== 'rename' && statement.kind !== 'set_schema') continue;
    const { target } = statement;
    if (target.kind === 'column' && statement.kind === 'rename' && isSame(target.relation, name))
      columns.set(statement.to, target.name);
    if (target.kind !== 'table') continue;
    const after =
      statement.kind === 'rename'
        ? { schema: target.name.schema, name: statement.to }
        : { schema: statement.schema, name: target.name.name };
    if (isSame(after, name)) name = target.name;
  }
  return { relation: name, column: (column) => columns.get(column) ?? column };
}

/** After all renames. */
export function namesNow(relation: QualifiedName): Names {
  return { relation, column: (column) => column };
}

function isSame(a: QualifiedName, b: QualifiedName): boolean {
  return a.schema === b.schema && a.name === b.name;
}
