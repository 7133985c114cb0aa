import { renderStatement } from '../../sql/render.ts';
import type { Statement, Target } from '../../sql/statement.ts';
import { described } from '../../sql/target.ts';

/**
 * A statement for people to read: the SQL that runs, but for what only moves owner and privileges from an object to the one
 * that takes its place. That is a page of PL/pgSQL that is always the same, so a comment says what it does.
 */
export function statementText(statement: Statement): string {
  switch (statement.kind) {
    case 'save_privileges':
      return privileges(statement.targets, 'kept');
    case 'restore_privileges':
      return privileges(statement.targets, 'restored');
    default:
      return `${renderStatement(statement)};`;
  }
}

function privileges(targets: readonly Target[], what: string): string {
  // A line end in a name must not end the comment.
  const names = targets.map(described).join(', ').replace(/\s+/g, ' ');
  return `-- owner and privileges of ${names} are ${what} (see --format sql)`;
}
