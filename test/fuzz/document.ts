import { quoteName, quoteText } from '../../src/sql/quote.ts';
import { stays } from './restorable.ts';
import { qualified, sqlOf } from './templates.ts';
import { inFull, isAmbiguous, typeText } from './type-text.ts';
import {
  type Column,
  type ForeignKey,
  familyOf,
  type Index,
  type InSchema,
  type Key,
  outputsOf,
  type Ref,
  type Routine,
  rowsOf,
  type Selectable,
  schemaName,
  selectables,
  type Table,
  type Trigger,
  type View,
  type World,
} from './world.ts';

/** A spec as plain data: JSON is YAML. */
export type Document = Record<string, Section>;
export type Section = Record<string, unknown>;

/**
 * The spec of a world.
 *
 * @param before what it was: then it says what was renamed
 * @param other the other one of the pair, from whose types it says how values are converted
 */
export function documentOf(
  world: World,
  before: World | undefined,
  other: World,
  postgresql: number,
): Document {
  return new Writer(world, before, other).document(postgresql);
}

type Renamed = { readonly id: Ref; readonly name: string; readonly hinted: boolean };

class Writer {
  private readonly world: World;
  private readonly before: World | undefined;

  private readonly other: World;

  constructor(world: World, before: World | undefined, other: World) {
    this.world = world;
    this.before = before;
    this.other = other;
  }

  document(postgresql: number): Document {
    const { world, before } = this;
    const key = (object: InSchema) => this.keyOf(object);
    const section = <T>(objects: readonly T[], name: (object: T) => string, make: (object: T) => unknown) =>
      Object.fromEntries(objects.map((object) => [name(object), make(object)]));
    const document: Record<string, unknown> = {
      postgresql,
      schemas: section(
        world.schemas,
        ({ name }) => name,
        (schema) =>
          clean({ comment: schema.comment, ...this.renamed(schema, before?.schemas, world.schemas) }),
      ),
      extensions: section(
        world.extensions,
        ({ name }) => name,
        () => null,
      ),
      enums: section(world.enums, key, (type) => ({
        values: type.values.map((value) => {
          const old = this.sameOf(type, before?.enums, world.enums)?.values;
          const was = this.renamed(
            { ...value, name: value.value },
            old?.map((one) => ({ ...one, name: one.value })),
            type.values.map((one) => ({ ...one, name: one.value })),
          );
          return 'renamed_from' in was ? { value: value.value, ...was } : value.value;
        }),
        ...this.about(type, before?.enums, world.enums),
      })),
      domains: section(world.domains, key, (domain) => {
        const value: Selectable = { id: -1, name: 'VALUE', type: { kind: 'builtin', name: domain.type } };
        const old = this.sameOf(domain, before?.domains, world.domains)?.checks;
        return clean({
          type: domain.type,
          not_null: domain.notNull || undefined,
          default: domain.default && sqlOf(world, domain.default, []),
          collate: domain.collate ? 'C' : undefined,
          checks: named(domain.checks, (check) =>
            clean({
              expression: sqlOf(world, check.expression, [value]),
              ...this.renamed(check, old, domain.checks),
            }),
          ),
          ...this.about(domain, before?.domains, world.domains),
        });
      }),
      sequences: section(world.sequences, key, (sequence) => {
        const table = world.tables.find(({ id }) => id === sequence.owner?.table);
        const column = table?.columns.find(({ id }) => id === sequence.owner?.column);
        return clean({
          type: sequence.type,
          ...sequence.options,
          owned_by: table && column && `${schemaName(world, table.schema)}.${table.name}.${column.name}`,
          ...this.about(sequence, before?.sequences, world.sequences),
        });
      }),
      functions: this.routines('function'),
      procedures: this.routines('procedure'),
      tables: section(world.tables, key, (table) => this.table(table)),
      views: section(
        world.views.filter(({ materialized }) => !materialized),
        key,
        (view) => this.view(view),
      ),
      materialized_views: section(
        world.views.filter(({ materialized }) => materialized),
        key,
        (view) => this.view(view),
      ),
    };
    return Object.fromEntries(
      Object.entries(document).filter(
        ([, value]) => typeof value !== 'object' || Object.keys(value as object).length > 0,
      ),
    ) as Document;
  }

  private keyOf({ schema, name }: InSchema): string {
    const where = schemaName(this.world, schema);
    return where === 'public' ? name : `${where}.${name}`;
  }

  /** Where the old name is free, and the new one was: otherwise the hint would say what is not so. */
  private renamed(
    now: Renamed,
    old: readonly Renamed[] | undefined,
    all: readonly Renamed[],
  ): { readonly renamed_from?: string } {
    const was = old?.find(({ id }) => id === now.id);
    if (was === undefined || was.name === now.name || !now.hinted) return {};
    if (old?.some(({ name }) => name === now.name) || all.some(({ name }) => name === was.name)) return {};
    return { renamed_from: was.name };
  }

  private about(object: InSchema, old: readonly InSchema[] | undefined, all: readonly InSchema[]): Section {
    const { world, before } = this;
    const address = (of: World | undefined, one: InSchema): Renamed =>
      of === undefined ? one : { ...one, name: `${schemaName(of, one.schema)}.${one.name}` };
    const was = old?.find(({ id }) => id === object.id);
    // What goes along with its schema has no new name of its own.
    const moves = was !== undefined && (was.schema !== object.schema || was.name !== object.name);
    const hint = moves
      ? this.renamed(
          address(world, object),
          old?.map((one) => address(before, one)),
          all.map((one) => address(world, one)),
        )
      : {};
    return clean({ comment: object.comment, ...hint });
  }

  /** What it was, where the plan takes the one for the other, and does not drop and make it: then its parts can have other names. */
  private sameOf<T extends InSchema>(
    object: InSchema,
    old: readonly T[] | undefined,
    all: readonly InSchema[],
  ): T | undefined {
    const { world, before } = this;
    const was = old?.find(({ id }) => id === object.id);
    if (was === undefined || before === undefined) return undefined;
    const isAt = schemaName(before, was.schema) === schemaName(world, object.schema);
    if (was.schema !== object.schema || was.name !== object.name)
      return (isAt && was.name === object.name) || 'renamed_from' in this.about(object, old, all)
        ? was
        : undefined;
    const schema = world.schemas.find(({ id }) => id === object.schema);
    const moved = schema && this.renamed(schema, before.schemas, world.schemas);
    return isAt || 'renamed_from' in (moved ?? {}) ? was : undefined;
  }

  /** A routine that takes another type is another routine. */
  private takesTheSame({ form }: Routine): boolean {
    const { world, before } = this;
    if (form.kind !== 'shows' || form.type.kind === 'builtin') return true;
    const { id, kind } = form.type;
    const lists = (of: World | undefined): readonly InSchema[] =>
      (kind === 'enum' ? of?.enums : of?.domains) ?? [];
    const type = lists(world).find((one) => one.id === id);
    return type !== undefined && this.sameOf(type, lists(before), lists(world)) !== undefined;
  }

  private routines(kind: Routine['kind']): Section {
    const { world, before } = this;
    const entries = world.routines
      .filter((routine) => routine.kind === kind)
      .map((routine) => {
        const { name } = routine;
        const was = before?.routines.find(({ id }) => id === routine.id);
        const taken = (of: World | undefined, wanted: string) =>
          of?.routines.some((one) => one.name === wanted) ?? false;
        const isRenamed =
          was !== undefined &&
          was.name !== name &&
          before !== undefined &&
          // A schema that goes takes along what it holds, and what is in another one is new.
          schemaName(before, was.schema) === schemaName(world, routine.schema) &&
          routine.hinted &&
          this.takesTheSame(routine) &&
          !taken(before, name) &&
          !taken(world, was.name);
        const body = this.routineBody(routine);
        return [
          `${qualified(world, routine)}(${this.argumentsOf(routine)})`,
          clean({
            ...body,
            ...(kind === 'function' && routine.volatility !== 'volatile'
              ? { volatility: routine.volatility }
              : {}),
            ...routine.attributes,
            comment: routine.comment,
            renamed_from: isRenamed ? was.name : undefined,
          }),
        ] as const;
      });
    return Object.fromEntries(entries);
  }

  private argumentsOf({ form }: Routine): string {
    if (form.kind === 'scalar') return `${form.argument} ${form.type}`;
    return form.kind === 'shows' ? `v ${typeText(this.world, form.type)}` : '';
  }

  private routineBody({ form }: Routine): Section {
    const { world } = this;
    switch (form.kind) {
      case 'scalar': {
        const a = form.argument;
        const bodies: Readonly<Record<string, readonly string[]>> = {
          text: [`lower(${a})`, `${a} || '.'`, `coalesce(${a}, '')`],
          boolean: [`NOT ${a}`],
        };
        const list = bodies[form.type] ?? [`${a} + 1`, `${a} * 2`, `abs(${a})`];
        return { returns: form.type, ...valueBody(list[form.body % list.length] as string, form.style) };
      }
      case 'constant': {
        const values = {
          int: ['1', '2', '40 + 2'],
          text: ["'x'", "'y'", "'z' || 'z'"],
          time: ['now()', 'clock_timestamp()', "now() - '1 day'::interval"],
        }[form.family];
        const returns = { int: 'integer', text: 'text', time: 'timestamptz' }[form.family];
        return { returns, ...valueBody(values[form.body % values.length] as string, 'return') };
      }
      case 'shows':
        return { returns: 'text', ...valueBody('v::text', 'return') };
      case 'trigger':
        return {
          returns: 'trigger',
          language: 'plpgsql',
          as: `BEGIN\n  ${['RETURN coalesce(NEW, OLD);', '-- nothing\n  RETURN coalesce(NEW, OLD);', 'PERFORM 1;\n  RETURN coalesce(NEW, OLD);'][form.body % 3]}\nEND`,
        };
      case 'rows': {
        const table = world.tables.find(({ id }) => id === form.table) as Table;
        const columns = rowsOf(world, form);
        const name = inFull(world, table);
        if (form.style === 'setof')
          return { returns: `SETOF ${name}`, body: `BEGIN ATOMIC\n  SELECT * FROM ${name};\nEND` };
        const outs = columns
          .map((column) => `${quoteName(column.name)} ${typeText(world, column.type)}`)
          .join(', ');
        const select = `SELECT ${columns.map((column) => `t.${quoteName(column.name)}`).join(', ')} FROM ${name} AS t`;
        return {
          returns: `TABLE (${outs})`,
          ...(form.style === 'string'
            ? { language: 'sql', as: select }
            : { body: `BEGIN ATOMIC\n  ${select};\nEND` }),
        };
      }
      case 'counts': {
        const table = world.tables.find(({ id }) => id === form.table) as Table;
        return {
          returns: 'bigint',
          // From 17 on a materialized view is computed with an empty search path: a string body has to say `public`.
          ...valueBody(`(SELECT count(*) FROM ${inFull(world, table)})`, form.style),
        };
      }
      case 'work': {
        const table = world.tables.find(({ id }) => id === form.table);
        const statement = table === undefined ? 'SELECT 1' : `DELETE FROM ${inFull(world, table)}`;
        if (form.body % 3 === 0) return { body: `BEGIN ATOMIC\n  ${statement};\nEND` };
        if (form.body % 3 === 1) return { language: 'sql', as: statement };
        return { language: 'plpgsql', as: 'BEGIN\n  PERFORM 1;\nEND' };
      }
    }
  }

  private table(table: Table): Section {
    const { world } = this;
    const was = this.before?.tables.find(({ id }) => id === table.id);
    const old = was !== undefined && stays(was, this.before?.tables ?? [], world.tables) ? was : undefined;
    const part = (
      one: Renamed & { readonly comment?: string | undefined },
      was: readonly Renamed[] | undefined,
      all: readonly Renamed[],
    ) =>
      clean({
        comment: one.comment,
        ...('derived' in one && one.derived === true ? {} : this.renamed(one, was, all)),
      });
    const names = (ids: readonly Ref[]) => namesOf(table.columns, ids);
    const key = (one: Key, isUnique: boolean) =>
      clean({
        columns: names(one.columns),
        include: one.include.length > 0 ? names(one.include) : undefined,
        nulls_not_distinct: (isUnique && one.nullsNotDistinct) || undefined,
        ...one.deferral,
      });
    return clean({
      unlogged: table.unlogged || undefined,
      with: table.fillfactor === undefined ? undefined : { fillfactor: table.fillfactor },
      columns: named(table.columns, (column) => ({
        ...this.column(column, table),
        ...part(column, old?.columns, table.columns),
      })),
      primary_key: table.primaryKey && {
        ...key(table.primaryKey, false),
        name: table.primaryKey.name,
        ...part(table.primaryKey, old?.primaryKey && [old.primaryKey], [table.primaryKey]),
      },
      unique: named(table.uniques, (one) => ({
        ...key(one, true),
        ...part(one, old?.uniques, table.uniques),
      })),
      checks: named(table.checks, (check) =>
        clean({
          expression: sqlOf(world, check.expression, table.columns),
          no_inherit: check.noInherit || undefined,
          not_valid: check.notValid || undefined,
          ...part(check, old?.checks, table.checks),
        }),
      ),
      foreign_keys: named(table.foreignKeys, (one) => ({
        ...this.foreignKey(one, table),
        ...part(one, old?.foreignKeys, table.foreignKeys),
      })),
      exclusions: named(table.exclusions, (one) =>
        clean({
          using: one.method,
          elements: one.elements.map(({ column, operator }) => ({
            column: names([column])[0],
            with: operator,
          })),
          include: one.include.length > 0 ? names(one.include) : undefined,
          where: one.where && sqlOf(world, one.where, table.columns),
          ...one.deferral,
          ...part(one, old?.exclusions, table.exclusions),
        }),
      ),
      indexes: named(table.indexes, (index) => ({
        ...this.index(index, table.columns),
        ...part(index, old?.indexes, table.indexes),
      })),
      triggers: named(table.triggers, (trigger) => ({
        ...this.trigger(trigger, table.columns),
        ...part(trigger, old?.triggers, table.triggers),
      })),
      ...this.about(table, this.before?.tables, this.world.tables),
    });
  }

  private column(column: Column, table: Table): Section {
    const { world } = this;
    const { value } = column;
    const { columns } = table;
    const type = typeText(world, column.type);
    const serial: Readonly<Record<string, string>> = {
      smallint: 'smallserial',
      integer: 'serial',
      bigint: 'bigserial',
    };
    return clean({
      type: value.kind === 'serial' ? serial[type] : type,
      not_null: (column.notNull && value.kind !== 'serial' && value.kind !== 'identity') || undefined,
      collate: column.collate ? 'C' : undefined,
      default: value.kind === 'default' ? sqlOf(world, value.expression, []) : undefined,
      identity:
        value.kind === 'identity'
          ? { generated: value.always ? 'always' : 'by default', ...value.options }
          : undefined,
      generated:
        value.kind === 'generated'
          ? value.stored
            ? sqlOf(world, value.expression, columns)
            : { as: sqlOf(world, value.expression, columns), stored: false }
          : undefined,
      backfill: column.backfill && sqlOf(world, column.backfill, columns),
      using: this.using(column, table),
    });
  }

  /** Where no cast leads from the other type, and for some types to which one does. */
  private using(column: Column, table: Table): string | undefined {
    const from = this.other.tables
      .find(({ id }) => id === table.id)
      ?.columns.find(({ id }) => id === column.id);
    if (from === undefined || column.type.kind !== 'builtin' || column.value.kind === 'generated')
      return undefined;
    const families = [familyOf(this.other, from.type), familyOf(this.world, column.type)].join();
    const own = quoteName(column.name);
    if (families === 'bool,int') return `CASE WHEN ${own} THEN 1 WHEN NOT ${own} THEN 0 END`;
    if (families === 'int,bool') return `${own} <> 0`;
    return families === 'text,int' && column.id % 2 === 0 ? `${own}::${column.type.name}` : undefined;
  }

  private foreignKey(key: ForeignKey, table: Table): Section {
    const { world } = this;
    const target = world.tables.find(({ id }) => id === key.table) as Table;
    const columns = namesOf(table.columns, key.columns);
    return clean({
      columns,
      references: {
        table: isAmbiguous(world, target)
          ? `${schemaName(world, target.schema)}.${target.name}`
          : this.keyOf(target),
        columns: namesOf(target.columns, key.targets),
      },
      on_delete: key.onDelete === 'set null (first)' ? { 'set null': columns.slice(0, 1) } : key.onDelete,
      on_update: key.onUpdate,
      match: key.full ? 'full' : undefined,
      ...key.deferral,
      not_valid: key.notValid || undefined,
    });
  }

  private index(index: Index, columns: readonly Selectable[]): Section {
    return clean({
      on: index.elements.map(({ column, expression, ...rest }) =>
        clean({
          column: column === undefined ? undefined : namesOf(columns, [column])[0],
          expression: expression && sqlOf(this.world, expression, columns),
          order: rest.order,
          nulls: rest.nulls,
          opclass: rest.opclass,
          collate: rest.collate ? 'C' : undefined,
        }),
      ),
      unique: index.unique || undefined,
      nulls_not_distinct: index.nullsNotDistinct || undefined,
      using: index.method,
      include: index.include.length > 0 ? namesOf(columns, index.include) : undefined,
      where: index.where && sqlOf(this.world, index.where, columns),
      with: index.fillfactor === undefined ? undefined : { fillfactor: index.fillfactor },
    });
  }

  private trigger(trigger: Trigger, columns: readonly Selectable[]): Section {
    const routine = this.world.routines.find(({ id }) => id === trigger.routine) as Routine;
    return clean({
      timing: trigger.timing,
      events: trigger.events.map((event) =>
        event.columns.length > 0 ? { [event.kind]: namesOf(columns, event.columns) } : event.kind,
      ),
      for_each: trigger.forEach,
      when: trigger.when && sqlOf(this.world, trigger.when, columns, 'NEW.'),
      execute: `${qualified(this.world, routine)}(${trigger.argument ? quoteText('an argument') : ''})`,
      referencing: trigger.oldTable ? { old_table: 'before', new_table: 'after' } : undefined,
      ...(trigger.constraint === undefined ? {} : { constraint: true, ...trigger.constraint }),
      enabled: trigger.enabled,
    });
  }

  private view(view: View): Section {
    const { world } = this;
    // A view that becomes materialized is another object.
    const alike = (views: readonly View[]) =>
      views.filter(({ materialized }) => materialized === view.materialized);
    const before = this.before && alike(this.before.views);
    const old = this.sameOf(view, before, alike(world.views));
    const outputs = outputsOf(world, view);
    return clean({
      query: this.query(view),
      columns: view.listed ? outputs.map(({ name }) => name) : undefined,
      ...(view.materialized
        ? {
            with_data: view.withData ? undefined : false,
            indexes: named(view.indexes, (index) =>
              clean({
                ...this.index(index, outputs),
                comment: index.comment,
                ...this.renamed(index, old?.indexes, view.indexes),
              }),
            ),
          }
        : {
            ...view.options,
            triggers: named(view.triggers, (trigger) =>
              clean({
                ...this.trigger(trigger, []),
                comment: trigger.comment,
                ...this.renamed(trigger, old?.triggers, view.triggers),
              }),
            ),
          }),
      column_comments:
        view.columnComments.length > 0
          ? Object.fromEntries(namesOf(outputs, view.columnComments).map((name) => [name, 'A column']))
          : undefined,
      ...this.about(view, before, alike(world.views)),
    });
  }

  private query(view: View): string {
    const { world } = this;
    const { form, source, other, on, where } = view.query;
    if (form === 'rows' || form === 'counts') {
      const routine = world.routines.find(({ id }) => id === source) as Routine;
      const call = `${qualified(world, routine)}()`;
      return form === 'rows' ? `SELECT * FROM ${call} AS r` : `SELECT ${call} AS n`;
    }
    const left = selectables(world, source);
    const right = other === undefined ? [] : selectables(world, other);
    const from = (id: Ref) => {
      const found = [...world.tables, ...world.views].find((one) => one.id === id);
      return found === undefined ? '?' : qualified(world, found);
    };
    const isPlain = form !== 'join' && form !== 'exists';
    const l = isPlain ? '' : 'l.';
    const condition = where === undefined ? '' : ` WHERE ${sqlOf(world, where, left, l)}`;
    if (form === 'star') return `SELECT * FROM ${from(source)}${condition}`;
    const shown = view.outputs.map(({ name, from: id, routine, side }) => {
      const column = (side === 'right' ? right : left).find((one) => one.id === id) as Selectable;
      const own = `${isPlain ? '' : side === 'right' ? 'r.' : 'l.'}${quoteName(column.name)}`;
      const through = world.routines.find((one) => one.id === routine);
      const value = through === undefined ? own : `${qualified(world, through)}(${own})`;
      return view.listed || (through === undefined && name === column.name)
        ? value
        : `${value} AS ${quoteName(name)}`;
    });
    const list = shown.join(', ');
    const name = (columns: readonly Selectable[], id: Ref | undefined) =>
      quoteName(columns.find((one) => one.id === id)?.name ?? '?');
    switch (form) {
      case 'plain':
        return `SELECT ${list} FROM ${from(source)}${condition}`;
      case 'group': {
        const keys = view.outputs.map(({ from: id }) => name(left, id)).join(', ');
        return `SELECT ${list}, count(*) AS n FROM ${from(source)}${condition} GROUP BY ${keys}`;
      }
      case 'union':
        return `SELECT ${list} FROM ${from(source)} UNION ALL SELECT ${list} FROM ${from(source)}${condition}`;
      case 'join':
        return `SELECT ${list} FROM ${from(source)} AS l JOIN ${from(other as Ref)} AS r ON l.${name(left, on?.[0])} = r.${name(right, on?.[1])}${condition}`;
      case 'exists':
        return `SELECT ${list} FROM ${from(source)} AS l WHERE EXISTS (SELECT 1 FROM ${from(other as Ref)} AS r WHERE r.${name(right, on?.[1])} = l.${name(left, on?.[0])})`;
    }
  }
}

function valueBody(value: string, style: 'return' | 'string' | 'plpgsql'): Section {
  switch (style) {
    case 'return':
      return { body: `RETURN ${value}` };
    case 'string':
      return { language: 'sql', as: `SELECT ${value}` };
    case 'plpgsql':
      return { language: 'plpgsql', as: `BEGIN\n  RETURN ${value};\nEND` };
  }
}

function namesOf(columns: readonly Selectable[], ids: readonly Ref[]): string[] {
  return ids.map((id) => columns.find((column) => column.id === id)?.name ?? '?');
}

function named<T extends { readonly name: string }>(
  parts: readonly T[],
  make: (part: T) => unknown,
): Section | undefined {
  return parts.length === 0 ? undefined : Object.fromEntries(parts.map((part) => [part.name, make(part)]));
}

function clean(section: Section): Section {
  return Object.fromEntries(Object.entries(section).filter(([, value]) => value !== undefined));
}
