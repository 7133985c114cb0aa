import type { Attribute } from '../../diff/attributes.ts';
import type { Alter } from '../../diff/change.ts';
import type { ElementKind, ElementTypes } from '../../model/element.ts';
import type { Deferral, DomainCheck, Enum } from '../../model/schema-object.ts';
import { typeText } from '../../sql/type-text.ts';
import {
  columnType,
  columnValue,
  foreignKeyAction,
  indexElements,
  nameList,
  parameters,
  referencedColumns,
  routineResult,
  sequenceOptions,
  sqlText,
  text,
  triggerEvents,
} from './values.ts';

/** What differs between the two sides of an alteration, each in a few words: `type integer → bigint`. */
export function attributeChanges<K extends ElementKind>(change: Alter<K>): readonly string[] {
  const table = words[change.next.kind as K] as Readonly<Record<string, Words<ElementTypes[K]>>>;
  const before = change.previous.value as ElementTypes[K];
  const after = change.next.value as ElementTypes[K];
  return change.attributes.flatMap(
    (attribute) => table[attribute]?.(before, after) ?? [`${attribute} changed`],
  );
}

type Words<V> = (before: V, after: V) => string | readonly string[];

/** `name before → after` */
function turned<V>(name: string, show: (value: V) => string): Words<V> {
  return (before, after) => `${name} ${show(before)} → ${show(after)}`;
}

/** What it is afterwards. */
function becomes<V>(show: (value: V) => string): Words<V> {
  return (_before, after) => show(after);
}

const changed =
  (what: string): Words<unknown> =>
  () =>
    `${what} changed`;

const comment: Words<{ readonly comment?: string }> = (before, after) =>
  `comment ${after.comment === undefined ? 'removed' : before.comment === undefined ? 'added' : 'changed'}`;

const deferral: Words<{ readonly deferral: Deferral }> = becomes(({ deferral: value }) =>
  value === 'no' ? 'not deferrable' : `deferrable initially ${value}`,
);

const include: Words<{ readonly include: readonly string[] }> = turned('include', (value) =>
  nameList(value.include),
);
const keyColumns: Words<{ readonly columns: readonly string[] }> = turned('columns', (value) =>
  nameList(value.columns),
);
const nulls: Words<{ readonly nullsNotDistinct: boolean }> = becomes((value) =>
  value.nullsNotDistinct ? 'nulls not distinct' : 'nulls distinct',
);
const storage: Words<{ readonly storageParameters: ElementTypes['table']['storageParameters'] }> = turned(
  'storage parameters',
  (value) => parameters(value.storageParameters),
);
const notValid: Words<{ readonly notValid: boolean }> = becomes((value) =>
  value.notValid ? 'not valid' : 'validated',
);
const where: Words<{ readonly where?: ElementTypes['index']['where'] }> = turned('where', (value) =>
  sqlText(value.where),
);
const collation: Words<{ readonly collation?: string }> = turned(
  'collation',
  (value) => value.collation ?? 'default',
);
const notNull: Words<{ readonly notNull: boolean }> = becomes((value) =>
  value.notNull ? 'not null' : 'null allowed',
);
const columnComments: Words<unknown> = changed('comments of columns');

const routine: { readonly [A in Attribute<'function'>]: Words<ElementTypes['function']> } = {
  comment,
  arguments: changed('arguments'),
  returns: turned('returns', (value) => routineResult(value.returns)),
  language: turned('language', (value) => value.language),
  volatility: becomes((value) => value.volatility),
  strict: becomes((value) => (value.strict ? 'strict' : 'called on null input')),
  securityDefiner: becomes((value) => (value.securityDefiner ? 'security definer' : 'security invoker')),
  leakproof: becomes((value) => (value.leakproof ? 'leakproof' : 'not leakproof')),
  parallel: becomes((value) => `parallel ${value.parallel}`),
  cost: turned('cost', (value) => value.cost ?? 'default'),
  rows: turned('rows', (value) => value.rows ?? 'default'),
  set: turned('set', (value) => parameters(value.set)),
  body: changed('body'),
};

const words: { readonly [K in ElementKind]: { readonly [A in Attribute<K>]: Words<ElementTypes[K]> } } = {
  schema: { comment },
  extension: {
    comment,
    schema: turned('schema', (value) => value.schema ?? 'default'),
    version: turned('version', (value) => value.version ?? 'default'),
  },
  enum: { comment, values: enumValues },
  domain: {
    comment,
    type: turned('type', (value) => typeText(value.type)),
    collation,
    default: turned('default', (value) => sqlText(value.default)),
    notNull,
    checks: domainChecks,
  },
  sequence: {
    comment,
    type: turned('type', (value) => value.type),
    options: turned('options', (value) => sequenceOptions(value.options) || 'default'),
    ownedBy: changed('owning column'),
  },
  function: routine,
  procedure: routine,
  table: {
    comment,
    unlogged: becomes((value) => (value.unlogged ? 'unlogged' : 'logged')),
    storageParameters: storage,
  },
  column: {
    comment,
    type: turned('type', (value) => columnType(value.type, value.value)),
    collation,
    notNull,
    value: (before, after) =>
      `${columnValue(before.value)} → ${columnValue(after.value).replace(/^default /, '')}`,
  },
  primary_key: { comment, columns: keyColumns, include, deferral },
  unique: { comment, columns: keyColumns, include, nullsNotDistinct: nulls, deferral },
  check: {
    comment,
    expression: turned('expression', (value) => `(${sqlText(value.expression)})`),
    noInherit: becomes((value) => (value.noInherit ? 'no inherit' : 'inherited')),
    notValid,
  },
  foreign_key: {
    comment,
    columns: keyColumns,
    references: turned('references', (value) => referencedColumns(value.references)),
    match: becomes((value) => `match ${value.match}`),
    onDelete: turned('on delete', (value) => foreignKeyAction(value.onDelete)),
    onUpdate: turned('on update', (value) => foreignKeyAction(value.onUpdate)),
    deferral,
    notValid,
  },
  exclusion: {
    comment,
    method: turned('method', (value) => value.method),
    elements: turned('elements', (value) => indexElements(value.elements)),
    include,
    where,
    deferral,
  },
  index: {
    comment,
    unique: becomes((value) => (value.unique ? 'unique' : 'not unique')),
    nullsNotDistinct: nulls,
    method: turned('method', (value) => value.method),
    elements: turned('elements', (value) => indexElements(value.elements)),
    include,
    where,
    storageParameters: storage,
    invalid: becomes((value) =>
      value.invalid ? 'INVALID, its build was interrupted' : 'built again, it was INVALID',
    ),
  },
  trigger: {
    comment,
    timing: turned('timing', (value) => value.timing),
    events: turned('events', (value) => triggerEvents(value.events)),
    forEach: becomes((value) => `for each ${value.forEach}`),
    when: turned('when', (value) => sqlText(value.when)),
    constraint: changed('constraint trigger'),
    referencing: changed('referencing'),
    execute: changed('function to execute'),
    enabled: turned('enabled', (value) => value.enabled),
  },
  view: {
    comment,
    query: changed('query'),
    columns: keyColumns,
    securityBarrier: becomes((value) => (value.securityBarrier ? 'security barrier' : 'no security barrier')),
    securityInvoker: becomes((value) => (value.securityInvoker ? 'security invoker' : 'no security invoker')),
    checkOption: turned('check option', (value) => value.checkOption ?? 'none'),
    columnComments,
  },
  materialized_view: {
    comment,
    query: changed('query'),
    columns: keyColumns,
    storageParameters: storage,
    columnComments,
    withData: becomes((value) => (value.withData ? 'with data' : 'with no data')),
  },
};

/** Values that come and go; where none does, only their order or their names changed. */
function enumValues(before: Enum, after: Enum): readonly string[] {
  const [old, fresh] = [before, after].map(({ values }) => values.map(({ value }) => value)) as [
    string[],
    string[],
  ];
  const parts = [
    ...fresh.filter((value) => !old.includes(value)).map((value) => `+ ${text(value)}`),
    ...old.filter((value) => !fresh.includes(value)).map((value) => `- ${text(value)}`),
  ];
  return parts.length === 0 ? ['order of values changed'] : [`values ${parts.join(', ')}`];
}

function domainChecks(
  before: { checks: readonly DomainCheck[] },
  after: { checks: readonly DomainCheck[] },
): readonly string[] {
  const names = (checks: readonly DomainCheck[]) => checks.map(({ name }) => name);
  const [old, fresh] = [names(before.checks), names(after.checks)];
  const parts = [
    ...fresh.filter((name) => !old.includes(name)).map((name) => `+ ${name}`),
    ...old.filter((name) => !fresh.includes(name)).map((name) => `- ${name}`),
  ];
  return [parts.length === 0 ? 'checks changed' : `checks ${parts.join(', ')}`];
}
