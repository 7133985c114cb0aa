import type { DataType } from '../../model/type.ts';
import { builtinTypeNames } from './known-names.ts';
import type { Scope } from './scope.ts';
import { keyOf } from './symbols.ts';

/**
 * Whether PostgreSQL may take a foreign key between columns of these types: the family of operators behind the index of the
 * column that is referred to compares the two, or the referring type becomes the other by itself. What is not known, such as a
 * type of an extension, may be.
 *
 * @param schemas those that the tables of the two columns are in
 */
export function canRefer(
  referring: DataType,
  referenced: DataType,
  schemas: readonly [referring: string, referenced: string],
  scope: Scope,
): boolean {
  const [from, to] = [
    baseOf(referring, schemas[0], scope, new Set()),
    baseOf(referenced, schemas[1], scope, new Set()),
  ];
  if (from === undefined || to === undefined || from.key === to.key) return true;
  if (from.kind === 'row' || to.kind === 'row') return from.kind === to.kind;
  return from.kind === 'built-in' && to.kind === 'built-in' && comparable.get(to.key)?.has(from.key) === true;
}

type Base = { readonly kind: 'built-in' | 'row' | 'own'; readonly key: string };

/** The type behind domains, without modifiers; undefined where it cannot be known. Elements of arrays stay what they are. */
function baseOf(type: DataType, schema: string, scope: Scope, seen: Set<string>): Base | undefined {
  const suffix = type.array ? '[]' : '';
  if (type.schema === undefined && builtinTypeNames.has(type.name)) {
    const key = `${otherNames.get(type.name) ?? type.name}${suffix}`;
    return unjudged.has(type.name) ? undefined : { kind: 'built-in', key };
  }
  const { symbols } = scope;
  const found = type.schema ?? symbols.schemaOf(symbols.types, type.name, schema);
  const key = keyOf(found ?? '', type.name);
  const document = found === undefined ? undefined : symbols.types.get(key);
  // One that nobody knows is reported already, or one of an extension.
  if (document === undefined) return undefined;
  if (document.kind === 'enum' || type.array) return { kind: 'own', key: `${key}${suffix}` };
  if (document.kind !== 'domain') return { kind: 'row', key };
  // A domain over itself would never end; PostgreSQL cannot have one.
  if (document.draft?.kind !== 'domain' || seen.has(key)) return undefined;
  seen.add(key);
  return baseOf(document.draft.type, document.draft.schema, scope, seen);
}

/** With and without a length they are one type. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['character', 'bpchar'],
  ['bit', '"bit"'],
]);
/** They become texts or bytes in some versions. */
const unjudged: ReadonlySet<string> = new Set([
  'pg_dependencies',
  'pg_mcv_list',
  'pg_ndistinct',
  'pg_node_tree',
]);

const integers = ['smallint', 'integer', 'bigint'];
const floats = ['real', 'double precision'];
const texts = ['text', 'character varying', 'bpchar'];
const moments = ['date', 'timestamp without time zone', 'timestamp with time zone'];
const addresses = ['cidr', 'inet'];
const bits = ['"bit"', 'bit varying'];
const hardware = ['macaddr', 'macaddr8'];
const oids = [
  'oid',
  'regclass',
  'regcollation',
  'regconfig',
  'regdictionary',
  'regnamespace',
  'regoper',
  'regoperator',
  'regproc',
  'regprocedure',
  'regrole',
  'regtype',
];

/** By the type that is referred to, the other ones that refer to it on some version: a test asks the servers. */
const comparable: ReadonlyMap<string, ReadonlySet<string>> = families([
  [integers, integers],
  [['numeric'], integers],
  [floats, [...floats, 'numeric', ...integers]],
  [
    ['text', 'character varying'],
    [...texts, 'name', '"char"'],
  ],
  [['bpchar', 'name'], texts],
  [moments, moments],
  [['time with time zone', 'interval'], ['time without time zone']],
  [addresses, addresses],
  [bits, bits],
  [hardware, hardware],
  [oids, [...oids, ...integers]],
]);

function families(
  pairs: readonly (readonly [referenced: readonly string[], referring: readonly string[]])[],
) {
  return new Map(
    pairs.flatMap(([referenced, referring]) => referenced.map((name) => [name, new Set(referring)] as const)),
  );
}
