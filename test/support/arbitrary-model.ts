import fc from 'fast-check';
import { defaultName } from '../../src/model/default-names.ts';
import { objectId } from '../../src/model/element.ts';
import type { Model } from '../../src/model/model.ts';
import type {
  Check,
  Column,
  ColumnValue,
  Enum,
  ForeignKey,
  Index,
  SchemaObject,
  Sequence,
  Table,
  Unique,
  View,
} from '../../src/model/schema-object.ts';
import { noMentions, type Sql } from '../../src/model/sql.ts';
import type { DataType } from '../../src/model/type.ts';

/** SQL with the mentions that the grammar would find in it. */
export function sql(text: string, columns: readonly string[] = [], relations: readonly string[] = []): Sql {
  const key = columns.reduce((rest, column, position) => rest.replaceAll(column, `$${position}`), text);
  return { text, key, mentions: { ...noMentions, columns, relations: relations.map((name) => ({ name })) } };
}

function builtIn(name: string, ...modifiers: readonly string[]): DataType {
  return { name, modifiers, array: false };
}

const types = [
  builtIn('integer'),
  builtIn('bigint'),
  builtIn('text'),
  builtIn('character varying', '20'),
  builtIn('boolean'),
];
const columnNames = ['a', 'b', 'c', 'd'] as const;
const tableNames = ['t1', 't2', 't3', 't4'] as const;

const comment = fc.option(fc.constantFrom('one', "it's"), { nil: undefined });

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}

const literals: Readonly<Record<string, string>> = {
  integer: '1',
  bigint: '2',
  text: "'x'",
  'character varying': "'y'",
  boolean: 'true',
};

const column = (name: string): fc.Arbitrary<Column> =>
  fc
    .record({
      type: fc.constantFrom(...types),
      notNull: fc.boolean(),
      defaulted: fc.boolean(),
      comment,
      renamedFrom: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'old'), { nil: undefined }),
    })
    .map(({ type, notNull, defaulted, comment, renamedFrom }) => {
      const value: ColumnValue = defaulted
        ? { kind: 'default', expression: sql(literals[type.name] as string) }
        : { kind: 'none' };
      return {
        name,
        type,
        notNull,
        value,
        hints: optional('renamedFrom', renamedFrom),
        ...optional('comment', comment),
      };
    });

type Ingredients = {
  readonly columns: readonly Column[];
  readonly unique: boolean;
  readonly check: boolean;
  readonly index: readonly string[];
  readonly target: string | undefined;
  readonly renamedFrom: string | undefined;
  readonly comment: string | undefined;
};

const ingredients: fc.Arbitrary<Ingredients> = fc.record({
  columns: fc.subarray([...columnNames]).chain((names) => fc.tuple(...names.map(column))),
  unique: fc.boolean(),
  check: fc.boolean(),
  index: fc.subarray([...columnNames], { maxLength: 2 }),
  target: fc.option(fc.constantFrom(...tableNames), { nil: undefined }),
  renamedFrom: fc.option(fc.constantFrom(...tableNames), { nil: undefined }),
  comment,
});

function key(name: string): Column {
  return { name, type: builtIn('integer'), notNull: true, value: { kind: 'serial' }, hints: {} };
}

function reference(name: string): Column {
  return { name, type: builtIn('integer'), notNull: false, value: { kind: 'none' }, hints: {} };
}

function table(name: string, given: Ingredients, present: ReadonlySet<string>): Table {
  const refers = given.target !== undefined && present.has(given.target);
  const columns = [key('id'), ...given.columns, ...(refers ? [reference('ref')] : [])];
  const first = given.columns[0];
  const uniques: readonly Unique[] =
    given.unique && first !== undefined
      ? [
          {
            name: defaultName(name, [first.name], 'key'),
            columns: [first.name],
            include: [],
            nullsNotDistinct: false,
            deferral: 'no',
            hints: {},
          },
        ]
      : [];
  const checks: readonly Check[] =
    given.check && first !== undefined
      ? [
          {
            name: 'ck',
            expression: sql(`${first.name} IS NOT NULL`, [first.name]),
            noInherit: false,
            notValid: false,
            hints: {},
          },
        ]
      : [];
  const foreignKeys: readonly ForeignKey[] = refers
    ? [
        {
          name: defaultName(name, ['ref'], 'fkey'),
          columns: ['ref'],
          references: { schema: 'public', table: given.target, columns: ['id'] },
          match: 'simple',
          onDelete: { kind: 'cascade' },
          onUpdate: { kind: 'no action' },
          deferral: 'no',
          notValid: false,
          hints: {},
        },
      ]
    : [];
  const indexed = given.index.filter((column) =>
    given.columns.some((candidate) => candidate.name === column),
  );
  const indexes: readonly Index[] =
    indexed.length > 0
      ? [
          {
            name: `idx_${name}`,
            unique: false,
            nullsNotDistinct: false,
            method: 'btree',
            elements: indexed.map((column) => ({
              key: { kind: 'column', name: column },
              order: 'asc',
              nulls: 'last',
            })),
            include: [],
            storageParameters: [],
            hints: {},
          },
        ]
      : [];
  return {
    kind: 'table',
    schema: 'public',
    name,
    unlogged: false,
    columns,
    primaryKey: {
      name: defaultName(name, [], 'pkey'),
      columns: ['id'],
      include: [],
      deferral: 'no',
      hints: {},
    },
    uniques,
    checks,
    foreignKeys,
    exclusions: [],
    indexes,
    triggers: [],
    storageParameters: [],
    hints: optional('renamedFrom', given.renamedFrom),
    ...optional('comment', given.comment),
  };
}

const enumeration: fc.Arbitrary<Enum> = fc
  .subarray(['low', 'mid', 'high', 'top'], { minLength: 1 })
  .map((values) => ({
    kind: 'enum',
    schema: 'public',
    name: 'level',
    values: values.map((value) => ({ value, hints: {} })),
    hints: {},
  }));

const counter: fc.Arbitrary<Sequence> = fc.constantFrom('1', '5').map((increment) => ({
  kind: 'sequence',
  schema: 'public',
  name: 'counter',
  type: 'bigint',
  options: { increment },
  hints: {},
}));

function view(of: Table): View {
  // Not `*`: the order of columns, which no ALTER TABLE changes, would show in it.
  const names = ['id', ...of.columns.slice(1, 2).map((column) => column.name)];
  return {
    kind: 'view',
    schema: 'public',
    name: `v_${of.name}`,
    query: sql(`SELECT ${names.join(', ')} FROM ${of.name}`, names, [of.name]),
    columns: [],
    securityBarrier: false,
    securityInvoker: false,
    columnComments: [],
    triggers: [],
    hints: {},
  };
}

/** Small models that have much in common, so that a pair of them differs in every way that a diff knows. */
export const arbitraryModel: fc.Arbitrary<Model> = fc
  .record({
    tables: fc
      .subarray([...tableNames])
      .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), ingredients)))),
    views: fc.subarray([...tableNames], { maxLength: 2 }),
    enumeration: fc.option(enumeration, { nil: undefined }),
    counter: fc.option(counter, { nil: undefined }),
  })
  .map((given) => {
    const present = new Set(given.tables.map(([name]) => name as string));
    const tables = given.tables.map(([name, parts]) => table(name, parts, present));
    const views = tables.filter(({ name }) => given.views.includes(name as never)).map((of) => view(of));
    return modelOfObjects([
      ...tables,
      ...views,
      ...(given.enumeration ? [given.enumeration] : []),
      ...(given.counter ? [given.counter] : []),
    ]);
  });

/** @returns a model of these objects, sorted as models are */
export function modelOfObjects(objects: readonly SchemaObject[]): Model {
  const entries = objects.map((object) => [objectId(object), object] as const);
  return { postgresql: 15, objects: new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1))) };
}
