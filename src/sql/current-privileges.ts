import { InternalError } from '../diagnostic/diagnostic.ts';
import { fullName, regclass, relationName, typeName } from './name.ts';
import { quoteText } from './quote.ts';
import { type Renderers, renderWith } from './renderers.ts';
import { signature } from './routine.ts';
import type { Target } from './statement.ts';

/** Something that has an owner and privileges. */
type Grantable = {
  readonly family: Family;
  /** What GRANT … ON and ALTER … OWNER call it; both take views as tables. */
  readonly object: string;
  /** Its oid, as a constant. */
  readonly oid: string;
};

type Family = 'relation' | 'sequence' | 'routine' | 'type';

/** The catalog of each family, and the letter by which acldefault() knows it. */
const catalogs = {
  relation: { table: 'pg_class', prefix: 'rel', letter: 'r' },
  sequence: { table: 'pg_class', prefix: 'rel', letter: 's' },
  routine: { table: 'pg_proc', prefix: 'pro', letter: 'f' },
  type: { table: 'pg_type', prefix: 'typ', letter: 'T' },
} as const satisfies Record<Family, unknown>;

export function grantable(target: Target): Grantable {
  return renderWith(grantables, target);
}

/**
 * A query for (object, part, owner, acl) of these objects as they are. The privileges of a relation's columns have rows of their
 * own, where part is what GRANT says behind the privilege: ` (email)`. Where nothing was ever granted, acl is the default.
 */
export function currentPrivileges(targets: readonly Target[]): string {
  const all = targets.map(grantable);
  const queries = (Object.keys(catalogs) as Family[]).flatMap((family) => {
    const objects = all.filter((object) => object.family === family);
    if (objects.length === 0) return [];
    return family === 'relation'
      ? [ofObjects(family, objects), ofColumns(objects)]
      : [ofObjects(family, objects)];
  });
  return queries.join('\nUNION ALL\n');
}

function ofObjects(family: Family, objects: readonly Grantable[]): string {
  const { table, prefix, letter } = catalogs[family];
  return `SELECT object, '', ${prefix}owner, coalesce(${prefix}acl, acldefault('${letter}', ${prefix}owner))
FROM (VALUES ${values(objects)}) AS target (object, id) JOIN ${table} ON oid = id`;
}

function ofColumns(objects: readonly Grantable[]): string {
  return `SELECT object, format(' (%I)', attname), NULL, attacl
FROM (VALUES ${values(objects)}) AS target (object, id) JOIN pg_attribute ON attrelid = id
WHERE attnum > 0 AND NOT attisdropped`;
}

function values(objects: readonly Grantable[]): string {
  return objects.map(({ object, oid }) => `(${quoteText(object)}, ${oid})`).join(',\n  ');
}

const relation = ({
  name,
}: Target & { readonly kind: 'table' | 'view' | 'materialized_view' }): Grantable => ({
  family: 'relation',
  object: `TABLE ${relationName(name)}`,
  oid: regclass(name),
});

const routine = (target: Target & { readonly kind: 'function' | 'procedure' }): Grantable => ({
  family: 'routine',
  object: `${target.kind.toUpperCase()} ${signature(target)}`,
  oid: `${quoteText(signature(target))}::regprocedure`,
});

const type = ({ name }: Target & { readonly kind: 'enum' | 'domain' }): Grantable => ({
  family: 'type',
  object: `TYPE ${typeName(name)}`,
  oid: `${quoteText(fullName(name))}::regtype`,
});

const nothing = (target: Target): never => {
  throw new InternalError(`the privileges of a ${target.kind} cannot be saved`);
};

const grantables = {
  schema: nothing,
  extension: nothing,
  enum: type,
  domain: type,
  sequence: ({ name }) => ({
    family: 'sequence',
    object: `SEQUENCE ${relationName(name)}`,
    oid: regclass(name),
  }),
  table: relation,
  view: relation,
  materialized_view: relation,
  index: nothing,
  function: routine,
  procedure: routine,
  column: nothing,
  constraint: nothing,
  trigger: nothing,
  domain_constraint: nothing,
} as const satisfies Renderers<Target, Grantable>;
