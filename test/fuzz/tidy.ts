import { defaultName, defaultSequenceName } from '../../src/model/default-names.ts';
import { callsOwn, domainValue, holds, isMutable } from './templates.ts';
import {
  type Column,
  type Exclusion,
  type Expression,
  extensionTypes,
  type Family,
  type ForeignKey,
  familyOf,
  home,
  type Index,
  type IndexElement,
  type Key,
  type Ref,
  rowsOf,
  type Selectable,
  selectables,
  type Table,
  type Trigger,
  type Type,
  types,
  type View,
  type World,
} from './world.ts';

/** Takes away whatever stands on something that is not there any more, or that PostgreSQL would refuse. */
export function tidy(world: World): void {
  for (let before = ''; ; ) {
    pass(world);
    const after = JSON.stringify(world);
    if (after === before) return;
    before = after;
  }
}

function pass(world: World): void {
  const hasSchema = ({ schema }: { readonly schema: Ref }) =>
    schema === home || world.schemas.some(({ id }) => id === schema);
  world.schemas = distinct(world.schemas, ({ name }) => name);
  world.extensions = distinct(world.extensions, ({ name }) => name);
  for (const extension of world.extensions)
    if (extension.schema !== undefined && !hasSchema({ schema: extension.schema }))
      extension.schema = undefined;
  world.enums = world.enums.filter((type) => hasSchema(type) && type.values.length > 0);
  for (const type of world.enums) type.values = distinct(type.values, ({ value }) => value);
  world.domains = world.domains.filter((domain) => hasSchema(domain) && hasBuiltin(world, domain.type));
  for (const domain of world.domains) {
    const family = types[domain.type] as Family;
    const value: Selectable = { ...domainValue, type: { kind: 'builtin', name: domain.type } };
    if (domain.default !== undefined && !holds(world, domain.default, [], family)) domain.default = undefined;
    // Limit of the planner: a function made anew under a check of a domain.
    if (domain.default !== undefined && callsOwn(domain.default)) domain.default = undefined;
    domain.checks = distinct(domain.checks, ({ name }) => name).filter(
      ({ expression }) => holds(world, expression, [value], 'bool') && !callsOwn(expression),
    );
    domain.collate &&= family === 'text';
  }
  world.sequences = world.sequences.filter(hasSchema);
  world.tables = world.tables.filter(hasSchema);
  world.views = world.views.filter(hasSchema);
  for (const table of world.tables) {
    table.columns = distinct(table.columns, ({ name }) => name).filter(({ type }) => hasType(world, type));
  }
  for (const sequence of world.sequences) {
    const table = world.tables.find(({ id }) => id === sequence.owner?.table);
    const column = table?.columns.find(({ id }) => id === sequence.owner?.column);
    // SET UNLOGGED takes the sequences of a table along, and a sequence that comes to such a table stays logged.
    const isFitting = table?.schema === sequence.schema && !table.unlogged;
    if (column === undefined || !isFitting) sequence.owner = undefined;
  }
  routines(world);
  claimNames(world);
  for (const table of world.tables) tidyColumns(world, table);
  for (const table of world.tables) tidyKeys(world, table);
  for (const table of world.tables) tidyRest(world, table);
  views(world);
}

function routines(world: World): void {
  const hasSchema = ({ schema }: { readonly schema: Ref }) =>
    schema === home || world.schemas.some(({ id }) => id === schema);
  world.routines = world.routines.filter((routine) => {
    if (!hasSchema(routine)) return false;
    const { form } = routine;
    const columns = 'table' in form && form.table !== undefined ? selectables(world, form.table) : [];
    switch (form.kind) {
      case 'scalar':
        return hasBuiltin(world, form.type);
      case 'shows':
        return hasType(world, form.type);
      case 'rows':
        form.columns = form.columns.filter((id) => columns.some((column) => column.id === id));
        return form.columns.length > 0;
      case 'counts':
        return world.tables.some(({ id }) => id === form.table);
      case 'work':
        if (columns.length === 0) form.table = undefined;
        return true;
      default:
        return true;
    }
  });
  const signature = ({ schema, name, form }: World['routines'][number]) =>
    `${schema} ${name} ${form.kind === 'scalar' ? form.type : form.kind === 'shows' ? JSON.stringify(form.type) : ''}`;
  world.routines = distinct(world.routines, signature);
  for (const routine of world.routines) {
    const others = world.routines.filter(
      ({ schema, name }) => schema === routine.schema && name === routine.name,
    );
    if (others.length > 1) routine.overloaded = true;
  }
}

/** Relations and types share the names of a schema, and so do the indexes and sequences of tables. */
function claimNames(world: World): void {
  const taken = new Set<string>();
  const claim = (schema: Ref, name: string) => {
    const key = `${schema} ${name}`;
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  };
  const named = ({ schema, name }: { readonly schema: Ref; readonly name: string }) => claim(schema, name);
  world.enums = world.enums.filter(named);
  world.domains = world.domains.filter(named);
  world.tables = world.tables.filter(named);
  world.views = world.views.filter(named);
  world.sequences = world.sequences.filter(named);
  for (const table of world.tables) {
    const { schema } = table;
    const own = new Set<string>();
    const constraint = ({ name }: { readonly name: string }) => {
      if (own.has(name)) return false;
      own.add(name);
      return true;
    };
    for (const column of table.columns) {
      const sequence = defaultSequenceName(table.name, column.name);
      const draws = column.value.kind === 'serial' || column.value.kind === 'identity';
      if (draws && !claim(schema, sequence)) column.value = { kind: 'none' };
    }
    nameDerived(table);
    if (
      table.primaryKey !== undefined &&
      !(claim(schema, table.primaryKey.name) && constraint(table.primaryKey))
    )
      table.primaryKey = undefined;
    table.uniques = table.uniques.filter((key) => claim(schema, key.name) && constraint(key));
    table.exclusions = table.exclusions.filter((one) => claim(schema, one.name) && constraint(one));
    table.checks = table.checks.filter(constraint);
    table.foreignKeys = table.foreignKeys.filter(constraint);
    table.indexes = table.indexes.filter((index) => claim(schema, index.name));
    table.triggers = distinct(table.triggers, ({ name }) => name);
  }
  for (const view of world.views) {
    view.indexes = view.indexes.filter((index) => claim(view.schema, index.name));
    view.triggers = distinct(view.triggers, ({ name }) => name);
  }
}

function nameDerived(table: Table): void {
  const names = (ids: readonly Ref[]) =>
    ids.map((id) => table.columns.find((column) => column.id === id)?.name ?? '');
  if (table.primaryKey?.derived) table.primaryKey.name = defaultName(table.name, [], 'pkey');
  for (const key of table.uniques)
    if (key.derived) key.name = defaultName(table.name, names(key.columns), 'key');
  for (const key of table.foreignKeys)
    if (key.derived) key.name = defaultName(table.name, names(key.columns), 'fkey');
}

function tidyColumns(world: World, table: Table): void {
  const sources = table.columns.filter(({ value }) => value.kind !== 'generated');
  for (const column of table.columns) {
    const family = familyOf(world, column.type);
    const enumOf = column.type.kind === 'enum' ? column.type.id : undefined;
    const { value } = column;
    column.collate &&= family === 'text' && column.type.kind === 'builtin';
    if (value.kind === 'default' && !holds(world, value.expression, [], family, enumOf))
      column.value = { kind: 'none' };
    if (
      (value.kind === 'serial' || value.kind === 'identity') &&
      (family !== 'int' || column.type.kind !== 'builtin')
    )
      column.value = { kind: 'none' };
    if (value.kind === 'generated' && !isGenerator(world, value, column, sources))
      column.value = { kind: 'none' };
    const filled = column.backfill;
    if (
      filled !== undefined &&
      (column.value.kind !== 'none' ||
        !holds(world, filled, filled.columns.length > 0 ? sources : [], family, enumOf))
    )
      column.backfill = undefined;
    // Limit of the planner: a new column of a domain that is NOT NULL, filled by `backfill`.
    if (column.type.kind === 'domain') column.backfill = undefined;
    if (column.backfill?.columns.includes(column.id)) column.backfill = undefined;
  }
}

function isGenerator(
  world: World,
  value: Extract<Column['value'], { kind: 'generated' }>,
  column: Column,
  sources: readonly Column[],
): boolean {
  if (!holds(world, value.expression, sources, familyOf(world, column.type)) || isMutable(value.expression))
    return false;
  if (value.stored) return true;
  // PostgreSQL 18 has virtual columns of its own types only.
  const used = sources.filter(({ id }) => value.expression.columns.includes(id));
  return (
    value.expression.about === undefined &&
    [column, ...used].every(({ type }) => type.kind === 'builtin' && !extensionTypes.has(type.name))
  );
}

const isVirtual = ({ value }: Column) => value.kind === 'generated' && !value.stored;

function tidyKeys(world: World, table: Table): void {
  const solid = table.columns.filter((column) => !isVirtual(column));
  const has = (id: Ref) => solid.some((column) => column.id === id);
  const trim = (key: Key) => {
    key.columns = [...new Set(key.columns)];
    key.include = [...new Set(key.include)].filter((id) => has(id) && !key.columns.includes(id));
    return key.columns.length > 0 && key.columns.every(has);
  };
  if (table.primaryKey !== undefined && !trim(table.primaryKey)) table.primaryKey = undefined;
  table.uniques = table.uniques.filter(trim);
  // PostgreSQL takes a second constraint on the same columns for the same one where nothing else differs.
  table.uniques = distinct(table.uniques, ({ columns }) => JSON.stringify([...columns].sort())).filter(
    ({ columns }) => JSON.stringify(columns) !== JSON.stringify(table.primaryKey?.columns),
  );
  table.foreignKeys = table.foreignKeys.filter((key) => isReference(world, table, key));
}

function isReference(world: World, table: Table, key: ForeignKey): boolean {
  const target = world.tables.find(({ id }) => id === key.table);
  if (target === undefined || (target.unlogged && !table.unlogged)) return false;
  const supports = [target.primaryKey, ...target.uniques].some(
    (candidate) =>
      candidate !== undefined &&
      candidate.deferral.deferrable !== true &&
      JSON.stringify(candidate.columns) === JSON.stringify(key.targets),
  );
  if (!supports || new Set(key.columns).size !== key.targets.length) return false;
  return key.columns.every((id, position) => {
    const column = table.columns.find((one) => one.id === id);
    const other = target.columns.find((one) => one.id === key.targets[position]);
    return (
      column !== undefined &&
      other !== undefined &&
      column.value.kind !== 'generated' &&
      column.collate === other.collate &&
      areComparable(world, column.type, other.type)
    );
  });
}

/** Whether a foreign key or a join can compare the two. */
export function areComparable(world: World, one: Type, other: Type): boolean {
  if (JSON.stringify(one) === JSON.stringify(other)) return true;
  const families = [one, other].map((type) => familyOf(world, type));
  const builtin = one.kind === 'builtin' && other.kind === 'builtin';
  return builtin && families[0] === families[1] && (families[0] === 'int' || families[0] === 'text');
}

function tidyRest(world: World, table: Table): void {
  const { columns } = table;
  const solid = columns.filter((column) => !isVirtual(column));
  table.checks = table.checks.filter(
    ({ expression }) => holds(world, expression, columns, 'bool') && !isMutable(expression),
  );
  // CREATE TABLE makes one of two that are alike.
  table.exclusions = distinct(
    table.exclusions.filter((one) => isExclusion(world, one, solid)),
    ({ elements }) => JSON.stringify(elements),
  );
  table.indexes = table.indexes.filter((index) => isIndex(world, index, solid));
  const plain = columns.filter(({ value }) => value.kind !== 'generated');
  table.triggers = table.triggers.filter((trigger) => isTrigger(world, trigger, plain));
}

function condition(
  world: World,
  where: Expression | undefined,
  columns: readonly Selectable[],
): Expression | undefined {
  return where !== undefined && holds(world, where, columns, 'bool') && !isMutable(where) ? where : undefined;
}

function isExclusion(world: World, one: Exclusion, columns: readonly Column[]): boolean {
  one.where = condition(world, one.where, columns);
  one.include =
    one.method === 'gist' ? one.include.filter((id) => columns.some((column) => column.id === id)) : [];
  const first = one.elements[0];
  if (first === undefined || (one.method !== 'gist' && one.elements.length > 1)) return false;
  return one.elements.every(({ column: id, operator }) => {
    const column = columns.find((candidate) => candidate.id === id);
    if (column === undefined) return false;
    const family = familyOf(world, column.type);
    const isRange = family === 'range' || family === 'ranges';
    if (operator === '&&') return isRange && one.method !== 'hash';
    const byHash = one.method === 'hash' && (family === 'int' || family === 'text');
    const byTree =
      one.method === 'gist' && family === 'int' && world.extensions.some(({ name }) => name === 'btree_gist');
    return operator === '=' && (byHash || byTree);
  });
}

const methods: Readonly<Record<string, readonly Family[]>> = {
  gin: ['json', 'texts', 'ints', 'hstore'],
  gist: ['range', 'ranges', 'hstore'],
  brin: ['int', 'time', 'date', 'num'],
  hash: ['int', 'text', 'uuid', 'enum', 'citext'],
};

function isIndex(world: World, index: Index, columns: readonly Selectable[]): boolean {
  index.where = condition(world, index.where, columns);
  const method = index.method ?? 'btree';
  const isTree = method === 'btree';
  const elements = index.elements.filter((element) => isElement(world, element, columns, method));
  if (elements.length < index.elements.length || elements.length === 0) return false;
  if (method === 'hash' && elements.length > 1) return false;
  if (!isTree) index.unique = false;
  index.nullsNotDistinct &&= index.unique;
  const used = elements.map(({ column }) => column);
  index.include = isTree
    ? [...new Set(index.include)].filter(
        (id) => !used.includes(id) && columns.some((column) => column.id === id),
      )
    : [];
  if (!isTree) index.fillfactor = undefined;
  return true;
}

function isElement(
  world: World,
  element: IndexElement,
  columns: readonly Selectable[],
  method: string,
): boolean {
  const { column: id, expression } = element;
  const column = columns.find((candidate) => candidate.id === id);
  const family = column === undefined ? undefined : familyOf(world, column.type);
  if (expression !== undefined) {
    const gives = (['text', 'int', 'bool', 'num', 'date'] as const).find((one) =>
      holds(world, expression, columns, one),
    );
    if (gives === undefined || isMutable(expression)) return false;
    if (method !== 'btree' && !methods[method]?.includes(gives)) return false;
    element.collate &&= gives === 'text';
    if (gives !== 'text') element.opclass = undefined;
  } else {
    if (family === undefined) return false;
    if (method !== 'btree' && !methods[method]?.includes(family)) return false;
    element.collate &&= family === 'text';
    if (family !== 'text') element.opclass = undefined;
  }
  if (method !== 'btree') {
    element.order = undefined;
    element.nulls = undefined;
    element.opclass = undefined;
    element.collate = false;
  }
  return true;
}

function isTrigger(world: World, trigger: Trigger, columns: readonly Column[]): boolean {
  const routine = world.routines.find(({ id }) => id === trigger.routine);
  if (routine?.form.kind !== 'trigger') return false;
  for (const event of trigger.events)
    event.columns = event.columns.filter((id) => columns.some((column) => column.id === id));
  trigger.when =
    trigger.when !== undefined && holds(world, trigger.when, columns, 'bool') && !callsOwn(trigger.when)
      ? trigger.when
      : undefined;
  return trigger.events.length > 0;
}

function views(world: World): void {
  const all = world.views;
  world.views = [];
  for (const view of all) if (isView(world, view)) world.views.push(view);
  // What is read has to be filled first.
  for (const view of world.views)
    if (world.views.some(({ query }) => query.source === view.id || query.other === view.id))
      view.withData = true;
}

/** With the views before it in the world. */
function isView(world: World, view: View): boolean {
  const { query } = view;
  if (query.form === 'rows' || query.form === 'counts') {
    const routine = world.routines.find(({ id }) => id === query.source);
    if (routine?.form.kind !== query.form) return false;
    if (routine.form.kind === 'rows' && rowsOf(world, routine.form).length === 0) return false;
    query.where = undefined;
  } else {
    const left = selectables(world, query.source);
    const right = query.other === undefined ? [] : selectables(world, query.other);
    if (left.length === 0) return false;
    query.where = condition(world, query.where, left);
    if (query.form === 'join' || query.form === 'exists') {
      const [a, b] = query.on ?? [];
      const one = left.find(({ id }) => id === a);
      const other = right.find(({ id }) => id === b);
      if (one === undefined || other === undefined || !areComparable(world, one.type, other.type))
        return false;
    }
    view.outputs = distinct(view.outputs, ({ name }) => name).filter(({ name, from, side, routine }) => {
      if (query.form === 'group' && name === 'n') return false;
      const column = (side === 'right' ? right : left).find(({ id }) => id === from);
      if (column === undefined) return false;
      return routine === undefined || takes(world, routine, column.type);
    });
    if (query.form !== 'star' && view.outputs.length === 0) return false;
  }
  const isPlain = query.form === 'plain' && world.tables.some(({ id }) => id === query.source);
  if (!isPlain || view.materialized || !view.outputs.some(({ routine }) => routine === undefined))
    delete view.options['check_option'];
  if (query.form === 'star' || query.form === 'rows' || query.form === 'counts') view.listed = false;
  const ids = selectables({ ...world, views: [...world.views, view] }, view.id);
  view.columnComments = view.columnComments.filter((id) => ids.some((column) => column.id === id));
  view.triggers = view.materialized ? [] : view.triggers.filter((one) => isTrigger(world, one, []));
  view.indexes = view.materialized ? view.indexes.filter((index) => isIndex(world, index, ids)) : [];
  return true;
}

function takes(world: World, id: Ref, type: Type): boolean {
  const routine = world.routines.find((one) => one.id === id);
  const form = routine?.overloaded === true ? undefined : routine?.form;
  if (form?.kind === 'shows') return JSON.stringify(form.type) === JSON.stringify(type);
  if (form?.kind !== 'scalar') return false;
  return familyOf(world, type) === (form.type === 'text' ? 'text' : 'int');
}

function hasType(world: World, type: Type): boolean {
  switch (type.kind) {
    case 'builtin':
      return hasBuiltin(world, type.name);
    case 'enum':
      return world.enums.some(({ id }) => id === type.id);
    case 'domain':
      return world.domains.some(({ id }) => id === type.id);
  }
}

function hasBuiltin(world: World, name: string): boolean {
  return !extensionTypes.has(name) || world.extensions.some((extension) => extension.name === name);
}

function distinct<T>(values: readonly T[], key: (value: T) => string): T[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const found = key(value);
    if (seen.has(found)) return false;
    seen.add(found);
    return true;
  });
}
