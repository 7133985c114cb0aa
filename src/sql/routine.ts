import type { Routine, RoutineArgument, RoutineBody, RoutineResult } from '../model/schema-object.ts';
import { closed, operand } from './expression.ts';
import { list } from './layout.ts';
import { fullName, shortName } from './name.ts';
import { parameterName } from './parameter.ts';
import { dollarQuote, quoteName } from './quote.ts';
import { type Renderers, renderWith } from './renderers.ts';
import type { Target } from './statement.ts';
import { argumentTypeText, typeText } from './type-text.ts';
import { words } from './words.ts';

/** A clause a line, the body last. */
export function createRoutine(routine: Routine, orReplace: boolean): string {
  const head = words(
    'CREATE',
    orReplace && 'OR REPLACE',
    `${routine.kind.toUpperCase()} ${shortName(routine)}`,
  );
  return [
    list(head, routine.arguments.map(argument)),
    routine.returns === undefined ? '' : renderWith(results, routine.returns),
    `LANGUAGE ${quoteName(routine.language)}`,
    attributes(routine),
    ...routine.set.map(({ name, value }) => `SET ${parameterName(name)} = ${value}`),
    renderWith(bodies, routine.body),
  ]
    .filter((clause) => clause !== '')
    .join('\n');
}

/**
 * A routine that exists, by its signature. Always with its schema: pg_catalog comes first in every search path, and each major
 * version brings functions that people had made in public before (`uuidv7()` in 18).
 */
export function signature({
  name,
  arguments: types,
}: Target & { readonly kind: 'function' | 'procedure' }): string {
  return `${fullName(name)}(${types.map(argumentTypeText).join(', ')})`;
}

const modes = { in: '', out: 'OUT', inout: 'INOUT', variadic: 'VARIADIC' } as const satisfies Record<
  RoutineArgument['mode'],
  string
>;

function argument(value: RoutineArgument): string {
  return words(
    modes[value.mode],
    value.name !== undefined && quoteName(value.name),
    typeText(value.type),
    value.default && `DEFAULT ${operand(value.default)}`,
  );
}

const results = {
  type: ({ type, setOf }) => words('RETURNS', setOf && 'SETOF', typeText(type)),
  table: ({ columns }) =>
    list(
      'RETURNS TABLE ',
      columns.map(({ name, type }) => `${quoteName(name)} ${typeText(type)}`),
    ),
} as const satisfies Renderers<RoutineResult>;

/** What differs from PostgreSQL's defaults. */
function attributes(routine: Routine): string {
  return words(
    routine.volatility !== 'volatile' && routine.volatility.toUpperCase(),
    routine.strict && 'STRICT',
    routine.leakproof && 'LEAKPROOF',
    routine.securityDefiner && 'SECURITY DEFINER',
    routine.parallel !== 'unsafe' && `PARALLEL ${routine.parallel.toUpperCase()}`,
    routine.cost !== undefined && `COST ${routine.cost}`,
    routine.rows !== undefined && `ROWS ${routine.rows}`,
  );
}

const bodies = {
  string: ({ text }) => `AS ${dollarQuote(text, 'function')}`,
  sql: ({ sql }) => closed(sql.text),
} as const satisfies Renderers<RoutineBody>;
