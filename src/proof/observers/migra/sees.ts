import { except, notSeen, type VisibilityTable } from '../visibility.ts';

const comment = notSeen('@pgkit/migra compares no comments');
const storageParameters = notSeen('@pgkit/migra compares the storage parameters of indexes only');
const viewOptions = notSeen('@pgkit/migra compares the query of a view and not its options');
const unreadClause = notSeen('@pgkit/migra compares only some of the clauses of a routine, and not this one');

const routineArguments = except<readonly { readonly default?: unknown }[]>({
  what: 'defaults',
  reason: '@pgkit/migra compares the names and types of arguments and not their defaults',
  isIn: (list) => list.some((argument) => argument.default !== undefined),
});

const routineBody = except<{ readonly kind: 'string' | 'sql' }>({
  what: 'parsed bodies',
  reason: '@pgkit/migra compares the text of a body, and BEGIN ATOMIC and RETURN leave none',
  isIn: (body) => body.kind === 'sql',
});

const routineLanguage = except<string>({
  what: 'internal and C',
  reason: '@pgkit/migra passes over functions in the languages internal and C',
  isIn: (language) => /^(?:internal|c)$/i.test(language),
});

/** What `@pgkit/migra` 0.6.1 sees, on PostgreSQL 15 to 18. */
export const migraSees: VisibilityTable = {
  schema: { exists: 'observed', comment },
  extension: { exists: 'observed', comment, schema: 'observed', version: 'observed' },
  enum: { exists: 'observed', comment, values: 'observed' },
  domain: {
    exists: 'observed',
    comment,
    type: 'observed',
    collation: 'observed',
    default: 'observed',
    notNull: 'observed',
    checks: 'observed',
  },
  sequence: {
    exists: 'observed',
    comment,
    type: notSeen('@pgkit/migra compares of a sequence only which column it belongs to'),
    options: notSeen('@pgkit/migra compares of a sequence only which column it belongs to'),
    ownedBy: 'observed',
  },
  function: {
    exists: 'observed',
    comment,
    arguments: routineArguments,
    returns: 'observed',
    language: routineLanguage,
    volatility: 'observed',
    strict: 'observed',
    securityDefiner: 'observed',
    leakproof: unreadClause,
    parallel: unreadClause,
    cost: unreadClause,
    rows: unreadClause,
    set: unreadClause,
    body: routineBody,
  },
  procedure: {
    exists: 'observed',
    comment,
    arguments: routineArguments,
    returns: 'never',
    language: 'observed',
    volatility: 'never',
    strict: 'never',
    securityDefiner: 'observed',
    leakproof: 'never',
    parallel: 'never',
    cost: 'never',
    rows: 'never',
    set: unreadClause,
    body: routineBody,
  },
  table: {
    exists: except({
      what: 'without columns',
      reason:
        '@pgkit/migra loses tables whose columns were all dropped, and breaks down where they have constraints: it is not shown tables without columns, nor what stands on them',
      isIn: (table) => table.columns.length === 0,
    }),
    comment,
    unlogged: 'observed',
    storageParameters,
  },
  column: {
    exists: 'observed',
    comment,
    type: 'observed',
    collation: 'observed',
    notNull: 'observed',
    value: except(
      {
        what: 'options of identity',
        reason: '@pgkit/migra passes over the sequences of identity columns',
        isIn: (value) => value.kind === 'identity' && Object.keys(value.options).length > 0,
      },
      {
        what: 'virtual or stored',
        reason: '@pgkit/migra knows that a column is generated and not whether its values are stored',
        isIn: (value) => value.kind === 'generated' && !value.stored,
      },
    ),
  },
  primary_key: {
    exists: 'observed',
    comment,
    columns: 'observed',
    include: 'observed',
    deferral: 'observed',
  },
  unique: {
    exists: 'observed',
    comment,
    columns: 'observed',
    include: 'observed',
    nullsNotDistinct: 'observed',
    deferral: 'observed',
  },
  check: {
    exists: 'observed',
    comment,
    expression: 'observed',
    noInherit: 'observed',
    notValid: 'observed',
  },
  foreign_key: {
    exists: 'observed',
    comment,
    columns: 'observed',
    references: 'observed',
    match: 'observed',
    onDelete: 'observed',
    onUpdate: 'observed',
    deferral: 'observed',
    notValid: 'observed',
  },
  exclusion: {
    exists: 'observed',
    comment,
    method: 'observed',
    elements: 'observed',
    include: 'observed',
    where: 'observed',
    deferral: 'observed',
  },
  index: {
    exists: 'observed',
    comment,
    unique: 'observed',
    nullsNotDistinct: 'observed',
    method: 'observed',
    elements: 'observed',
    include: 'observed',
    where: 'observed',
    storageParameters: 'observed',
    invalid: notSeen('@pgkit/migra does not ask whether an index is valid'),
  },
  trigger: {
    exists: 'observed',
    comment,
    timing: 'observed',
    events: 'observed',
    forEach: 'observed',
    when: 'observed',
    constraint: 'observed',
    referencing: 'observed',
    execute: 'observed',
    enabled: 'observed',
  },
  view: {
    exists: 'observed',
    comment,
    query: 'observed',
    columns: 'observed',
    securityBarrier: viewOptions,
    securityInvoker: viewOptions,
    checkOption: viewOptions,
    columnComments: comment,
  },
  materialized_view: {
    exists: 'observed',
    comment,
    query: 'observed',
    columns: 'observed',
    storageParameters,
    columnComments: comment,
    withData: notSeen('@pgkit/migra does not ask whether a materialized view has been filled'),
  },
};
