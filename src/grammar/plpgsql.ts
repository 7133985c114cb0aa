import type { RoutineArgument, RoutineResult } from '../model/schema-object.ts';
import type { DataType } from '../model/type.ts';
import { printedNames } from './builtin-types.ts';
import { withoutComments } from './comments.ts';
import { type Refused, refused } from './parsed.ts';
import type { Parser } from './parser.ts';
import { shortened } from './statement.ts';
import type { RoutineHeader } from './string-body.ts';

const help = 'Write a block as PL/pgSQL has it: DECLARE …; BEGIN …; END.';

/**
 * An error of syntax in the body of a PL/pgSQL routine.
 *
 * libpg-query has PL/pgSQL's own parser but no catalog: it knows no types but those built in, takes all others for rows, and
 * says many things against valid code (`"r.id" is not a known variable` for a `%ROWTYPE`). Only what can be told without a
 * catalog is believed.
 */
export function plpgsqlProblem(parser: Parser, routine: RoutineHeader, text: string): Refused | undefined {
  const body = withoutRowTypes(withoutComments(parser, text));
  const frame = frameFor(routine, body);
  const complain = (candidate: string) => {
    const complaint = parser.plpgsql(frame(candidate));
    return complaint !== undefined && credible.test(complaint) ? complaint : undefined;
  };
  const complaint = complain(body);
  // What is said against an empty block is said against the statement around it, which is ours.
  if (complaint === undefined || complain('BEGIN END') !== undefined) return undefined;
  const offset = placeOf(parser, complaint, body, complain);
  if (isListOfTargets(body, offset)) return undefined;
  return refused('sql-syntax', `PL/pgSQL: ${shortened(complaint)}`, help, offset);
}

/** A loop over several variables, the first of an unknown type: which is no row, or the list would be an error. */
function isListOfTargets(body: string, offset: number): boolean {
  return body.startsWith(',', offset) && /\bfor(each)?\s+[^\s;]+\s*$/i.test(body.slice(0, offset));
}

/** The beginnings of those messages of pl_gram.y, pl_scanner.c and scan.l that need no catalog. */
const credible = new RegExp(
  `^(${[
    'syntax error',
    'unterminated ',
    'mismatched parentheses',
    'missing ',
    'incomplete data type declaration',
    'unrecognized exception condition',
    'unrecognized (RAISE statement option|GET DIAGNOSTICS item)',
    'diagnostics item ',
    'duplicate declaration',
    'block label must be placed before DECLARE',
    'cannot specify REVERSE in query FOR loop',
    'expected FROM or IN',
    'RETURN (NEXT )?(cannot have|must have|must specify)',
    'cannot use RETURN (NEXT|QUERY) in a non-SETOF function',
    'INTO specified more than once',
    'trailing junk after ',
    'invalid Unicode escape',
    'unexpected end of function definition',
    'too (few|many) parameters specified for RAISE',
    'end label ',
    'EXIT cannot be used outside a loop',
    'CONTINUE cannot be used outside a loop',
    'there is no label ',
    'zero-length delimited identifier',
  ].join('|')})`,
);

/**
 * A variable `r users%ROWTYPE` is the same as `r users`, which the parser without a catalog understands better, as it does
 * a type without `%TYPE`, unless it is that of an unnamed argument. Written over with spaces, so that nothing moves.
 */
function withoutRowTypes(text: string): string {
  return text.replace(
    /(?<!\$\d+)%(rowtype|type)(?=\s*(;|\[|:=|=|default\b|not\b|array\b|collate\b))/gi,
    (copied) => ' '.repeat(copied.length),
  );
}

/**
 * Makes the statement that creates the routine with a certain body. The names of the arguments matter: `message := 'x'` is an
 * error of syntax unless `message` is a variable. Their types need only be right as to what is a row.
 */
function frameFor(routine: RoutineHeader, body: string): (body: string) => string {
  const { kind, returns } = routine;
  const list = routine.arguments.map(argumentText).join(', ');
  const quote = unusedQuote(body);
  const result = returns === undefined ? '' : `RETURNS ${resultText(returns)}`;
  const start = `CREATE ${kind.toUpperCase()} "learnr-schema"(${list}) ${result} LANGUAGE plpgsql AS ${quote}`;
  return (candidate) => `${start}${candidate}${quote}`;
}

function resultText(result: RoutineResult): string {
  if (result.kind === 'type') return `${result.setOf ? 'SETOF ' : ''}${typeText(result.type)}`;
  return `TABLE (${result.columns.map(({ name, type }) => `${quoted(name)} ${typeText(type)}`).join(', ')})`;
}

function argumentText({ mode, name, type }: RoutineArgument): string {
  return `${mode.toUpperCase()} ${name === undefined ? '' : quoted(name)} ${typeText(type)}`;
}

function typeText({ schema, name, array }: DataType): string {
  const own = schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
  const text = schema === undefined && printedNames.has(name) ? name : own;
  return array ? `${text}[]` : text;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function unusedQuote(body: string): string {
  let number = 0;
  while (body.includes(`$body${number}$`)) number += 1;
  return `$body${number}$`;
}

/** Two numbers in a row are an error wherever PL/pgSQL or SQL has tokens at all. */
const stumblingBlock = ' 98765431 98765432 ';

/**
 * Where the parser stumbles, which it does not say. It reads from left to right: a stumbling block changes what it says if it
 * comes before that place, and does not if it comes after. The place is the last token before which one changes it.
 */
function placeOf(
  parser: Parser,
  complaint: string,
  body: string,
  complain: (body: string) => string | undefined,
): number {
  if (complaint.startsWith('unterminated ')) return startOfUnterminated(complaint, body);
  const tokens = parser.tokens(body) ?? [];
  const changes = ({ start }: { readonly start: number }) =>
    complain(`${body.slice(0, start)}${stumblingBlock}${body.slice(start)}`) !== complaint;
  let before = 0;
  let after = tokens.length;
  while (before < after) {
    const middle = (before + after) >> 1;
    const token = tokens[middle];
    if (token !== undefined && changes(token)) before = middle + 1;
    else after = middle;
  }
  if (before === tokens.length && complaint.endsWith('at end of input')) return body.trimEnd().length;
  // Some errors are seen at the end of an expression before the parser for SQL looks into it.
  const found = Math.max(before - 1, 0);
  const quoted = quotedIn(complaint);
  const named = tokens.slice(found).find((token) => token.text === quoted);
  return (named ?? tokens[found])?.start ?? 0;
}

/** The message quotes everything from there. */
function startOfUnterminated(complaint: string, body: string): number {
  const rest = quotedIn(complaint);
  return rest !== undefined && body.endsWith(rest) ? body.length - rest.length : 0;
}

function quotedIn(complaint: string): string | undefined {
  return / at or near "([\s\S]*)"$/.exec(complaint)?.[1];
}
