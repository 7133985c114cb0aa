import type { Routine, RoutineArgument, RoutineBody, RoutineResult } from '../../../model/schema-object.ts';
import type { RoutineRow } from '../rows/routines.ts';
import type { Context } from './context.ts';
import { settings } from './parameters.ts';

const volatilities = { i: 'immutable', s: 'stable', v: 'volatile' } as const;
const parallels = { s: 'safe', r: 'restricted', u: 'unsafe' } as const;
const modes = { i: 'in', o: 'out', b: 'inout', v: 'variadic' } as const satisfies Record<
  string,
  RoutineArgument['mode']
>;

/** Undefined where its body or a default cannot be read. */
export function buildRoutine(row: RoutineRow, context: Context): Routine | undefined {
  const address = [row.schema, row.name];
  const given = argumentsOf(row, address, context);
  const body = bodyOf(row, address, context);
  if (given === undefined || body === undefined) return undefined;
  const returns = resultOf(row, context);
  return {
    kind: row.kind === 'p' ? 'procedure' : 'function',
    schema: row.schema,
    name: row.name,
    arguments: given,
    ...(returns === undefined ? {} : { returns }),
    language: row.language,
    volatility: volatilities[row.volatility],
    strict: row.strict,
    securityDefiner: row.security_definer,
    leakproof: row.leakproof,
    parallel: parallels[row.parallel],
    // What functions in a language have that is not C.
    ...(row.cost === '100' ? {} : { cost: row.cost }),
    // Zero of those that return no set.
    ...(row.rows === '1000' || row.rows === '0' ? {} : { rows: row.rows }),
    set: settings(row.config),
    body,
    ...context.commented('pg_proc', row.oid),
    hints: {},
  };
}

function argumentsOf(
  row: RoutineRow,
  address: readonly string[],
  context: Context,
): readonly RoutineArgument[] | undefined {
  const read: RoutineArgument[] = [];
  for (const [position, type] of row.types.entries()) {
    const mode = row.modes?.[position] ?? 'i';
    if (mode === 't') continue;
    const name = row.names?.[position] ?? '';
    const text = row.defaults?.[position] ?? null;
    const standard = text === null ? undefined : context.read(context.grammar.expression(text), address);
    if (text !== null && standard === undefined) return undefined;
    read.push({
      mode: modes[mode],
      ...(name === '' ? {} : { name }),
      type: context.type(type, row.type_texts[position] ?? ''),
      ...(standard === undefined ? {} : { default: standard }),
    });
  }
  return read;
}

/** A single value of functions with OUT arguments is what these say. */
function resultOf(row: RoutineRow, context: Context): RoutineResult | undefined {
  if (row.kind === 'p') return undefined;
  const modes = row.modes ?? [];
  if (modes.includes('t')) {
    const columns = row.types.flatMap((type, position) =>
      modes[position] === 't'
        ? [{ name: row.names?.[position] ?? '', type: context.type(type, row.type_texts[position] ?? '') }]
        : [],
    );
    return { kind: 'table', columns };
  }
  if (!row.returns_set && modes.some((mode) => mode === 'o' || mode === 'b')) return undefined;
  return { kind: 'type', type: context.type(row.returns, row.returns_text), setOf: row.returns_set };
}

function bodyOf(row: RoutineRow, address: readonly string[], context: Context): RoutineBody | undefined {
  if (row.body === null) return { kind: 'string', text: row.source };
  const sql = context.read(context.grammar.routineBody(row.body), address);
  return sql && { kind: 'sql', sql };
}
