/**
 * What PostgreSQL has and the model does not cover: objects, and properties of objects that a rebuilt database would lack. The key is
 * what people see, in the singular; the value is its plural.
 */
export const notCoveredKinds = {
  // in the place of tables
  'partitioned table': 'partitioned tables',
  partition: 'partitions',
  'inherited table': 'inherited tables',
  'table that others inherit from': 'tables that others inherit from',
  'foreign table': 'foreign tables',
  'typed table': 'typed tables',
  'sequence of a table that is not covered': 'sequences of tables that are not covered',

  // objects in a schema
  'composite type': 'composite types',
  'range type': 'range types',
  'base type': 'base types',
  'shell type': 'shell types',
  aggregate: 'aggregates',
  'window function': 'window functions',
  'function in C': 'functions in C',
  operator: 'operators',
  'operator class': 'operator classes',
  'operator family': 'operator families',
  collation: 'collations',
  conversion: 'conversions',
  'text search configuration': 'text search configurations',
  'text search dictionary': 'text search dictionaries',
  'text search parser': 'text search parsers',
  'text search template': 'text search templates',
  'extended statistics': 'extended statistics',

  // parts of tables and views
  rule: 'rules',
  policy: 'policies',
  'row security': 'row security',
  'default of a view column': 'defaults of view columns',
  'constraint that is not enforced': 'constraints that are not enforced',
  'temporal constraint': 'temporal constraints',
  'not null constraint that is not valid': 'not null constraints that are not valid',
  'not null constraint with NO INHERIT': 'not null constraints with NO INHERIT',
  'domain constraint that is not valid': 'domain constraints that are not valid',
  'constraint trigger with FROM': 'constraint triggers with FROM',
  'disabled trigger of a constraint': 'disabled triggers of constraints',

  // on tables that an extension brought
  'index on a table of an extension': 'indexes on tables of extensions',
  'constraint on a table of an extension': 'constraints on tables of extensions',
  'trigger on a table of an extension': 'triggers on tables of extensions',
  'rule on a table of an extension': 'rules on tables of extensions',
  'policy on a table of an extension': 'policies on tables of extensions',

  // properties
  'column storage': 'column storage',
  'column compression': 'column compression',
  'column option': 'column options',
  'statistics target': 'statistics targets',
  'table access method': 'table access methods',
  tablespace: 'tablespaces',
  'replica identity': 'replica identities',
  'clustered index': 'clustered indexes',
  'storage parameter of a constraint': 'storage parameters of constraints',
  'identity sequence with a name or type of its own': 'identity sequences with names or types of their own',
  'unlogged sequence': 'unlogged sequences',
  'support function': 'support functions',
  'transform of a routine': 'transforms of routines',
  'collation that needs its schema': 'collations that need their schema',
  'dependency on an extension': 'dependencies on extensions',
  'comment on schema': 'comments on schemas',
  'comment on constraint': 'comments on constraints',
  'comment on index': 'comments on indexes',
  'comment on sequence': 'comments on sequences',
  'security label': 'security labels',

  // objects of the whole database
  'comment on database': 'comments on databases',
  'setting of the database': 'settings of the database',
  'setting of a role in the database': 'settings of roles in the database',
  'event trigger': 'event triggers',
  publication: 'publications',
  subscription: 'subscriptions',
  cast: 'casts',
  language: 'languages',
  transform: 'transforms',
  'access method': 'access methods',
  'foreign data wrapper': 'foreign data wrappers',
  'foreign server': 'foreign servers',
  'user mapping': 'user mappings',
  'large object': 'large objects',

  /** SQL that the server printed and our grammar does not take. */
  'unreadable expression': 'unreadable expressions',
} as const satisfies Record<string, string>;

export type NotCoveredKind = keyof typeof notCoveredKinds;
