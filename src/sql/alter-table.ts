import { InternalError } from '../diagnostic/diagnostic.ts';
import { clauses, lines } from './layout.ts';
import { relationName } from './name.ts';
import type { QualifiedName, TableAction } from './statement.ts';
import { tableAction } from './table-action.ts';

/** One action stands on the line of its table where it fits, several each on their own. */
export function alterTable(table: QualifiedName, actions: readonly TableAction[]): string {
  const [first, ...others] = actions.map(tableAction);
  if (first === undefined) throw new InternalError(`ALTER TABLE ${table.name} without an action`);
  const head = `ALTER TABLE ${relationName(table)}`;
  return others.length === 0 ? clauses([head, first]) : `${head}\n${lines([first, ...others])}`;
}
