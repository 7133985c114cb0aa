import { renderStatement } from '../../sql/render.ts';
import type { QualifiedName, Statement, StatementKind } from '../../sql/statement.ts';
import { visible } from '../target/visible.ts';

/** One line that says what a statement does, for progress and for the journal. */
export function stepTitle(statement: Statement): string {
  switch (statement.kind) {
    case 'backfill':
      return oneLine(`fill ${dotted(statement.backfill.table)}.${statement.backfill.column}`);
    case 'save_privileges':
      return 'remember privileges';
    case 'restore_privileges':
      return 'restore privileges';
    default: {
      const sql = renderStatement(statement);
      return oneLine(says.has(statement.kind) ? sql : (sql.split('\n')[0] ?? ''));
    }
  }
}

/** Statements that say all they do only as a whole; of others the first line says enough. */
const says: ReadonlySet<StatementKind> = new Set([
  'alter_table',
  'alter_domain',
  'create_index',
  'comment',
] as const);

const longest = 100;

/** Without the parenthesis that opens the rest. */
function oneLine(sql: string): string {
  const line = visible(sql).replace(/ \($/, '');
  const characters = [...line];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}

function dotted({ schema, name }: QualifiedName): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}
