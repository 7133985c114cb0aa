import { quoteName, quoteText } from '../../src/sql/quote.ts';
import type { Random } from './random.ts';
import {
  type Expression,
  type Family,
  familyOf,
  type Ref,
  type Routine,
  type Selectable,
  schemaName,
  type World,
} from './world.ts';

type Template = {
  /** Of the columns that it is about. */
  readonly takes: readonly Family[];
  readonly gives: Family;
  readonly sql: (...columns: string[]) => string;
  /** What else it is about. */
  readonly about?: 'value' | 'routine' | 'shows' | 'constant' | 'sequence';
  /** Whether it can stand in indexes and generated columns. */
  readonly mutable?: true;
};

const t = (
  takes: readonly Family[],
  gives: Family,
  sql: Template['sql'],
  rest: Partial<Template> = {},
): Template => ({ takes, gives, sql, ...rest });

/** In every one the last argument is what it is `about`. Rows must be found for each, so none says too little is allowed. */
export const templates: Readonly<Record<string, Template>> = {
  positive: t(['int'], 'bool', (a) => `${a} > 0`),
  between: t(['int'], 'bool', (a) => `${a} BETWEEN -5 AND 100000`),
  notSeven: t(['int'], 'bool', (a) => `${a} <> 7`),
  atLeast: t(['num'], 'bool', (a) => `${a} >= 0`),
  below: t(['num'], 'bool', (a) => `${a} < 1e6`),
  notEmpty: t(['text'], 'bool', (a) => `${a} <> ''`),
  short: t(['text'], 'bool', (a) => `length(${a}) < 30`),
  listed: t(['text'], 'bool', (a) => `${a} IN ('draft', 'paid', 'sent')`),
  lowered: t(['text'], 'bool', (a) => `lower(${a}) = ${a}`),
  like: t(['text'], 'bool', (a) => `${a} NOT LIKE '%z%' OR ${a} IS NULL`),
  matching: t(['text'], 'bool', (a) => `${a} ~ '^[^!]*$'`),
  login: t(['citext'], 'bool', (a) => `${a} <> 'root'`),
  itself: t(['bool'], 'bool', (a) => a),
  negated: t(['bool'], 'bool', (a) => `NOT ${a}`),
  isTrue: t(['bool'], 'bool', (a) => `${a} IS NOT FALSE`),
  sinceThen: t(['date'], 'bool', (a) => `${a} > DATE '1990-01-01'`),
  object: t(['json'], 'bool', (a) => `jsonb_typeof(${a}) <> 'array'`),
  few: t(['texts'], 'bool', (a) => `cardinality(${a}) < 9`),
  fewNumbers: t(['ints'], 'bool', (a) => `cardinality(${a}) < 9`),
  notThat: t(['enum'], 'bool', (a, value) => `${a} <> ${value}`, { about: 'value' }),
  thatOrNone: t(['enum'], 'bool', (a, value) => `${a} IS DISTINCT FROM ${value}`, { about: 'value' }),
  present: t(['text'], 'bool', (a) => `${a} IS NOT NULL`),
  presentNumber: t(['int'], 'bool', (a) => `${a} IS NOT NULL`),
  presentEnum: t(['enum'], 'bool', (a) => `${a} IS NOT NULL`),
  differ: t(['int', 'int'], 'bool', (a, b) => `${a} IS DISTINCT FROM ${b}`),
  ordered: t(['int', 'int'], 'bool', (a, b) => `${a} < ${b} OR ${b} IS NULL OR ${a} IS NULL`),
  either: t(['text', 'text'], 'bool', (a, b) => `${a} IS NOT NULL OR ${b} IS NOT NULL`),
  callPositive: t(['int'], 'bool', (a, f) => `${f}(${a}) <> 0`, { about: 'routine' }),
  callText: t(['text'], 'bool', (a, f) => `${f}(${a}) <> '?'`, { about: 'routine' }),

  next: t(['int'], 'int', (a) => `${a} + 1`),
  doubled: t(['int'], 'int', (a) => `${a} * 2`),
  sum: t(['int', 'int'], 'int', (a, b) => `${a} + coalesce(${b}, 0)`),
  length: t(['text'], 'int', (a) => `length(${a})`),
  count: t(['texts'], 'int', (a) => `cardinality(${a})`),
  half: t(['num'], 'num', (a) => `${a} / 2`),
  lower: t(['text'], 'text', (a) => `lower(${a})`),
  joined: t(['text', 'text'], 'text', (a, b) => `${a} || ' ' || coalesce(${b}, '-')`),
  first: t(['text'], 'text', (a) => `left(${a}, 3)`),
  choice: t(['int'], 'text', (a) => `CASE WHEN ${a} > 3 THEN 'many' ELSE 'few' END`),
  key: t(['json'], 'text', (a) => `${a} ->> 'k'`),
  dayAfter: t(['date'], 'date', (a) => `${a} + 1`),
  isThat: t(['enum'], 'bool', (a, value) => `${a} = ${value}`, { about: 'value' }),
  call: t(['int'], 'int', (a, f) => `${f}(${a})`, { about: 'routine' }),
  callOnText: t(['text'], 'text', (a, f) => `${f}(${a})`, { about: 'routine' }),
  shown: t(['enum'], 'text', (a, f) => `${f}(${a})`, { about: 'shows', mutable: true }),

  zero: t([], 'int', () => '0'),
  five: t([], 'int', () => '5'),
  minusOne: t([], 'int', () => '-1'),
  half1: t([], 'num', () => '0.5'),
  nothing: t([], 'num', () => '0'),
  draft: t([], 'text', () => "'draft'"),
  paid: t([], 'text', () => "'paid'"),
  empty: t([], 'text', () => "''"),
  quoted: t([], 'text', () => "'it''s'"),
  ci: t([], 'citext', () => "'Me'"),
  yes: t([], 'bool', () => 'true'),
  no: t([], 'bool', () => 'false'),
  now: t([], 'time', () => 'now()', { mutable: true }),
  clock: t([], 'time', () => 'clock_timestamp()', { mutable: true }),
  once: t([], 'time', () => "'2020-02-02 00:00:00+00'"),
  today: t([], 'date', () => 'CURRENT_DATE', { mutable: true }),
  day: t([], 'date', () => "'2020-02-02'"),
  emptyObject: t([], 'json', () => "'{}'"),
  random: t([], 'uuid', () => 'gen_random_uuid()', { mutable: true }),
  emptyTexts: t([], 'texts', () => "'{}'"),
  oneText: t([], 'texts', () => "ARRAY['a']"),
  emptyInts: t([], 'ints', () => "'{}'::integer[]"),
  emptyRange: t([], 'range', () => "'empty'"),
  hour: t([], 'interval', () => "'1 hour'"),
  noBytes: t([], 'bytes', () => "'\\x'"),
  local: t([], 'inet', () => "'127.0.0.1'"),
  thatValue: t([], 'enum', (value) => value, { about: 'value' }),
  noValues: t([], 'enums', () => "'{}'"),
  drawn: t([], 'int', (sequence) => `nextval(${sequence})`, { about: 'sequence', mutable: true }),
  constantInt: t([], 'int', (f) => `${f}()`, { about: 'constant', mutable: true }),
  constantText: t([], 'text', (f) => `${f}()`, { about: 'constant', mutable: true }),
  constantTime: t([], 'time', (f) => `${f}()`, { about: 'constant', mutable: true }),
};

type Wanted = {
  readonly gives: Family;
  /** Columns that it may be about; none for defaults. */
  readonly columns: readonly Selectable[];
  readonly immutable?: boolean;
  /** The enum, where it gives one. */
  readonly enumOf?: Ref;
  /** Whether only functions of PostgreSQL itself may be called. */
  readonly plain?: boolean;
  /** Whether it must be about columns. */
  readonly about?: boolean;
};

/** Undefined where nothing fits. */
export function drawExpression(random: Random, world: World, wanted: Wanted): Expression | undefined {
  const made = Object.entries(templates).flatMap(([name, template]) => {
    if (template.gives !== wanted.gives) return [];
    if (
      wanted.about === true
        ? template.takes.length === 0
        : template.takes.length > 0 && wanted.columns.length === 0
    )
      return [];
    if (wanted.immutable === true && template.mutable) return [];
    if (wanted.plain === true && template.about !== undefined) return [];
    const columns = fitting(random, world, template, wanted.columns);
    if (columns === undefined) return [];
    const base: Expression = { template: name, columns: columns.map(({ id }) => id) };
    if (template.about === undefined) return [base];
    const [column] = columns;
    const about = random.any(subjects(world, template, column, wanted.enumOf, wanted.columns.length > 0));
    return about === undefined ? [] : [{ ...base, about }];
  });
  return random.any(made);
}

function fitting(
  random: Random,
  world: World,
  { takes }: Template,
  columns: readonly Selectable[],
): readonly Selectable[] | undefined {
  const chosen: Selectable[] = [];
  for (const family of takes) {
    const found = random.any(
      columns.filter((column) => familyOf(world, column.type) === family && !chosen.includes(column)),
    );
    if (found === undefined) return undefined;
    chosen.push(found);
  }
  return chosen;
}

function subjects(
  world: World,
  template: Template,
  column: Selectable | undefined,
  enumOf: Ref | undefined,
  hasColumns: boolean,
): readonly Ref[] {
  switch (template.about) {
    case 'value': {
      const of = column?.type.kind === 'enum' ? column.type.id : enumOf;
      return world.enums.find(({ id }) => id === of)?.values.map(({ id }) => id) ?? [];
    }
    case 'routine':
      return world.routines.filter((routine) => takesOne(routine, template)).map(({ id }) => id);
    case 'shows':
      return world.routines
        .filter(
          ({ form }) =>
            form.kind === 'shows' &&
            column?.type.kind === 'enum' &&
            form.type.kind === 'enum' &&
            form.type.id === column.type.id,
        )
        .map(({ id }) => id);
    case 'constant':
      return hasColumns
        ? []
        : world.routines
            .filter(
              ({ form, overloaded }) =>
                form.kind === 'constant' && form.family === template.gives && !overloaded,
            )
            .map(({ id }) => id);
    case 'sequence':
      return hasColumns ? [] : world.sequences.map(({ id }) => id);
    default:
      return [];
  }
}

function takesOne({ form, overloaded, volatility }: Routine, { takes }: Template): boolean {
  if (form.kind !== 'scalar' || overloaded || volatility !== 'immutable') return false;
  return takes[0] === (form.type === 'text' ? 'text' : 'int');
}

/** Whether all that it is about is there, and of the family that it takes. */
export function holds(
  world: World,
  expression: Expression,
  columns: readonly Selectable[],
  gives: Family,
  enumOf?: Ref,
): boolean {
  const template = templates[expression.template];
  if (template === undefined || template.gives !== gives) return false;
  const found = expression.columns.map((id) => columns.find((column) => column.id === id));
  const fits = template.takes.every((family, position) => {
    const column = found[position];
    return column !== undefined && familyOf(world, column.type) === family;
  });
  if (!fits) return false;
  if (template.about === undefined) return true;
  return subjects(world, template, found[0], enumOf, columns.length > 0).includes(expression.about as Ref);
}

export function isMutable(expression: Expression): boolean {
  return templates[expression.template]?.mutable === true;
}

export function callsOwn(expression: Expression): boolean {
  const about = templates[expression.template]?.about;
  return about === 'routine' || about === 'shows' || about === 'constant';
}

/** @param prefix before every column, such as `NEW.` */
export function sqlOf(
  world: World,
  expression: Expression,
  columns: readonly Selectable[],
  prefix = '',
): string {
  const names = expression.columns.map((id) =>
    id === domainValue.id
      ? 'VALUE'
      : prefix + quoteName(columns.find((column) => column.id === id)?.name ?? '?'),
  );
  return (templates[expression.template] as Template).sql(...names, subjectOf(world, expression));
}

function subjectOf(world: World, { template, about }: Expression): string {
  switch (templates[template]?.about) {
    case 'value': {
      const value = world.enums.flatMap(({ values }) => values).find(({ id }) => id === about);
      return quoteText(value?.value ?? '?');
    }
    case 'sequence': {
      const sequence = world.sequences.find(({ id }) => id === about);
      return sequence === undefined ? '?' : quoteText(qualified(world, sequence));
    }
    case undefined:
      return '';
    default: {
      const routine = world.routines.find(({ id }) => id === about);
      return routine === undefined ? '?' : qualified(world, routine);
    }
  }
}

/** As SQL writes it; what is in `public` without its schema. */
export function qualified(
  world: World,
  { schema, name }: { readonly schema: Ref; readonly name: string },
): string {
  const where = schemaName(world, schema);
  return where === 'public' ? quoteName(name) : `${quoteName(where)}.${quoteName(name)}`;
}

/** What a check of a domain is about. */
export const domainValue = { id: -1, name: 'VALUE' } as const;
