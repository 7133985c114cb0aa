import type { FunctionParameter, Node } from 'libpg-query';
import { InternalError } from '../diagnostic/diagnostic.ts';
import type { RoutineArgument } from '../model/schema-object.ts';
import type { MentionedName, Sql } from '../model/sql.ts';
import { typeAt } from './data-type.ts';
import { parseExpression } from './expression.ts';
import { routineName } from './name.ts';
import { type Parsed, parsed, refused, shifted } from './parsed.ts';
import type { Parser, Token } from './parser.ts';
import { type Statement, statementEndingWith } from './statement.ts';
import { locationOf, stringsOf } from './tree.ts';

/** A routine's name and arguments. */
export type RoutineSignature = {
  readonly name: MentionedName;
  readonly arguments: readonly RoutineArgument[];
};

const help =
  "Write a name and its arguments as in CREATE FUNCTION: greet(name text, greeting text DEFAULT 'hi').";

/** `name(a integer, b text DEFAULT 'x', OUT c integer, VARIADIC d integer[])`. */
export function parseSignature(
  parser: Parser,
  kind: 'function' | 'procedure',
  text: string,
): Parsed<RoutineSignature> {
  const statement = statementEndingWith(parser, `CREATE ${kind.toUpperCase()}`, text, help);
  if (!statement.ok) return statement;
  const { node, offsetOf } = statement.value;
  const routine = 'CreateFunctionStmt' in node ? node.CreateFunctionStmt : undefined;
  if (routine?.returnType !== undefined)
    return refused('signature-syntax', 'the result is no part of the signature', help, 0);
  const [option] = routine?.options ?? [];
  if (routine === undefined || option !== undefined || routine.sql_body !== undefined)
    return refused(
      'signature-syntax',
      'this is more than a name and arguments',
      help,
      offsetOf(locationOf(option)),
    );
  const name = routineName(stringsOf(routine.funcname));
  if (name === undefined)
    return refused('name-malformed', 'a name has more than a schema and a name', help, 0);
  const parameters = (routine.parameters ?? []).map(parameterOf);
  const defaults = parameters.some(({ defexpr }) => defexpr !== undefined) ? defaultTexts(parser, text) : [];
  const read = argumentsOf(parser, parameters, defaults, offsetOf);
  return read.ok ? parsed({ name, arguments: read.value }) : read;
}

function parameterOf(node: Node): FunctionParameter {
  if ('FunctionParameter' in node) return node.FunctionParameter;
  throw new InternalError('a parameter of a routine is something else');
}

function argumentsOf(
  parser: Parser,
  parameters: readonly FunctionParameter[],
  defaults: readonly TextAt[],
  offsetOf: Statement['offsetOf'],
): Parsed<readonly RoutineArgument[]> {
  const read: RoutineArgument[] = [];
  const rest = defaults.values();
  for (const parameter of parameters) {
    const type = typeAt(parameter.argType ?? {}, offsetOf);
    if (!type.ok) return type;
    const value = parameter.defexpr === undefined ? undefined : defaultOf(parser, rest.next().value);
    if (value?.ok === false) return value;
    read.push({
      mode: modeOf(parameter),
      ...(parameter.name === undefined ? {} : { name: parameter.name }),
      type: type.value,
      ...(value === undefined ? {} : { default: value.value }),
    });
  }
  return parsed(read);
}

function modeOf({ mode }: FunctionParameter): RoutineArgument['mode'] {
  switch (mode) {
    case 'FUNC_PARAM_OUT':
      return 'out';
    case 'FUNC_PARAM_INOUT':
      return 'inout';
    case 'FUNC_PARAM_VARIADIC':
      return 'variadic';
    default:
      return 'in';
  }
}

type TextAt = { readonly text: string; readonly start: number };

function defaultOf(parser: Parser, source: TextAt | undefined): Parsed<Sql> {
  if (source === undefined)
    throw new InternalError('a default of an argument was not found in the signature');
  const value = parseExpression(parser, source.text);
  return value.ok ? value : shifted(value, source.start);
}

/**
 * The defaults of a signature as they are written, in their order. The tree says where some of an expression's nodes are, but not
 * where its text begins and ends. They are what follows the first `=` or DEFAULT of an argument, up to its end.
 */
function defaultTexts(parser: Parser, text: string): readonly TextAt[] {
  return argumentTokens(parser.tokens(text) ?? []).flatMap((tokens) => {
    const sign = tokens.find(({ depth, token }) => depth === 1 && /^(=|default)$/i.test(token.text));
    const value = sign === undefined ? [] : tokens.slice(tokens.indexOf(sign) + 1);
    const [first, last] = [value[0]?.token, value.at(-1)?.token];
    if (first === undefined || last === undefined) return [];
    return [{ text: text.slice(first.start, last.end), start: first.start }];
  });
}

type Nested = { readonly token: Token; readonly depth: number };

/** What stands between the commas of the outermost parentheses. */
function argumentTokens(tokens: readonly Token[]): readonly (readonly Nested[])[] {
  const groups: Nested[][] = [[]];
  let depth = 0;
  for (const token of tokens.filter(({ comment }) => !comment)) {
    if (token.text === ')' || token.text === ']') depth -= 1;
    if (depth === 1 && token.text === ',') groups.push([]);
    else if (depth >= 1) groups.at(-1)?.push({ token, depth });
    if (token.text === '(' || token.text === '[') depth += 1;
  }
  return groups;
}
