import { Random } from './random.ts';
import { drawExpression } from './templates.ts';
import {
  type Check,
  type Column,
  type Deferral,
  type Exclusion,
  type ForeignKey,
  familyOf,
  home,
  type Index,
  type IndexElement,
  type InSchema,
  type Key,
  type Named,
  type Ref,
  type Routine,
  type Selectable,
  type SequenceOptions,
  selectables,
  type Table,
  type Trigger,
  type Type,
  types,
  type Value,
  type View,
  type World,
} from './world.ts';

/** One change of a schema: an operation, and the seed of whatever it chooses. */
export type Edit = { readonly operation: Operation; readonly seed: number };

export type Operation = keyof typeof operations;

/** What an operation has to do with. */
type Hand = { readonly random: Random; readonly world: World; readonly major: number };

const commonNames = ['alpha', 'beta', 'gamma', 'delta', 'order', 'Mixed Case', 'ünï'] as const;
const pools = {
  schema: ['app', 'audit', 'billing', 'Odd Schema'],
  enum: ['mood', 'level', 'state', ...commonNames],
  domain: ['email', 'amount', 'slug', ...commonNames],
  sequence: ['numbers', 'counter', 'tickets', ...commonNames],
  table: ['users', 'items', 'notes', 'rooms', 'events', ...commonNames],
  view: ['recent', 'totals', 'active', 'summary', ...commonNames],
  column: ['id', 'a', 'b', 'c', 'name', 'kind', 'value', 'user', 'Big', 'note'],
  constraint: ['k1', 'k2', 'k3', 'ck_one', 'uq two', 'key'],
  index: ['idx_one', 'idx_two', 'idx_three', 'Idx Four'],
  trigger: ['stamp', 'guard', 'after'],
  routine: ['calc', 'touch', 'compute', 'list', 'run'],
  value: ['low', 'mid', 'high', 'top', "it's", 'Größe'],
} as const satisfies Record<string, readonly string[]>;

const comments = ['one', "it's a note", 'zwei\nZeilen'] as const;

function named({ random, world }: Hand, pool: keyof typeof pools): Named {
  const id = world.nextId++;
  return {
    id,
    name: newName(random, pool, id),
    comment: random.option(15, () => random.pick(comments)),
    hinted: !random.chance(12),
  };
}

function newName(random: Random, pool: keyof typeof pools, id: number): string {
  // Limit of the planner: a function exchanged for an overload of the same name. A routine's name is used once in a history.
  if (pool === 'routine') return `${random.pick(pools.routine)}_${id}`;
  if (random.chance(2)) return `${'long_name_'.repeat(5)}${id}`;
  return random.pick(pools[pool]);
}

function inSchema(hand: Hand, pool: keyof typeof pools): InSchema {
  return { ...named(hand, pool), schema: aSchema(hand) };
}

function aSchema({ random, world }: Hand): Ref {
  return random.chance(75) ? home : (random.any(world.schemas)?.id ?? home);
}

function aType({ random, world }: Hand): Type {
  const enumeration = random.any(world.enums);
  if (enumeration !== undefined && random.chance(20))
    return { kind: 'enum', id: enumeration.id, array: random.chance(15) };
  const domain = random.any(world.domains);
  if (domain !== undefined && random.chance(15)) return { kind: 'domain', id: domain.id };
  const usual = ['integer', 'bigint', 'text', 'varchar(20)', 'boolean'] as const;
  return { kind: 'builtin', name: random.chance(60) ? random.pick(usual) : random.pick(Object.keys(types)) };
}

function aValue(hand: Hand, type: Type, table: Table | undefined): Value {
  const { random, world, major } = hand;
  const family = familyOf(world, type);
  const isWhole = type.kind === 'builtin' && family === 'int';
  const draw = random.below(100);
  if (draw < 45) return { kind: 'none' };
  if (isWhole && draw < 52) return { kind: 'serial' };
  if (isWhole && draw < 62)
    return { kind: 'identity', always: random.chance(50), options: sequenceOptions(random) };
  if (draw < 72 && table !== undefined) {
    const columns = table.columns.filter(({ value }) => value.kind !== 'generated');
    const stored = major < 18 || random.chance(65);
    const expression = drawExpression(random, world, {
      gives: family,
      columns,
      immutable: true,
      plain: !stored,
      about: true,
    });
    if (expression !== undefined) return { kind: 'generated', expression, stored };
  }
  const enumOf = type.kind === 'enum' ? { enumOf: type.id } : {};
  const expression = drawExpression(random, world, { gives: family, columns: [], ...enumOf });
  return expression === undefined ? { kind: 'none' } : { kind: 'default', expression };
}

function sequenceOptions(random: Random): SequenceOptions {
  return random.pick<SequenceOptions>([
    {},
    {},
    { start: 100 },
    { increment: 5 },
    // No greater least value: ALTER SEQUENCE refuses one that the sequence has not come to.
    { start: 10, increment: 10, min_value: -10 },
    { cache: 20 },
    { max_value: 30000, cycle: true },
    { increment: -1, max_value: 1000, min_value: -1000, start: 1000 },
  ]);
}

function aColumn(hand: Hand, table: Table | undefined): Column {
  const { random, world } = hand;
  const type = aType(hand);
  const value = aValue(hand, type, table);
  const family = familyOf(world, type);
  const enumOf = type.kind === 'enum' ? { enumOf: type.id } : {};
  const sources = table?.columns.filter((column) => column.value.kind !== 'generated') ?? [];
  const backfill = random.option(30, () =>
    drawExpression(random, world, {
      gives: family,
      columns: random.chance(40) ? sources : [],
      immutable: true,
      ...enumOf,
    }),
  );
  return {
    ...named(hand, 'column'),
    type,
    notNull: random.chance(35),
    collate: random.chance(8),
    value,
    backfill,
  };
}

function deferral(random: Random): Deferral {
  if (random.chance(80)) return {};
  return random.chance(50) ? { deferrable: true } : { deferrable: true, initially: 'deferred' };
}

function ids(columns: readonly Selectable[]): Ref[] {
  return columns.map(({ id }) => id);
}

const scalars: ReadonlySet<string> = new Set([
  'int',
  'text',
  'uuid',
  'enum',
  'date',
  'citext',
  'num',
  'time',
]);

function keyColumns({ random, world }: Hand, table: Table, most: number): Ref[] {
  const usual = table.columns.filter(({ type }) => scalars.has(familyOf(world, type)));
  return ids(random.some(random.chance(90) ? usual : table.columns, 1, most));
}

function aKey(hand: Hand, table: Table): Key {
  const { random } = hand;
  return {
    ...named(hand, 'constraint'),
    derived: random.chance(60),
    columns: keyColumns(hand, table, 2),
    include: random.chance(10) ? ids(random.some(table.columns, 1, 2)) : [],
    nullsNotDistinct: random.chance(10),
    deferral: deferral(random),
  };
}

function aCheck(hand: Hand, table: Table): Check | undefined {
  const { random, world } = hand;
  const expression = drawExpression(random, world, { gives: 'bool', columns: table.columns, about: true });
  if (expression === undefined) return undefined;
  return {
    ...named(hand, 'constraint'),
    expression,
    noInherit: random.chance(8),
    notValid: random.chance(8),
  };
}

const actions = [
  undefined,
  undefined,
  'cascade',
  'restrict',
  'set null',
  'set default',
  'set null (first)',
] as const;

function aForeignKey(hand: Hand, table: Table): ForeignKey | undefined {
  const { random, world } = hand;
  const target = random.any(world.tables.filter(({ primaryKey, uniques }) => primaryKey ?? uniques[0]));
  if (target === undefined) return undefined;
  const key = random.pick([...(target.primaryKey ? [target.primaryKey] : []), ...target.uniques]);
  const columns: Ref[] = [];
  for (const wanted of key.columns) {
    const other = target.columns.find(({ id }) => id === wanted);
    if (other === undefined) return undefined;
    const found = random.any(
      table.columns.filter(
        ({ id, type, value }) =>
          !columns.includes(id) &&
          JSON.stringify(type) === JSON.stringify(other.type) &&
          (value.kind === 'none' || value.kind === 'default') &&
          (target !== table || id !== wanted),
      ),
    );
    if (found !== undefined) {
      columns.push(found.id);
      continue;
    }
    // A column of its own for it; the last one, so that `*` of views stays in order.
    const fresh: Column = {
      ...named(hand, 'column'),
      name: `ref_${world.nextId}`,
      type: structuredClone(other.type),
      notNull: false,
      collate: other.collate,
      value: { kind: 'none' },
      backfill: undefined,
    };
    table.columns.push(fresh);
    columns.push(fresh.id);
  }
  return {
    ...named(hand, 'constraint'),
    derived: random.chance(60),
    columns,
    table: target.id,
    targets: [...key.columns],
    onDelete: random.pick(actions),
    onUpdate: random.pick(['cascade', undefined, undefined, 'restrict']),
    full: random.chance(10),
    deferral: deferral(random),
    notValid: random.chance(8),
  };
}

function anExclusion(hand: Hand, table: Table): Exclusion | undefined {
  const { random, world } = hand;
  const of = (...families: string[]) =>
    table.columns.filter(({ type }) => families.includes(familyOf(world, type)));
  const range = random.any(of('range', 'ranges'));
  const plain = random.any(of('int', 'text'));
  const elements =
    range !== undefined
      ? [
          ...(plain !== undefined && random.chance(50) ? [{ column: plain.id, operator: '=' }] : []),
          { column: range.id, operator: '&&' },
        ]
      : plain === undefined
        ? []
        : [{ column: plain.id, operator: '=' }];
  if (elements.length === 0) return undefined;
  return {
    ...named(hand, 'constraint'),
    method: range === undefined ? 'hash' : random.pick(['gist', 'gist', 'spgist']),
    elements,
    include: random.chance(10) ? ids(random.some(table.columns, 1, 1)) : [],
    where: random.option(25, () =>
      drawExpression(random, world, { gives: 'bool', columns: table.columns, immutable: true, about: true }),
    ),
    deferral: deferral(random),
  };
}

function anElement(hand: Hand, columns: readonly Selectable[]): IndexElement {
  const { random, world } = hand;
  const expression = random.chance(25)
    ? drawExpression(random, world, {
        gives: random.pick(['text', 'int', 'bool']),
        columns,
        immutable: true,
        about: true,
      })
    : undefined;
  return {
    column: expression === undefined ? random.any(columns)?.id : undefined,
    expression,
    order: random.chance(20) ? 'desc' : undefined,
    nulls: random.option(15, () => random.pick(['first', 'last'])),
    opclass: random.chance(12) ? 'text_pattern_ops' : undefined,
    collate: random.chance(8),
  };
}

function anIndex(hand: Hand, columns: readonly Selectable[], isView: boolean): Index {
  const { random, world } = hand;
  const method = random.option(25, () => random.pick(['gin', 'gist', 'brin', 'hash']));
  return {
    ...named(hand, 'index'),
    elements: Array.from({ length: method === undefined ? 1 + random.below(2) : 1 }, () =>
      anElement(hand, columns),
    ),
    // Rows of a materialized view are whatever they are.
    unique: !isView && random.chance(20),
    nullsNotDistinct: random.chance(10),
    method,
    include: random.chance(12) ? ids(random.some(columns, 1, 1)) : [],
    where: random.option(20, () =>
      drawExpression(random, world, { gives: 'bool', columns, immutable: true, about: true }),
    ),
    fillfactor: random.option(8, () => random.pick([70, 90])),
  };
}

function aTrigger(hand: Hand, table: Table | undefined): Trigger | undefined {
  const { random, world } = hand;
  const known = world.routines.filter(({ form }) => form.kind === 'trigger');
  const routine = random.any(known) ?? aTriggerFunction(hand);
  if (known.length === 0) world.routines.push(routine);
  const base = {
    ...named(hand, 'trigger'),
    routine: routine.id,
    argument: random.chance(20),
    oldTable: false,
    when: undefined,
    constraint: undefined,
    enabled: undefined,
  };
  if (table === undefined)
    return {
      ...base,
      timing: 'instead of',
      forEach: 'row',
      events: random
        .some(['insert', 'update', 'delete'] as const, 1, 3)
        .map((kind) => ({ kind, columns: [] })),
    };
  const enabled = random.option(20, () => random.pick(['disabled', 'replica', 'always']));
  if (random.chance(15))
    return {
      ...base,
      enabled,
      timing: 'after',
      forEach: 'row',
      events: [{ kind: 'insert', columns: [] }],
      constraint: deferral(random),
    };
  if (random.chance(10))
    return {
      ...base,
      enabled,
      timing: 'after',
      forEach: 'statement',
      events: [{ kind: 'update', columns: [] }],
      oldTable: true,
    };
  const forEach = random.pick(['row', 'statement']);
  const kinds =
    forEach === 'row'
      ? (['insert', 'update'] as const)
      : (['insert', 'update', 'delete', 'truncate'] as const);
  const plain = table.columns.filter(({ value }) => value.kind !== 'generated');
  return {
    ...base,
    enabled,
    timing: random.pick(['before', 'after']),
    forEach,
    events: random.some(kinds, 1, 2).map((kind) => ({
      kind,
      columns: kind === 'update' && random.chance(50) ? ids(random.some(plain, 1, 2)) : [],
    })),
    when:
      forEach === 'row' && random.chance(40)
        ? drawExpression(random, world, { gives: 'bool', columns: plain, about: true, plain: true })
        : undefined,
  };
}

function aTriggerFunction(hand: Hand): Routine {
  return {
    ...inSchema(hand, 'routine'),
    overloaded: false,
    attributes: {},
    kind: 'function',
    volatility: 'volatile',
    form: { kind: 'trigger', body: hand.random.below(3) },
  };
}

function aRoutine(hand: Hand): Routine {
  const { random, world } = hand;
  const procedure = random.chance(15);
  const base = { ...inSchema(hand, 'routine'), overloaded: false, attributes: attributes(random) };
  const table = random.any(world.tables);
  if (procedure)
    return {
      ...base,
      kind: 'procedure',
      volatility: 'volatile',
      attributes: {},
      form: { kind: 'work', table: table?.id, body: random.below(3) },
    };
  const enumeration = random.any(world.enums);
  const forms: (() => Pick<Routine, 'form' | 'volatility'>)[] = [
    () => ({ form: scalarForm(random), volatility: 'immutable' }),
    () => ({ form: scalarForm(random), volatility: 'immutable' }),
    () => ({
      form: { kind: 'constant', family: random.pick(['int', 'text', 'time']), body: random.below(3) },
      volatility: random.pick(['volatile', 'stable']),
    }),
    () => ({ form: { kind: 'trigger', body: random.below(3) }, volatility: 'volatile' }),
    ...(enumeration === undefined
      ? []
      : [
          () => ({
            form: {
              kind: 'shows' as const,
              type: { kind: 'enum' as const, id: enumeration.id, array: false },
            },
            volatility: 'stable' as const,
          }),
        ]),
    ...(table === undefined
      ? []
      : [
          () => ({
            form: {
              kind: 'rows' as const,
              table: table.id,
              columns: ids(random.some(table.columns, 1, 2)),
              style: random.pick(['setof', 'table', 'string']),
            },
            volatility: 'stable' as const,
          }),
          () => ({
            form: {
              kind: 'counts' as const,
              table: table.id,
              style: random.pick(['return', 'string', 'plpgsql']),
            },
            volatility: 'stable' as const,
          }),
        ]),
  ];
  return { ...base, kind: 'function', ...random.pick(forms)() };
}

function scalarForm(random: Random): Routine['form'] {
  return {
    kind: 'scalar',
    type: random.pick(['bigint', 'text']),
    argument: random.pick(['a', 'x']),
    body: random.below(3),
    style: random.pick(['return', 'string', 'plpgsql']),
  };
}

function attributes(random: Random): Record<string, unknown> {
  return {
    ...(random.chance(15) ? { strict: true } : {}),
    ...(random.chance(15) ? { parallel: 'safe' } : {}),
    ...(random.chance(10) ? { cost: 10 } : {}),
    ...(random.chance(10) ? { security: 'definer' } : {}),
    ...(random.chance(8) ? { set: { work_mem: "'1MB'" } } : {}),
  };
}

function aView(hand: Hand): View | undefined {
  const { random, world } = hand;
  const base = {
    ...inSchema(hand, 'view'),
    materialized: random.chance(30),
    listed: random.chance(15),
    options: {
      ...(random.chance(10) ? { security_barrier: true } : {}),
      ...(random.chance(10) ? { security_invoker: true } : {}),
      ...(random.chance(15) ? { check_option: random.pick(['local', 'cascaded']) } : {}),
    },
    columnComments: [] as Ref[],
    triggers: [],
    indexes: [],
    withData: !random.chance(15),
  };
  const reading = random.any(
    world.routines.filter(({ form }) => form.kind === 'rows' || form.kind === 'counts'),
  );
  if (reading !== undefined && random.chance(25)) {
    const form = reading.form.kind as 'rows' | 'counts';
    return {
      ...base,
      query: { form, source: reading.id, other: undefined, on: undefined, where: undefined },
      outputs: [],
    };
  }
  const sources = [...world.tables, ...world.views];
  const source = random.any(sources);
  if (source === undefined) return undefined;
  const left = selectables(world, source.id);
  const other = random.any(sources);
  const right = other === undefined ? [] : selectables(world, other.id);
  const pairs = left.flatMap((a) =>
    right.flatMap((b) =>
      JSON.stringify(a.type) === JSON.stringify(b.type) ? [[a.id, b.id] as [Ref, Ref]] : [],
    ),
  );
  const on = random.any(pairs);
  const form = random.pick([
    'plain',
    'plain',
    'plain',
    'star',
    'group',
    'union',
    ...(on === undefined ? [] : (['join', 'exists'] as const)),
  ]);
  const outputs = [
    ...random.some(left, 1, 3).map((column) => ({ column, side: 'left' as const })),
    ...(form === 'join'
      ? random.some(right, 0, 2).map((column) => ({ column, side: 'right' as const }))
      : []),
  ].map(({ column, side }) => ({
    id: world.nextId++,
    name: random.chance(30) ? random.pick(pools.column) : column.name,
    from: column.id,
    side,
    routine: form === 'group' ? undefined : random.option(20, () => random.any(callable(world, column))?.id),
  }));
  return {
    ...base,
    columnComments: random.chance(15) ? outputs.map(({ id }) => id).slice(0, 1) : [],
    query: {
      form,
      source: source.id,
      other: form === 'join' || form === 'exists' ? other?.id : undefined,
      on: form === 'join' || form === 'exists' ? on : undefined,
      where: random.option(40, () =>
        drawExpression(random, world, { gives: 'bool', columns: left, about: true, immutable: true }),
      ),
    },
    outputs,
  };
}

function callable(world: World, column: Selectable): readonly Routine[] {
  const family = familyOf(world, column.type);
  return world.routines.filter(
    ({ form }) =>
      (form.kind === 'scalar' && family === (form.type === 'text' ? 'text' : 'int')) ||
      (form.kind === 'shows' && JSON.stringify(form.type) === JSON.stringify(column.type)),
  );
}

function aTable(hand: Hand): Table {
  const { random } = hand;
  const table: Table = {
    ...inSchema(hand, 'table'),
    unlogged: random.chance(7),
    fillfactor: random.option(7, () => random.pick([70, 90])),
    columns: [],
    primaryKey: undefined,
    uniques: [],
    checks: [],
    foreignKeys: [],
    exclusions: [],
    indexes: [],
    triggers: [],
  };
  if (random.chance(75)) {
    const id = aColumn(hand, undefined);
    const type = random.pick(['integer', 'bigint', 'integer', 'uuid', 'text']);
    table.columns.push({
      ...id,
      name: 'id',
      type: { kind: 'builtin', name: type },
      value:
        type === 'text' || type === 'uuid'
          ? { kind: 'none' }
          : random.pick<Value>([
              { kind: 'none' },
              { kind: 'serial' },
              { kind: 'identity', always: true, options: {} },
            ]),
    });
    table.primaryKey = { ...aKey(hand, table), columns: [id.id], include: [], deferral: {} };
  }
  for (let count = random.below(4); count >= 0; count -= 1) table.columns.push(aColumn(hand, table));
  return table;
}

/** Something that can be taken away, given another name, or changed. */
type Part = {
  readonly what: string;
  readonly pool: keyof typeof pools;
  readonly named: { name: string; hinted: boolean; comment?: string | undefined; schema?: Ref };
  readonly drop: () => void;
};

function partsOf(world: World): readonly Part[] {
  const list = <T extends Part['named']>(what: string, pool: Part['pool'], values: T[]): Part[] =>
    values.map((one) => ({ what, pool, named: one, drop: () => void values.splice(values.indexOf(one), 1) }));
  return [
    ...list('schema', 'schema', world.schemas),
    ...list('enum', 'enum', world.enums),
    ...list('domain', 'domain', world.domains),
    ...list('sequence', 'sequence', world.sequences),
    ...list('routine', 'routine', world.routines),
    ...list('table', 'table', world.tables),
    ...list('view', 'view', world.views),
    ...world.domains.flatMap(({ checks }) => list('domain check', 'constraint', checks)),
    ...world.tables.flatMap((table) => [
      ...list('column', 'column', table.columns),
      ...(table.primaryKey === undefined
        ? []
        : [
            {
              what: 'primary key',
              pool: 'constraint' as const,
              named: table.primaryKey,
              drop: () => {
                table.primaryKey = undefined;
              },
            },
          ]),
      ...list('unique', 'constraint', table.uniques),
      ...list('check', 'constraint', table.checks),
      ...list('foreign key', 'constraint', table.foreignKeys),
      ...list('exclusion', 'constraint', table.exclusions),
      ...list('index', 'index', table.indexes),
      ...list('trigger', 'trigger', table.triggers),
    ]),
    ...world.views.flatMap((view) => [
      ...list('trigger', 'trigger', view.triggers),
      ...list('index', 'index', view.indexes),
    ]),
  ];
}

/** One part of a kind chosen first, so that columns are not nearly all that is changed. */
function aPart({ random, world }: Hand): Part | undefined {
  const all = partsOf(world);
  const kind = random.any([...new Set(all.map(({ what }) => what))]);
  return random.any(all.filter(({ what }) => what === kind));
}

function addToTable(operation: (hand: Hand, table: Table) => void): (hand: Hand) => void {
  return (hand) => {
    const table = hand.random.any(hand.world.tables);
    if (table !== undefined) operation(hand, table);
  };
}

function push<T>(list: T[], value: T | undefined): void {
  if (value !== undefined) list.push(value);
}

/** A part drawn anew under its name. */
function redrawn<T extends Named>(old: T, fresh: T | undefined): T {
  return fresh === undefined ? old : { ...fresh, id: old.id, name: old.name, hinted: old.hinted };
}

function redraw<T extends Named>({ random }: Hand, list: T[], draw: () => T | undefined): void {
  const position = list.length === 0 ? -1 : random.below(list.length);
  const old = list[position];
  if (old !== undefined) list[position] = redrawn(old, draw());
}

/** Changes one thing of something that is there, and leaves the rest. */
const column = (change: (hand: Hand, column: Column, table: Table) => void) =>
  addToTable((hand, table) => {
    const found = hand.random.any(table.columns);
    if (found !== undefined) change(hand, found, table);
  });

const sameFamily = (random: Random, name: string) =>
  random.pick(Object.keys(types).filter((other) => types[other] === types[name]));

function relatedType({ random, world }: Hand, type: Type): Type {
  switch (type.kind) {
    case 'builtin':
      return { kind: 'builtin', name: sameFamily(random, type.name) };
    case 'enum':
      return { kind: 'builtin', name: type.array ? 'text[]' : 'text' };
    case 'domain':
      return { kind: 'builtin', name: world.domains.find(({ id }) => id === type.id)?.type ?? 'text' };
  }
}

/** Whether values of one type can be read as the other, in both directions: for the rest people have to say how, with `using`. */
export function isConvertible(world: World, one: Type, other: Type): boolean {
  const families = [familyOf(world, one), familyOf(world, other)];
  if (families[0] === families[1]) return true;
  // The other way values are lost.
  if (families[0] === 'bool' && families[1] === 'int') return true;
  if (families.includes('text'))
    return !families.some((family) => family === 'texts' || family === 'ints' || family === 'enums');
  return [
    ['int', 'num'],
    ['date', 'time'],
    ['texts', 'enums'],
  ].some((group) => families.every((family) => group.includes(family)));
}

export const operations = {
  addSchema: (hand: Hand) => void hand.world.schemas.push(named(hand, 'schema')),
  addExtension: ({ random, world }: Hand) =>
    void world.extensions.push({
      name: random.pick(['citext', 'hstore', 'btree_gist', 'pgcrypto', 'pg_trgm']),
      schema: undefined,
    }),
  dropExtension: ({ world, random }: Hand) => void world.extensions.splice(random.below(3), 1),
  addEnum: (hand: Hand) => {
    const { random, world } = hand;
    const values = random
      .some(pools.value, 1, 4)
      .map((value) => ({ id: world.nextId++, value, hinted: true }));
    world.enums.push({ ...inSchema(hand, 'enum'), values });
  },
  addEnumValue: ({ random, world }: Hand) => {
    const values = random.any(world.enums)?.values;
    values?.splice(random.below(values.length + 1), 0, {
      id: world.nextId++,
      value: random.pick(pools.value),
      hinted: true,
    });
  },
  dropEnumValue: ({ random, world }: Hand) => {
    const values = random.any(world.enums)?.values;
    values?.splice(random.below(values.length), 1);
  },
  moveEnumValue: ({ random, world }: Hand) => {
    const values = random.any(world.enums)?.values;
    const [moved] = values?.splice(random.below(values.length), 1) ?? [];
    if (moved !== undefined) values?.splice(random.below(values.length + 1), 0, moved);
  },
  renameEnumValue: ({ random, world }: Hand) => {
    const value = random.any(random.any(world.enums)?.values ?? []);
    if (value !== undefined) value.value = random.pick(pools.value);
  },
  addDomain: (hand: Hand) => {
    const { random, world } = hand;
    const type = random.pick(['text', 'integer', 'numeric(10,2)', 'varchar(60)', 'citext']);
    const family = types[type] ?? 'text';
    world.domains.push({
      ...inSchema(hand, 'domain'),
      type,
      notNull: random.chance(12),
      default: random.option(30, () =>
        drawExpression(random, world, { gives: family, columns: [], immutable: true }),
      ),
      collate: random.chance(10),
      checks: [],
    });
  },
  addDomainCheck: (hand: Hand) => {
    const { random, world } = hand;
    const domain = random.any(world.domains);
    if (domain === undefined) return;
    const value: Selectable = { id: -1, name: 'VALUE', type: { kind: 'builtin', name: domain.type } };
    const expression = drawExpression(random, world, {
      gives: 'bool',
      columns: [value],
      about: true,
      plain: true,
    });
    if (expression !== undefined) domain.checks.push({ ...named(hand, 'constraint'), expression });
  },
  alterDomain: ({ random, world }: Hand) => {
    const domain = random.any(world.domains);
    if (domain === undefined) return;
    const draw = random.below(4);
    if (draw === 0) domain.notNull = !domain.notNull;
    if (draw === 1) domain.type = sameFamily(random, domain.type);
    if (draw === 2) domain.collate = !domain.collate;
    if (draw === 3)
      domain.default = drawExpression(random, world, {
        gives: types[domain.type] ?? 'text',
        columns: [],
        immutable: true,
      });
  },
  addSequence: (hand: Hand) =>
    void hand.world.sequences.push({
      ...inSchema(hand, 'sequence'),
      type: hand.random.pick([undefined, undefined, 'integer', 'bigint']),
      options: sequenceOptions(hand.random),
      owner: undefined,
    }),
  alterSequence: ({ random, world }: Hand) => {
    const sequence = random.any(world.sequences);
    if (sequence === undefined) return;
    if (random.chance(50)) sequence.options = sequenceOptions(random);
    else sequence.type = random.pick([undefined, 'integer']);
  },
  ownSequence: ({ random, world }: Hand) => {
    const sequence = random.any(world.sequences);
    const table = random.any(world.tables.filter(({ schema }) => schema === sequence?.schema));
    const owned = random.any(table?.columns ?? []);
    if (sequence === undefined) return;
    sequence.owner =
      table === undefined || owned === undefined || random.chance(25)
        ? undefined
        : { table: table.id, column: owned.id };
  },
  addRoutine: (hand: Hand) => void hand.world.routines.push(aRoutine(hand)),
  addOverload: (hand: Hand) => {
    const routine = hand.random.any(hand.world.routines.filter(({ form }) => form.kind === 'scalar'));
    if (routine?.form.kind !== 'scalar') return;
    hand.world.routines.push({
      ...structuredClone(routine),
      id: hand.world.nextId++,
      form: { ...routine.form, type: hand.random.pick(['numeric', 'boolean', 'text', 'bigint']) },
    });
  },
  alterRoutine: (hand: Hand) => {
    const { random, world } = hand;
    const routine = random.any(world.routines);
    if (routine === undefined) return;
    const { form } = routine;
    if (random.chance(30) && routine.kind === 'function') routine.attributes = attributes(random);
    else if ('body' in form) form.body += 1 + random.below(2);
    else if ('style' in form && form.kind === 'counts')
      form.style = random.pick(['return', 'string', 'plpgsql']);
    else if (form.kind === 'rows') {
      form.columns = ids(random.some(selectables(world, form.table), 1, 3));
      form.style = random.pick(['setof', 'table', 'string']);
    }
    if (form.kind === 'scalar' && random.chance(40)) form.argument = random.pick(['a', 'x']);
    if (form.kind === 'scalar' && random.chance(40))
      form.style = random.pick(['return', 'string', 'plpgsql']);
  },
  addTable: (hand: Hand) => void hand.world.tables.push(aTable(hand)),
  alterTable: addToTable(({ random }, table) => {
    if (random.chance(50)) table.unlogged = !table.unlogged;
    else table.fillfactor = random.pick([undefined, 70, 90]);
  }),
  addColumn: addToTable((hand, table) => void table.columns.push(aColumn(hand, table))),
  alterType: column((hand, found) => {
    const { random, world } = hand;
    const isBoolean = familyOf(world, found.type) === 'bool';
    const type: Type =
      isBoolean && random.chance(40)
        ? { kind: 'builtin', name: 'integer' }
        : random.chance(60)
          ? relatedType(hand, found.type)
          : aType(hand);
    if (isConvertible(world, found.type, type)) found.type = type;
  }),
  retypeKey: addToTable(({ random, world }, table) => {
    const found = table.columns.find(({ id }) => table.primaryKey?.columns.includes(id));
    if (found?.type.kind !== 'builtin') return;
    const type: Type = { kind: 'builtin', name: sameFamily(random, found.type.name) };
    found.type = type;
    for (const other of world.tables)
      for (const key of other.foreignKeys)
        for (const [position, target] of key.targets.entries())
          for (const refers of other.columns)
            if (target === found.id && refers.id === key.columns[position]) refers.type = { ...type };
  }),
  alterNotNull: column(({ random, world }, found, table) => {
    found.notNull = !found.notNull;
    const enumOf = found.type.kind === 'enum' ? { enumOf: found.type.id } : {};
    const sources = table.columns.filter(({ value, id }) => value.kind !== 'generated' && id !== found.id);
    if (random.chance(50))
      found.backfill = drawExpression(random, world, {
        gives: familyOf(world, found.type),
        columns: random.chance(40) ? sources : [],
        immutable: true,
        ...enumOf,
      });
  }),
  alterValue: column((hand, found, table) => {
    found.value = aValue(hand, found.type, {
      ...table,
      columns: table.columns.filter((other) => other !== found),
    });
  }),
  alterCollation: column((_, found) => {
    found.collate = !found.collate;
  }),
  setPrimaryKey: addToTable((hand, table) => {
    table.primaryKey = { ...aKey(hand, table), deferral: {} };
  }),
  alterPrimaryKey: addToTable((hand, table) => {
    if (table.primaryKey !== undefined) table.primaryKey = redrawn(table.primaryKey, aKey(hand, table));
  }),
  addUnique: addToTable((hand, table) => push(table.uniques, aKey(hand, table))),
  alterUnique: addToTable((hand, table) => redraw(hand, table.uniques, () => aKey(hand, table))),
  addCheck: addToTable((hand, table) => push(table.checks, aCheck(hand, table))),
  alterCheck: addToTable((hand, table) => redraw(hand, table.checks, () => aCheck(hand, table))),
  addForeignKey: addToTable((hand, table) => push(table.foreignKeys, aForeignKey(hand, table))),
  alterForeignKey: addToTable((hand, table) =>
    redraw(hand, table.foreignKeys, () => aForeignKey(hand, table)),
  ),
  alterForeignKeyAction: addToTable(({ random }, table) => {
    const key = random.any(table.foreignKeys);
    if (key === undefined) return;
    if (random.chance(50)) key.onDelete = random.pick(actions);
    else key.deferral = deferral(random);
  }),
  addExclusion: addToTable((hand, table) => push(table.exclusions, anExclusion(hand, table))),
  alterExclusion: addToTable((hand, table) => redraw(hand, table.exclusions, () => anExclusion(hand, table))),
  addIndex: addToTable((hand, table) => push(table.indexes, anIndex(hand, table.columns, false))),
  alterIndex: addToTable((hand, table) =>
    redraw(hand, table.indexes, () => anIndex(hand, table.columns, false)),
  ),
  addTrigger: addToTable((hand, table) => push(table.triggers, aTrigger(hand, table))),
  alterTrigger: addToTable((hand, table) => redraw(hand, table.triggers, () => aTrigger(hand, table))),
  addView: (hand: Hand) => push(hand.world.views, aView(hand)),
  addViewTrigger: (hand: Hand) => {
    const view = hand.random.any(hand.world.views.filter(({ materialized }) => !materialized));
    if (view !== undefined) push(view.triggers, aTrigger(hand, undefined));
  },
  addViewIndex: (hand: Hand) => {
    const view = hand.random.any(hand.world.views.filter(({ materialized }) => materialized));
    if (view !== undefined) push(view.indexes, anIndex(hand, selectables(hand.world, view.id), true));
  },
  alterView: (hand: Hand) => {
    const { random, world } = hand;
    const view = random.any(world.views);
    if (view === undefined) return;
    const draw = random.below(6);
    const source = selectables(world, view.query.source);
    if (draw === 0)
      view.query.where = drawExpression(random, world, {
        gives: 'bool',
        columns: source,
        about: true,
        immutable: true,
      });
    if (draw === 1) view.outputs.splice(random.below(view.outputs.length || 1), 1);
    if (draw === 2) view.listed = !view.listed;
    if (draw === 3) view.materialized = !view.materialized;
    if (draw === 4) view.options = random.chance(50) ? {} : { security_barrier: true };
    const added = random.any(source);
    if (draw === 5 && added !== undefined)
      view.outputs.push({
        id: world.nextId++,
        name: added.name,
        from: added.id,
        routine: undefined,
        side: 'left',
      });
  },
  drop: (hand: Hand) => aPart(hand)?.drop(),
  rename: (hand: Hand) => {
    const part = aPart(hand);
    if (part === undefined) return;
    part.named.name = newName(hand.random, part.pool, hand.world.nextId++);
    part.named.hinted = !hand.random.chance(12);
    if ('derived' in part.named) part.named.derived = hand.random.chance(20);
  },
  move: (hand: Hand) => {
    const part = hand.random.any(partsOf(hand.world).filter(({ named: { schema } }) => schema !== undefined));
    if (part === undefined) return;
    part.named.schema = aSchema(hand);
    part.named.hinted = !hand.random.chance(12);
  },
  comment: (hand: Hand) => {
    const part = aPart(hand);
    if (part !== undefined && 'comment' in part.named)
      part.named.comment = hand.random.pick([undefined, ...comments]);
  },
} as const satisfies Record<string, (hand: Hand) => void>;

export function apply(world: World, { operation, seed }: Edit, major: number): void {
  operations[operation]({ random: new Random(seed), world, major });
}
