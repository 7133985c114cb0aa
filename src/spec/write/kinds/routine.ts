import type { Routine, RoutineArgument, RoutineResult } from '../../../model/schema-object.ts';
import { quoteName } from '../../../sql/quote.ts';
import { comment, number, parameters, unless, whenTrue } from '../common.ts';
import { home, type Scope } from '../names.ts';
import { typeText } from '../type-text.ts';
import { elsewhere, type Writers, write } from '../writers.ts';
import { type Entry, entry, mapping, sql, text } from '../yaml/value.ts';

const writers: Writers<'function'> = {
  comment,
  // In the key.
  arguments: elsewhere,
  returns: ({ returns }, scope) =>
    returns === undefined ? [] : [entry('returns', text(resultText(returns, scope)))],
  // A body in standard SQL says the language.
  language: ({ language, body }) => (body.kind === 'sql' ? [] : [entry('language', text(language))]),
  volatility: ({ volatility }) => unless('volatility', volatility, 'volatile'),
  strict: ({ strict }) => whenTrue('strict', strict),
  leakproof: ({ leakproof }) => whenTrue('leakproof', leakproof),
  securityDefiner: ({ securityDefiner }) => (securityDefiner ? [entry('security', text('definer'))] : []),
  parallel: ({ parallel }) => unless('parallel', parallel, 'unsafe'),
  cost: ({ cost }) => number('cost', cost),
  rows: ({ rows }) => number('rows', rows),
  set: ({ set }) => parameters('set', set),
  body: ({ body }) => [body.kind === 'sql' ? entry('body', sql(body.sql)) : entry('as', text(body.text))],
};

/** A function or procedure, its signature with the types of the arguments as the key. */
export function routine(value: Routine, scope: Scope): Entry {
  const qualified = value.schema === home ? [value.name] : [value.schema, value.name];
  const given = value.arguments.map((argument) => argumentText(argument, scope));
  const key = `${qualified.map(quoteName).join('.')}(${given.join(', ')})`;
  return entry(key, mapping(write(writers, value, scope), 'rows'));
}

const modes = { in: [], out: ['OUT'], inout: ['INOUT'], variadic: ['VARIADIC'] } as const satisfies Record<
  RoutineArgument['mode'],
  readonly string[]
>;

function argumentText({ mode, name, type, default: standard }: RoutineArgument, scope: Scope): string {
  return [
    ...modes[mode],
    ...(name === undefined ? [] : [quoteName(name)]),
    typeText(type, scope),
    ...(standard === undefined ? [] : ['DEFAULT', standard.text]),
  ].join(' ');
}

function resultText(result: RoutineResult, scope: Scope): string {
  if (result.kind === 'type') return `${result.setOf ? 'setof ' : ''}${typeText(result.type, scope)}`;
  const columns = result.columns.map(({ name, type }) => `${quoteName(name)} ${typeText(type, scope)}`);
  return `table (${columns.join(', ')})`;
}
