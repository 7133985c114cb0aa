import type { Domain, DomainCheck } from '../model/schema-object.ts';
import { enclosed, operand } from './expression.ts';
import { clauses } from './layout.ts';
import { typeName } from './name.ts';
import { quoteName } from './quote.ts';
import { type Renderers, renderWith } from './renderers.ts';
import type { DomainAction, QualifiedName } from './statement.ts';
import { typeText } from './type-text.ts';
import { words } from './words.ts';

export function createDomain(domain: Domain): string {
  return clauses([
    words(
      `CREATE DOMAIN ${typeName(domain)} AS ${typeText(domain.type)}`,
      domain.collation !== undefined && `COLLATE ${quoteName(domain.collation)}`,
      domain.notNull && 'NOT NULL',
      domain.default && `DEFAULT ${operand(domain.default)}`,
    ),
    ...domain.checks.map(check),
  ]);
}

export function alterDomain(domain: QualifiedName, action: DomainAction): string {
  return `ALTER DOMAIN ${typeName(domain)} ${renderWith(actions, action)}`;
}

const actions = {
  set_default: ({ expression }) => `SET DEFAULT ${operand(expression)}`,
  drop_default: () => 'DROP DEFAULT',
  set_not_null: () => 'SET NOT NULL',
  drop_not_null: () => 'DROP NOT NULL',
  add_check: (action) => words(`ADD ${check(action.check)}`, action.notValid && 'NOT VALID'),
  validate_check: ({ name }) => `VALIDATE CONSTRAINT ${quoteName(name)}`,
  drop_check: ({ name }) => `DROP CONSTRAINT ${quoteName(name)}`,
  rename_check: ({ from, to }) => `RENAME CONSTRAINT ${quoteName(from)} TO ${quoteName(to)}`,
} as const satisfies Renderers<DomainAction>;

function check({ name, expression }: DomainCheck): string {
  return `CONSTRAINT ${quoteName(name)} CHECK ${enclosed(expression)}`;
}
