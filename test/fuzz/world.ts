/**
 * A schema as the generator sees it: everything has an identity that stays when it is renamed, and whatever refers to something says
 * that identity. So a rename is one edit, and what an edit leaves without its ground is found and taken away (tidy.ts).
 */
export type World = {
  nextId: number;
  schemas: Named[];
  extensions: Extension[];
  enums: Enum[];
  domains: Domain[];
  sequences: Sequence[];
  routines: Routine[];
  tables: Table[];
  /** Each on tables and on views before it. */
  views: View[];
};

export type Ref = number;

/** The schema `public`. */
export const home: Ref = 0;

export type Named = {
  id: Ref;
  name: string;
  comment: string | undefined;
  /** Whether the spec says so where this has a new name: else it is dropped and added. */
  hinted: boolean;
};

export type InSchema = Named & { schema: Ref };

export type Extension = { name: string; schema: Ref | undefined };

export type Enum = InSchema & { values: { id: Ref; value: string; hinted: boolean }[] };

export type Domain = InSchema & {
  type: string;
  notNull: boolean;
  default: Expression | undefined;
  collate: boolean;
  checks: { id: Ref; name: string; hinted: boolean; expression: Expression }[];
};

export type SequenceOptions = Record<string, number | boolean>;

export type Sequence = InSchema & {
  type: string | undefined;
  options: SequenceOptions;
  owner: { table: Ref; column: Ref } | undefined;
};

export type Type =
  | { kind: 'builtin'; name: string }
  | { kind: 'enum'; id: Ref; array: boolean }
  | { kind: 'domain'; id: Ref };

/** SQL by the name of its template (templates.ts), and what it is about. */
export type Expression = {
  template: string;
  columns: Ref[];
  /** A function, a sequence or a value of an enum. */
  about?: Ref;
};

export type Routine = InSchema & {
  kind: 'function' | 'procedure';
  /** Expressions of tables may not call it: see the first of the known limits of the planner. */
  overloaded: boolean;
  form:
    | { kind: 'scalar'; type: string; argument: string; body: number; style: 'return' | 'string' | 'plpgsql' }
    | { kind: 'constant'; family: 'int' | 'text' | 'time'; body: number }
    | { kind: 'shows'; type: Type }
    | { kind: 'trigger'; body: number }
    | { kind: 'rows'; table: Ref; columns: Ref[]; style: 'setof' | 'table' | 'string' }
    | { kind: 'counts'; table: Ref; style: 'return' | 'string' | 'plpgsql' }
    | { kind: 'work'; table: Ref | undefined; body: number };
  volatility: 'volatile' | 'stable' | 'immutable';
  attributes: Record<string, unknown>;
};

export type Value =
  | { kind: 'none' }
  | { kind: 'default'; expression: Expression }
  | { kind: 'serial' }
  | { kind: 'identity'; always: boolean; options: SequenceOptions }
  | { kind: 'generated'; expression: Expression; stored: boolean };

export type Column = Named & {
  type: Type;
  notNull: boolean;
  collate: boolean;
  value: Value;
  backfill: Expression | undefined;
};

export type Deferral = { deferrable?: boolean; initially?: 'immediate' | 'deferred' };

/** Whether it has the name that PostgreSQL gives, which follows table and columns. */
type Derivable = Named & { derived: boolean };

export type Key = Derivable & {
  columns: Ref[];
  include: Ref[];
  nullsNotDistinct: boolean;
  deferral: Deferral;
};

export type Check = Named & { expression: Expression; noInherit: boolean; notValid: boolean };

export type ForeignKey = Derivable & {
  columns: Ref[];
  table: Ref;
  targets: Ref[];
  onDelete: string | undefined;
  onUpdate: string | undefined;
  full: boolean;
  deferral: Deferral;
  notValid: boolean;
};

export type Exclusion = Named & {
  method: 'gist' | 'hash' | 'spgist';
  elements: { column: Ref; operator: string }[];
  include: Ref[];
  where: Expression | undefined;
  deferral: Deferral;
};

export type IndexElement = {
  column: Ref | undefined;
  expression: Expression | undefined;
  order: 'asc' | 'desc' | undefined;
  nulls: 'first' | 'last' | undefined;
  opclass: string | undefined;
  collate: boolean;
};

export type Index = Named & {
  elements: IndexElement[];
  unique: boolean;
  nullsNotDistinct: boolean;
  method: string | undefined;
  include: Ref[];
  where: Expression | undefined;
  fillfactor: number | undefined;
};

export type Trigger = Named & {
  timing: 'before' | 'after' | 'instead of';
  events: { kind: 'insert' | 'update' | 'delete' | 'truncate'; columns: Ref[] }[];
  forEach: 'row' | 'statement';
  when: Expression | undefined;
  routine: Ref;
  constraint: Deferral | undefined;
  oldTable: boolean;
  enabled: string | undefined;
  argument: boolean;
};

export type Table = InSchema & {
  unlogged: boolean;
  fillfactor: number | undefined;
  columns: Column[];
  primaryKey: Key | undefined;
  uniques: Key[];
  checks: Check[];
  foreignKeys: ForeignKey[];
  exclusions: Exclusion[];
  indexes: Index[];
  triggers: Trigger[];
};

export type Output = { id: Ref; name: string; from: Ref; routine: Ref | undefined; side: 'left' | 'right' };

export type View = InSchema & {
  materialized: boolean;
  query: {
    form: 'plain' | 'star' | 'join' | 'group' | 'union' | 'exists' | 'rows' | 'counts';
    source: Ref;
    other: Ref | undefined;
    /** What the two are joined on. */
    on: [Ref, Ref] | undefined;
    where: Expression | undefined;
  };
  outputs: Output[];
  listed: boolean;
  options: Record<string, unknown>;
  columnComments: Ref[];
  triggers: Trigger[];
  indexes: Index[];
  withData: boolean;
};

export function emptyWorld(): World {
  return {
    nextId: 1,
    schemas: [],
    extensions: [],
    enums: [],
    domains: [],
    sequences: [],
    routines: [],
    tables: [],
    views: [],
  };
}

/** What the columns of something that can be selected from look like to what selects. */
export type Selectable = { readonly id: Ref; readonly name: string; readonly type: Type };

export function selectables(world: World, source: Ref): readonly Selectable[] {
  const table = world.tables.find(({ id }) => id === source);
  if (table !== undefined) return table.columns;
  const view = world.views.find(({ id }) => id === source);
  return view === undefined ? [] : outputsOf(world, view);
}

/** A view of `*` has the columns of what it stands on; those of others have identities of their own. */
export function outputsOf(world: World, view: View): readonly Selectable[] {
  const { form, source, other } = view.query;
  const routine = world.routines.find(({ id }) => id === source);
  if (form === 'counts')
    return [{ id: view.id * 1000, name: 'n', type: { kind: 'builtin', name: 'bigint' } }];
  const below =
    form === 'rows'
      ? routine?.form.kind === 'rows'
        ? rowsOf(world, routine.form)
        : []
      : selectables(world, source);
  if (form === 'star' || form === 'rows') return below;
  const right = other === undefined ? [] : selectables(world, other);
  const shown = view.outputs.flatMap(({ id, name, from, routine: through, side }) => {
    const found = (side === 'right' ? right : below).find((column) => column.id === from);
    if (found === undefined) return [];
    return [
      { id, name, type: through === undefined ? found.type : (returned(world, through) ?? found.type) },
    ];
  });
  return form === 'group'
    ? [...shown, { id: view.id * 1000, name: 'n', type: { kind: 'builtin', name: 'bigint' } }]
    : shown;
}

export function rowsOf(
  world: World,
  form: Extract<Routine['form'], { kind: 'rows' }>,
): readonly Selectable[] {
  const columns = selectables(world, form.table);
  return form.style === 'setof' ? columns : columns.filter(({ id }) => form.columns.includes(id));
}

function returned(world: World, id: Ref): Type | undefined {
  const form = world.routines.find((routine) => routine.id === id)?.form;
  if (form?.kind === 'scalar') return { kind: 'builtin', name: form.type };
  return form?.kind === 'shows' ? { kind: 'builtin', name: 'text' } : undefined;
}

export type Family =
  | 'int'
  | 'num'
  | 'text'
  | 'citext'
  | 'bool'
  | 'time'
  | 'date'
  | 'json'
  | 'uuid'
  | 'texts'
  | 'ints'
  | 'range'
  | 'ranges'
  | 'interval'
  | 'bytes'
  | 'inet'
  | 'hstore'
  | 'enum'
  | 'enums';

/** The built-in types that columns have, by family, and in which extension, if it is one. */
export const types: Readonly<Record<string, Family>> = {
  smallint: 'int',
  integer: 'int',
  bigint: 'int',
  'numeric(10,2)': 'num',
  numeric: 'num',
  'double precision': 'num',
  real: 'num',
  text: 'text',
  varchar: 'text',
  'varchar(20)': 'text',
  'varchar(60)': 'text',
  citext: 'citext',
  boolean: 'bool',
  timestamptz: 'time',
  timestamp: 'time',
  'timestamptz(3)': 'time',
  date: 'date',
  jsonb: 'json',
  uuid: 'uuid',
  'text[]': 'texts',
  'integer[]': 'ints',
  int4range: 'range',
  tstzrange: 'ranges',
  interval: 'interval',
  bytea: 'bytes',
  inet: 'inet',
  hstore: 'hstore',
};

export const extensionTypes: ReadonlySet<string> = new Set(['citext', 'hstore']);

export function familyOf(world: World, type: Type): Family {
  switch (type.kind) {
    case 'builtin':
      return types[type.name] ?? 'text';
    case 'enum':
      return type.array ? 'enums' : 'enum';
    case 'domain':
      return types[world.domains.find(({ id }) => id === type.id)?.type ?? 'text'] ?? 'text';
  }
}

export function schemaName(world: World, id: Ref): string {
  return id === home ? 'public' : (world.schemas.find((schema) => schema.id === id)?.name ?? 'public');
}
