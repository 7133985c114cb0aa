import type { Trigger, TriggerEvent } from '../model/schema-object.ts';
import { deferralClause } from './constraint.ts';
import { enclosed } from './expression.ts';
import { list } from './layout.ts';
import { relationName, shortName } from './name.ts';
import { quoteName, quoteText } from './quote.ts';
import type { QualifiedName } from './statement.ts';
import { words } from './words.ts';

/** Laid out as PostgreSQL's documentation does. */
export function createTrigger(relation: QualifiedName, trigger: Trigger): string {
  return [
    words('CREATE', trigger.constraint && 'CONSTRAINT', `TRIGGER ${quoteName(trigger.name)}`),
    `${trigger.timing.toUpperCase()} ${trigger.events.map(event).join(' OR ')} ON ${relationName(relation)}`,
    trigger.constraint === undefined ? '' : deferralClause(trigger.constraint.deferral),
    referencing(trigger.referencing),
    `FOR EACH ${trigger.forEach.toUpperCase()}`,
    trigger.when === undefined ? '' : `WHEN ${enclosed(trigger.when)}`,
    `EXECUTE FUNCTION ${call(trigger.execute)}`,
  ]
    .filter((clause) => clause !== '')
    .join('\n  ');
}

function event(value: TriggerEvent): string {
  const columns =
    value.kind === 'update' && value.columns.length > 0
      ? ` OF ${value.columns.map(quoteName).join(', ')}`
      : '';
  return `${value.kind.toUpperCase()}${columns}`;
}

function referencing({ oldTable, newTable }: Trigger['referencing']): string {
  if (oldTable === undefined && newTable === undefined) return '';
  return words(
    'REFERENCING',
    oldTable !== undefined && `OLD TABLE AS ${quoteName(oldTable)}`,
    newTable !== undefined && `NEW TABLE AS ${quoteName(newTable)}`,
  );
}

function call({ schema, name, arguments: given }: Trigger['execute']): string {
  return list(schema === undefined ? quoteName(name) : shortName({ schema, name }), given.map(quoteText));
}
