import { InternalError } from '../diagnostic/diagnostic.ts';
import type { Column, ColumnValue, SequenceOptions } from '../model/schema-object.ts';
import { enclosed, operand } from './expression.ts';
import { quoteName } from './quote.ts';
import { type Renderers, renderWith } from './renderers.ts';
import { givenOptions } from './sequence-options.ts';
import { typeText } from './type-text.ts';
import { words } from './words.ts';

/**
 * `email varchar(255) NOT NULL`, without constraints other than NOT NULL.
 *
 * @param implied NOT NULL goes without saying, because the column is in the primary key
 */
export function columnDefinition(column: Column, implied: boolean): string {
  const saysNotNull = column.notNull && !implied && !impliesNotNull(column.value);
  return words(
    quoteName(column.name),
    column.value.kind === 'serial' ? serialType(column) : typeText(column.type),
    column.collation !== undefined && `COLLATE ${quoteName(column.collation)}`,
    saysNotNull && 'NOT NULL',
    renderWith(values, column.value),
  );
}

/** `GENERATED ALWAYS AS IDENTITY` */
export function identityClause(always: boolean, options: SequenceOptions): string {
  const given = givenOptions(options);
  return words(`GENERATED ${generation(always)} AS IDENTITY`, given.length > 0 && `(${given.join(' ')})`);
}

export function generation(always: boolean): string {
  return always ? 'ALWAYS' : 'BY DEFAULT';
}

const values = {
  none: () => '',
  default: ({ expression }) => `DEFAULT ${operand(expression)}`,
  serial: () => '',
  identity: ({ always, options }) => identityClause(always, options),
  generated: ({ expression, stored }) =>
    `GENERATED ALWAYS AS ${enclosed(expression)} ${stored ? 'STORED' : 'VIRTUAL'}`,
} as const satisfies Renderers<ColumnValue>;

function impliesNotNull(value: ColumnValue): boolean {
  return value.kind === 'serial' || value.kind === 'identity';
}

const serialTypes: ReadonlyMap<string, string> = new Map([
  ['smallint', 'smallserial'],
  ['integer', 'serial'],
  ['bigint', 'bigserial'],
]);

function serialType({ name, type }: Column): string {
  const serial = type.array || type.schema !== undefined ? undefined : serialTypes.get(type.name);
  if (serial === undefined)
    throw new InternalError(`column ${name} of type ${typeText(type)} cannot be serial`);
  return serial;
}
