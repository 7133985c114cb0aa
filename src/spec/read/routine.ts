import type { Routine, RoutineArgument, RoutineBody, RoutineResult } from '../../model/schema-object.ts';
import type { MentionedName } from '../../model/sql.ts';
import { noMentions } from '../../model/sql.ts';
import { get, type MapNode, type Node, type ScalarNode } from '../yaml/node.ts';
import { hints } from './hints.ts';
import { parameters } from './parameters.ts';
import { asMap, commented, flag, optional, type Reader, scalar, text } from './reader.ts';

export type Signature = { readonly name: MentionedName; readonly arguments: readonly RoutineArgument[] };

type Header = Pick<Routine, 'kind' | 'language' | 'arguments' | 'returns'>;

/** The key of a function or procedure: its signature, with the same rules for names as everywhere in SQL. */
export function readSignature(reader: Reader, kind: Routine['kind'], key: ScalarNode): Signature | undefined {
  const signature = reader.parsed(key, reader.grammar.routineSignature(kind, key.text));
  if (signature !== undefined) reader.checkName(signature.name.name, key);
  return signature;
}

export function readRoutine(
  reader: Reader,
  kind: Routine['kind'],
  key: ScalarNode,
  signature: Signature,
  node: Node,
): Routine {
  const map = asMap(node);
  const schema = signature.name.schema ?? 'public';
  const language = languageOf(reader, key, map);
  const returns = kind === 'function' ? result(reader, key, signature, map) : undefined;
  const cost = text(get(map, 'cost'));
  const rows = text(get(map, 'rows'));
  const header = { kind, arguments: signature.arguments, ...optional('returns', returns), language };
  return {
    ...header,
    schema,
    name: signature.name.name,
    volatility: (text(get(map, 'volatility')) ?? 'volatile') as Routine['volatility'],
    strict: flag(get(map, 'strict')),
    securityDefiner: text(get(map, 'security')) === 'definer',
    leakproof: flag(get(map, 'leakproof')),
    parallel: (text(get(map, 'parallel')) ?? 'unsafe') as Routine['parallel'],
    ...(isDefaultCost(language, cost) ? {} : optional('cost', cost)),
    ...(rows === '1000' ? {} : optional('rows', rows)),
    set: parameters(reader, get(map, 'set')),
    body: body(reader, key, map, header),
    ...commented(map),
    hints: hints(reader, map, signature.name.name, schema),
  };
}

/** PostgreSQL's own: 1 for functions written in C, 100 for others. */
function isDefaultCost(language: string, cost: string | undefined): boolean {
  return cost === (language === 'c' || language === 'internal' ? '1' : '100');
}

function languageOf(reader: Reader, key: ScalarNode, map: MapNode): string {
  const node = get(map, 'language');
  const language = text(node);
  if (get(map, 'body') === undefined) {
    if (language === undefined)
      reader.report('missing-key', 'the key language is missing here', 'Add language, such as plpgsql.', key);
  } else if (node !== undefined && language !== 'sql') {
    const help = 'Remove language, or give the body as a string under `as`.';
    reader.report('wrong-value', `a body in standard SQL cannot be in language ${language}`, help, node);
  }
  return language ?? 'sql';
}

function result(
  reader: Reader,
  key: ScalarNode,
  signature: Signature,
  map: MapNode,
): RoutineResult | undefined {
  const node = get(map, 'returns');
  if (node !== undefined) return reader.parsed(scalar(node), reader.grammar.routineResult(scalar(node).text));
  if (!signature.arguments.some((argument) => argument.mode === 'out' || argument.mode === 'inout')) {
    reader.report(
      'missing-key',
      'the key returns is missing here',
      'Add returns, such as `returns: trigger` or `returns: void`.',
      key,
    );
  }
  return undefined;
}

function body(reader: Reader, key: ScalarNode, map: MapNode, header: Header): RoutineBody {
  const string = get(map, 'as');
  const sql = get(map, 'body');
  if (string !== undefined && sql !== undefined) {
    reader.report('wrong-value', 'as and body exclude each other', 'Keep one of the two.', sql);
  }
  if (string !== undefined) {
    const problem = reader.grammar.stringBody(header, scalar(string).text);
    if (problem) reader.inside(scalar(string), problem);
    return reader.grammar.textBody(header, scalar(string).text);
  }
  if (sql === undefined) {
    reader.report(
      'missing-key',
      'one of as and body is missing here',
      'Add the body: a string under `as`, or standard SQL under `body`.',
      key,
    );
    return { kind: 'string', text: '' };
  }
  const parsed = reader.parsed(scalar(sql), reader.grammar.routineBody(scalar(sql).text));
  return { kind: 'sql', sql: parsed ?? { text: '', key: '', mentions: noMentions } };
}
