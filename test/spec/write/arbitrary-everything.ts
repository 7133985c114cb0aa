import fc from 'fast-check';
import type { Parsed } from '../../../src/grammar/parsed.ts';
import { defaultName } from '../../../src/model/default-names.ts';
import { objectId } from '../../../src/model/element.ts';
import type { Model } from '../../../src/model/model.ts';
import type {
  Check,
  Column,
  ColumnValue,
  Deferral,
  Domain,
  Enum,
  Exclusion,
  Extension,
  ForeignKey,
  ForeignKeyAction,
  Index,
  IndexElement,
  MaterializedView,
  Parameter,
  PrimaryKey,
  Routine,
  RoutineArgument,
  RoutineResult,
  Schema,
  SchemaObject,
  Sequence,
  Table,
  Trigger,
  TriggerEvent,
  Unique,
  View,
} from '../../../src/model/schema-object.ts';
import type { Sql } from '../../../src/model/sql.ts';
import type { DataType } from '../../../src/model/type.ts';
import { builtinTypeNames } from '../../../src/spec/build/known-names.ts';
import { normalSequenceOptions } from '../../../src/spec/read/sequence-options.ts';
import { modelOfObjects } from '../../support/arbitrary-model.ts';
import { grammar } from '../helpers.ts';
import { longText, oddName, oddText } from './odd.ts';

/** Models that have every kind of object with every attribute, odd names and odd texts, and are as reading leaves them. */
export const arbitraryEverything: fc.Arbitrary<Model> = fc
  .gen()
  .map((generate) => new Maker(generate).model());

type Named = { readonly schema: string; readonly name: string };

/** Without a length these two have other names. */
const needsLength: ReadonlySet<string> = new Set(['character', 'bit']);
const builtIns: readonly DataType[] = [...builtinTypeNames]
  .filter((name) => !needsLength.has(name))
  .map((name) => ({
    name,
    modifiers: [],
    array: false,
  }));
const modified: readonly DataType[] = [
  { name: 'character varying', modifiers: ['50'], array: false },
  { name: 'character', modifiers: ['1'], array: false },
  { name: 'numeric', modifiers: ['10', '2'], array: false },
  { name: 'interval', modifiers: ['day to second', '3'], array: true },
  { name: 'timestamp with time zone', modifiers: ['3'], array: false },
  { name: 'bit varying', modifiers: ['8'], array: true },
  { name: 'text', modifiers: [], array: true },
];
const integer: DataType = { name: 'integer', modifiers: [], array: false };

/** Draws the parts of one model. What does not fit to what is there already is left out. */
class Maker {
  private readonly generate: fc.GeneratorValue;
  private readonly taken = new Set<string>();
  private readonly pool: string[] = [];
  private readonly types: DataType[] = [];
  private readonly functions: Named[] = [];
  private readonly tables: Table[] = [];
  private readonly major: 15 | 18;

  constructor(generate: fc.GeneratorValue) {
    this.generate = generate;
    this.major = this.pick(15, 18);
  }

  model(): Model {
    const schemas = this.many(() => this.schema(), 2);
    const extensions = this.many(() => this.extension(schemas), 2);
    const inSchema = ['public', ...schemas.map(({ name }) => name)];
    const where = () => this.pick(...inSchema);
    if (extensions.length > 0) {
      // Types of extensions, with their schema as the server says it, and without as people write them.
      this.types.push({ schema: where(), name: 'shape', modifiers: [], array: false });
      this.types.push({ name: 'figure', modifiers: ["'a, b'", '2'], array: false });
      for (const schema of inSchema)
        for (const name of ['shape', 'figure']) this.taken.add(keyOf(schema, name));
    }
    const objects: SchemaObject[] = [
      ...this.many(() => this.enumType(where()), 3),
      ...this.many(() => this.domain(where()), 2),
      ...this.many(() => this.routine('function', where()), 3),
      ...this.many(() => this.routine('procedure', where()), 2),
      ...this.many(() => this.triggerFunction(where()), 2),
      ...this.many(() => this.table(where()), 4),
      ...this.many(() => this.view(where()), 2),
      ...this.many(() => this.materializedView(where()), 2),
      ...this.many(() => this.sequence(where()), 2),
    ];
    const unique = new Map(
      [...schemas, ...extensions, ...objects].map((object) => [objectId(object), object]),
    );
    return { ...modelOfObjects([...unique.values()]), postgresql: this.major };
  }

  private schema(): Schema | undefined {
    const name = this.name();
    const isReserved = /^(?:public|pg_.*|information_schema|learnr_schema(?:_attic)?)$/s.test(name);
    return isReserved || !this.claim('\0', name)
      ? undefined
      : { kind: 'schema', name, ...this.comment(), hints: {} };
  }

  private extension(schemas: readonly Schema[]): Extension {
    return {
      kind: 'extension',
      name: this.name(),
      ...this.maybe('schema', () => this.pick('public', ...schemas.map(({ name }) => name))),
      ...this.maybe('version', () => this.text()),
      ...this.comment(),
      hints: {},
    };
  }

  private enumType(schema: string): Enum | undefined {
    const named = this.object(schema);
    if (named === undefined) return undefined;
    const values = this.names(5).map((value) => ({ value, hints: {} }));
    this.types.push({ ...named, modifiers: [], array: this.bool() });
    return { kind: 'enum', ...named, values, ...this.comment(), hints: {} };
  }

  private domain(schema: string): Domain | undefined {
    const type = this.type();
    const named = this.object(schema);
    if (named === undefined) return undefined;
    const checks = this.names(2).map((name) => ({ name, expression: this.expression(['value']), hints: {} }));
    if (this.bool() && !checks.some(({ name }) => name === defaultName(named.name, [], 'check')))
      checks.push({
        name: defaultName(named.name, [], 'check'),
        expression: this.expression(['value']),
        hints: {},
      });
    const domain: Domain = {
      kind: 'domain',
      ...named,
      type,
      ...this.maybe('collation', () => this.name()),
      ...this.maybe('default', () => this.expression([])),
      notNull: this.bool(),
      checks: sorted(checks),
      ...this.comment(),
      hints: {},
    };
    this.types.push({ ...named, modifiers: [], array: false });
    return domain;
  }

  private sequence(schema: string): Sequence | undefined {
    const named = this.object(schema);
    if (named === undefined) return undefined;
    const type = this.pick('smallint', 'integer', 'bigint');
    const owner = this.tables.length > 0 ? this.pick(...this.tables) : undefined;
    const column = owner?.columns[0];
    return {
      kind: 'sequence',
      ...named,
      type,
      options: this.options(type),
      ...(owner && column && this.bool()
        ? { ownedBy: { schema: owner.schema, table: owner.name, column: column.name } }
        : {}),
      ...this.comment(),
      hints: {},
    };
  }

  private options(type: Sequence['type']): Sequence['options'] {
    const number = () =>
      this.bool() ? this.pick('1', '-1', '5', '-9', '9223372036854775807', '0') : undefined;
    const increment = this.bool() ? this.pick('1', '-1', '10') : undefined;
    return normalSequenceOptions(type, {
      start: number(),
      increment,
      minValue: number(),
      maxValue: number(),
      cache: number(),
      cycle: this.bool(),
    });
  }

  private routine(kind: Routine['kind'], schema: string): Routine {
    const language = this.pick('plpython3u', 'c', this.name());
    const isSql = this.bool() || /^(?:sql|plpgsql)$/i.test(language);
    const cost = this.bool() ? this.pick('10', '0.5', '1e3') : undefined;
    const rows = this.bool() ? this.pick('1', '2.5') : undefined;
    const isFunction = kind === 'function';
    const given = this.arguments();
    const needsResult = isFunction && !given.some(({ mode }) => mode === 'out' || mode === 'inout');
    const isTable = this.bool() && needsResult;
    return {
      kind,
      schema,
      name: this.name(),
      arguments: given,
      ...(needsResult ? { returns: isTable ? this.tableResult() : this.typeResult() } : {}),
      language: isSql ? 'sql' : language,
      volatility: isFunction ? this.pick('volatile', 'stable', 'immutable') : 'volatile',
      strict: isFunction && this.bool(),
      securityDefiner: this.bool(),
      leakproof: isFunction && this.bool(),
      parallel: isFunction ? this.pick('unsafe', 'restricted', 'safe') : 'unsafe',
      ...(isFunction && cost !== undefined ? { cost } : {}),
      ...(isFunction && rows !== undefined ? { rows } : {}),
      set: this.parameters(),
      body: isSql ? { kind: 'sql', sql: this.body() } : { kind: 'string', text: this.longText() },
      ...this.comment(),
      hints: {},
    };
  }

  private triggerFunction(schema: string): Routine | undefined {
    const name = this.name();
    if (!this.claim(`\0function ${schema}`, name)) return undefined;
    this.functions.push({ schema, name });
    return {
      ...this.routine('function', schema),
      name,
      arguments: [],
      returns: { kind: 'type', type: { name: 'trigger', modifiers: [], array: false }, setOf: false },
    };
  }

  private typeResult(): RoutineResult {
    return { kind: 'type', type: this.type(), setOf: this.bool() };
  }

  private tableResult(): RoutineResult {
    const names = this.names(3);
    return {
      kind: 'table',
      columns: (names.length === 0 ? ['a'] : names).map((name) => ({ name, type: this.type() })),
    };
  }

  /** Those with a default come last, as PostgreSQL wants it, though the reader does not. */
  private arguments(): readonly RoutineArgument[] {
    return this.names(4).map((name) => ({
      mode: this.pick('in', 'out', 'inout', 'in'),
      ...(this.bool() ? { name } : {}),
      type: this.type(),
      ...this.maybe('default', () => this.expression([])),
    }));
  }

  private table(schema: string): Table | undefined {
    const named = this.object(schema);
    if (named === undefined) return undefined;
    const own = this.names(5);
    const keyColumns = own.slice(0, this.pick(0, 1, 1, 2));
    const columns = own.map((name, position) =>
      this.column(name, position < 2 ? integer : undefined, keyColumns.includes(name)),
    );
    const constraints = new Set<string>();
    const constraint = (name: string): boolean => {
      if (constraints.has(name)) return false;
      constraints.add(name);
      return true;
    };
    const primaryKey =
      keyColumns.length === 0 ? undefined : this.primaryKey(named, own, keyColumns, constraint);
    const uniques = this.many(() => this.unique(named, own, constraint), 3);
    const table: Table = {
      kind: 'table',
      ...named,
      unlogged: this.bool(),
      columns,
      ...(primaryKey ? { primaryKey } : {}),
      uniques: sorted(uniques),
      checks: sorted(this.many(() => this.check(named, own, constraint), 4)),
      foreignKeys: [],
      exclusions: sorted(this.many(() => this.exclusion(named, own, constraint), 2)),
      indexes: sorted(this.many(() => this.index(named, own), 3)).filter(
        ({ elements }) => !elements.some((element) => saysOwnCollation(element, columns)),
      ),
      triggers: sorted(this.triggers(own)),
      storageParameters: this.parameters(),
      ...this.comment(),
      hints: {},
    };
    const foreignKeys = sorted(this.many(() => this.foreignKey(table, constraint), 3));
    this.tables.push({ ...table, foreignKeys });
    return { ...table, foreignKeys };
  }

  private column(name: string, type: DataType | undefined, isInKey: boolean): Column {
    const given = type ?? this.type();
    const value = this.value(type !== undefined);
    const neverNull = isInKey || value.kind === 'serial' || value.kind === 'identity';
    return {
      name,
      type: given,
      ...this.maybe('collation', () => this.name()),
      notNull: neverNull || this.bool(),
      value,
      ...this.comment(),
      hints: {},
    };
  }

  private value(isInteger: boolean): ColumnValue {
    switch (this.pick('none', 'default', 'serial', 'identity', 'generated')) {
      case 'default':
        return { kind: 'default', expression: this.expression([]) };
      case 'serial':
        return isInteger ? { kind: 'serial' } : { kind: 'none' };
      case 'identity':
        return isInteger
          ? { kind: 'identity', always: this.bool(), options: this.options('integer') }
          : { kind: 'none' };
      case 'generated':
        return { kind: 'generated', expression: this.expression([]), stored: this.major < 18 || this.bool() };
      default:
        return { kind: 'none' };
    }
  }

  private primaryKey(
    table: Named,
    all: readonly string[],
    columns: readonly string[],
    free: (name: string) => boolean,
  ): PrimaryKey | undefined {
    const name = this.bool() ? defaultName(table.name, [], 'pkey') : this.name();
    if (!this.claim(table.schema, name) || !free(name)) {
      const other = `pk${this.taken.size}`;
      return this.claim(table.schema, other) && free(other)
        ? { name: other, columns, include: [], deferral: 'no', hints: {} }
        : undefined;
    }
    return {
      name,
      columns,
      include: this.bool() ? [] : this.some(all),
      deferral: this.bool() ? 'no' : this.deferral(),
      ...this.comment(),
      hints: {},
    };
  }

  private unique(table: Named, all: readonly string[], free: (name: string) => boolean): Unique | undefined {
    const columns = this.some(all);
    const include = this.bool() ? [] : this.some(all);
    const name = this.bool() ? defaultName(table.name, [...columns, ...include], 'key') : this.name();
    if (columns.length === 0 || !this.claim(table.schema, name) || !free(name)) return undefined;
    return {
      name,
      columns,
      include,
      nullsNotDistinct: this.bool(),
      deferral: this.bool() ? 'no' : this.deferral(),
      ...this.comment(),
      hints: {},
    };
  }

  private check(table: Named, all: readonly string[], free: (name: string) => boolean): Check | undefined {
    const expression = this.expression(all);
    const [only, ...others] = expression.mentions.columns;
    const named = others.length === 0 && only !== undefined && only !== '*' ? [only] : [];
    const name = this.bool() ? defaultName(table.name, named, 'check') : this.name();
    if (!free(name)) return undefined;
    return { name, expression, noInherit: this.bool(), notValid: this.bool(), ...this.comment(), hints: {} };
  }

  private foreignKey(table: Table, free: (name: string) => boolean): ForeignKey | undefined {
    const target = this.pick(table, ...this.tables);
    const key = this.pick(
      ...[target.primaryKey, ...target.uniques].filter((candidate) => candidate?.deferral === 'no'),
      undefined,
    );
    if (key === undefined) return undefined;
    const isInteger = (of: Table, name: string) =>
      of.columns.find((column) => column.name === name)?.type === integer;
    const own = table.columns
      .filter(({ type }) => type === integer)
      .map(({ name }) => name)
      .slice(0, key.columns.length);
    if (own.length < key.columns.length || !key.columns.every((name) => isInteger(target, name)))
      return undefined;
    const name = this.bool() ? defaultName(table.name, own, 'fkey') : this.name();
    if (!free(name)) return undefined;
    return {
      name,
      columns: own,
      references: {
        schema: target.schema,
        table: target.name,
        columns: this.bool() ? key.columns : [...key.columns].reverse(),
      },
      match: this.pick('simple', 'full'),
      onDelete: this.action(own),
      onUpdate: this.action([]),
      deferral: this.deferral(),
      notValid: this.bool(),
      ...this.comment(),
      hints: {},
    };
  }

  private action(columns: readonly string[]): ForeignKeyAction {
    const kind = this.pick('no action', 'restrict', 'cascade', 'set null', 'set default');
    if (kind !== 'set null' && kind !== 'set default') return { kind };
    return { kind, columns: this.bool() ? [] : this.some(columns) };
  }

  private exclusion(
    table: Named,
    all: readonly string[],
    free: (name: string) => boolean,
  ): Exclusion | undefined {
    const name = this.name();
    const elements = this.elements(all);
    if (elements.length === 0 || !this.claim(table.schema, name) || !free(name)) return undefined;
    return {
      name,
      method: this.pick('gist', 'btree', this.name()),
      elements: elements.map((element) => ({
        ...element,
        operator: this.pick('=', '&&', 'OPERATOR(pg_catalog.=)'),
      })),
      include: this.some(all),
      ...this.maybe('where', () => this.expression(all)),
      deferral: this.deferral(),
      ...this.comment(),
      hints: {},
    };
  }

  private index(table: Named, all: readonly string[]): Index | undefined {
    const name = this.name();
    const elements = this.elements(all);
    if (elements.length === 0 || !this.claim(table.schema, name)) return undefined;
    const isPlain = this.bool();
    return {
      name,
      unique: !isPlain && this.bool(),
      nullsNotDistinct: !isPlain && this.bool(),
      method: isPlain ? 'btree' : this.pick('btree', 'gin', this.name()),
      elements,
      include: isPlain ? [] : this.some(all),
      ...(isPlain ? {} : this.maybe('where', () => this.expression(all))),
      storageParameters: isPlain ? [] : this.parameters(),
      ...(isPlain ? {} : this.comment()),
      hints: {},
    };
  }

  private elements(all: readonly string[]): readonly IndexElement[] {
    return this.many((): IndexElement | undefined => {
      const [column] = this.some(all);
      const order = this.pick('asc', 'desc');
      if (column === undefined) return undefined;
      if (this.bool()) return { key: { kind: 'column', name: column }, order: 'asc', nulls: 'last' };
      return {
        key: this.bool()
          ? { kind: 'column', name: column }
          : { kind: 'expression', expression: this.expression(all) },
        ...this.maybe('collation', () => this.name()),
        ...this.maybe('opclass', () => ({
          // What is searched anyway is not named.
          ...this.maybe('schema', () => this.name().replace(/^(?:public|pg_catalog)$/s, 'other')),
          name: this.name(),
          parameters: this.parameters(),
        })),
        order,
        nulls: this.pick('first', 'last'),
      };
    }, 3);
  }

  private triggers(columns: readonly string[]): readonly Trigger[] {
    return this.names(2).map((name): Trigger => {
      const isConstraint = this.bool();
      const execute =
        this.functions.length > 0 && this.bool()
          ? this.pick(...this.functions)
          : { schema: 'pg_catalog', name: this.name() };
      return {
        name,
        timing: this.pick('before', 'after', 'instead of'),
        events: this.events(columns),
        forEach: this.pick('row', 'statement'),
        ...this.maybe('when', () => this.expression([])),
        ...(isConstraint ? { constraint: { deferral: this.deferral() } } : {}),
        referencing: {
          ...this.maybe('oldTable', () => this.name()),
          ...this.maybe('newTable', () => this.name()),
        },
        execute: { ...execute, arguments: this.list(() => this.text(), 3) },
        enabled: this.pick('origin', 'disabled', 'replica', 'always'),
        ...this.comment(),
        hints: {},
      };
    });
  }

  private events(columns: readonly string[]): readonly TriggerEvent[] {
    const all: readonly TriggerEvent[] = [
      { kind: 'insert' },
      { kind: 'update', columns: this.some(columns) },
      { kind: 'delete' },
      { kind: 'truncate' },
    ];
    const chosen = all.filter(() => this.bool());
    return chosen.length === 0 ? [{ kind: 'delete' }] : chosen;
  }

  private view(schema: string): View | undefined {
    const shown = this.shown(schema);
    if (shown === undefined) return undefined;
    const { outputs: _, ...rest } = shown;
    return {
      kind: 'view',
      ...rest,
      securityBarrier: this.bool(),
      securityInvoker: this.bool(),
      ...this.maybe('checkOption', () => this.pick('local', 'cascaded')),
      triggers: sorted(this.triggers(rest.columns)),
      ...this.comment(),
      hints: {},
    };
  }

  private materializedView(schema: string): MaterializedView | undefined {
    const shown = this.shown(schema);
    if (shown === undefined) return undefined;
    const { outputs, ...rest } = shown;
    const plain = (index: Index) => index.elements.every(({ key }) => key.kind === 'column');
    return {
      kind: 'materialized_view',
      ...rest,
      storageParameters: this.parameters(),
      indexes: sorted(this.many(() => this.index(rest, outputs), 2)).filter(plain),
      withData: this.bool(),
      ...this.comment(),
      hints: {},
    };
  }

  private shown(schema: string) {
    const named = this.object(schema);
    if (named === undefined) return undefined;
    const source = this.tables.length > 0 && this.bool() ? this.pick(...this.tables) : undefined;
    const given = this.names(3);
    const outputs = given.length === 0 ? ['a'] : given;
    const list = outputs
      .map((name) => `${this.constant()} AS ${quoted(name)}`)
      .join(this.pick(', ', ',\n    '));
    const from =
      source === undefined
        ? ''
        : `${this.pick(' ', '\n  ')}FROM ${quoted(source.schema)}.${quoted(source.name)}`;
    const columns = this.bool() ? [] : outputs.map((name, position) => this.names(9)[position] ?? name);
    const distinct = new Set(columns).size === columns.length ? columns : [];
    const names = outputs.map((name, position) => distinct[position] ?? name);
    const query = value(grammar.query(`SELECT ${list}${from}`)).sql;
    const comments = this.some([...new Set(names)]).map((column) => ({
      column,
      comment: this.longText() || 'x',
    }));
    return {
      ...named,
      query,
      columns: distinct,
      columnComments: comments.sort((a, b) => (a.column < b.column ? -1 : 1)),
      outputs: names,
    };
  }

  /** An expression over some of these columns, in the styles in which people and the server write. */
  private expression(columns: readonly string[]): Sql {
    const operands = [...this.some(columns).map(quoted), this.constant()];
    const text = this.pick(
      ...[
        '1',
        '-1',
        'true',
        'FALSE',
        '2.50',
        '1e3',
        'now()',
        "'draft'::text",
        "'{}'::jsonb",
        '(1)',
        '~ 1',
        '@ -1',
      ],
      operands.join(' || '),
      `CASE\n    WHEN ${operands.join(' IS NULL\n  AND ')} IS NULL THEN 1\n  END`,
      `${operands.join(' || ')} -- a: b #c\n || 'd'`,
      `(${operands.join(' OR ')}) /* { */`,
      `coalesce(${operands.join(', ')}, 'a long text that takes more room than there is on one line of a file', 'and still more')`,
    );
    return value(grammar.expression(text));
  }

  private body(): Sql {
    return value(
      grammar.routineBody(
        this.pick(
          `RETURN ${this.constant()}`,
          `BEGIN ATOMIC\n  SELECT ${this.constant()};\n  SELECT 2;\nEND`,
        ),
      ),
    );
  }

  private constant(): string {
    return `'${this.text().replaceAll("'", "''")}'`;
  }

  private parameters(): readonly Parameter[] {
    return sorted(
      this.names(2).map((name) => ({
        name,
        value: this.pick('70', 'false', 'off', "''", "'a, b'", '0.10', this.text()),
      })),
    );
  }

  private type(): DataType {
    return this.pick(this.pick(...builtIns), this.pick(...modified), ...this.types);
  }

  private deferral(): Deferral {
    return this.pick('no', 'immediate', 'deferred');
  }

  private comment(): { readonly comment?: string } {
    const comment = this.pick('', '', this.longText());
    return comment === '' ? {} : { comment };
  }

  /** A name that nothing in the schema has, often one that another schema has. */
  private object(schema: string): Named | undefined {
    const name = this.pool.length > 0 && this.bool() ? this.pick(...this.pool) : this.name();
    this.pool.push(name);
    // The reader takes the type of a foreign key's column for an own type of that name in another schema.
    if (name === integer.name) return undefined;
    return this.claim(schema, name) ? { schema, name } : undefined;
  }

  private claim(schema: string, name: string): boolean {
    const key = keyOf(schema, name);
    if (name === '' || this.taken.has(key)) return false;
    this.taken.add(key);
    return true;
  }

  private name(): string {
    return this.generate(() => oddName);
  }

  /** Different ones. */
  private names(most: number): readonly string[] {
    return [...new Set(this.list(() => this.name(), most))];
  }

  private text(): string {
    return this.generate(() => oddText).replace(/\p{Surrogate}/gu, '');
  }

  private longText(): string {
    return this.generate(() => longText).replace(/\p{Surrogate}/gu, '');
  }

  private bool(): boolean {
    return this.generate(fc.boolean);
  }

  private pick<const T>(...values: readonly T[]): T {
    return values[this.generate(fc.nat, { max: values.length - 1 })] as T;
  }

  private some<T>(values: readonly T[]): readonly T[] {
    return values.filter(() => this.bool());
  }

  private list<T>(make: () => T, most: number): T[] {
    return Array.from({ length: this.generate(fc.nat, { max: most }) }, make);
  }

  private many<T>(make: () => T | undefined, most: number): T[] {
    return this.list(make, most).filter((made) => made !== undefined) as T[];
  }

  private maybe<K extends string, T>(key: K, make: () => T): { readonly [P in K]?: T } {
    return this.bool() ? ({ [key]: make() } as { readonly [P in K]?: T }) : {};
  }
}

function value<T>(read: Parsed<T>): T {
  if (!read.ok) throw new Error(read.problem.message);
  return read.value;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function keyOf(schema: string, name: string): string {
  return `${schema}\0${name}`;
}

function sorted<T extends { readonly name: string }>(parts: readonly T[]): readonly T[] {
  return [...parts].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** What an index has by itself is read as not said. */
function saysOwnCollation({ key, collation }: IndexElement, columns: readonly Column[]): boolean {
  if (key.kind !== 'column' || collation === undefined) return false;
  return columns.some((column) => column.name === key.name && column.collation === collation);
}
