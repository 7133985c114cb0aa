import { renderStatement } from '../../sql/render.ts';
import type { QualifiedName, Statement } from '../../sql/statement.ts';

/** One line that says what a statement does, for progress and for the journal. */
export function stepTitle(statement: Statement): string {
  switch (statement.kind) {
    case 'backfill':
      return `fill ${dotted(statement.backfill.table)}.${statement.backfill.column}`;
    case 'save_privileges':
      return 'remember privileges';
    case 'restore_privileges':
      return 'restore privileges';
    default:
      return firstLine(renderStatement(statement));
  }
}

const longest = 100;

/** What stands on the first line of our own SQL says enough: `CREATE TABLE users (` without what opens the rest. */
function firstLine(sql: string): string {
  const line = (sql.split('\n')[0] ?? '').replace(/\s*\($/, '').trim();
  const characters = [...line];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}

function dotted({ schema, name }: QualifiedName): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}
