import type { Mentions, Sql } from './sql.ts';
import type { DataType } from './type.ts';

/**
 * The kinds of object that a spec, a release or a live catalog holds, whole: a table with its columns, constraints, indexes and
 * triggers is one object. Everything is compared except {@link Hints}.
 */
export type SchemaObject =
  | Schema
  | Extension
  | Enum
  | Domain
  | Sequence
  | Routine
  | Table
  | View
  | MaterializedView;

/** What a person adds to say how to get there. It is no part of the schema and never a difference. */
export type Hints = {
  /** The name that this had in the previous release. */
  readonly renamedFrom?: string;
};

/** Text of COMMENT ON; absent where there is none. */
type Commented = { readonly comment?: string };

/** Who has a name of its own inside a schema. */
type InSchema = { readonly schema: string; readonly name: string };

export type Schema = Commented & { readonly kind: 'schema'; readonly name: string; readonly hints: Hints };

export type Extension = Commented & {
  readonly kind: 'extension';
  readonly name: string;
  /** Absent: the extension's own choice, or the first schema of the search path. */
  readonly schema?: string;
  /** Absent: the default version of the server's files. */
  readonly version?: string;
  readonly hints: Hints;
};

export type Enum = Commented &
  InSchema & {
    readonly kind: 'enum';
    /** In sort order. */
    readonly values: readonly EnumValue[];
    readonly hints: Hints;
  };

export type EnumValue = { readonly value: string; readonly hints: Hints };

export type Domain = Commented &
  InSchema & {
    readonly kind: 'domain';
    readonly type: DataType;
    readonly collation?: string;
    readonly default?: Sql;
    readonly notNull: boolean;
    readonly checks: readonly DomainCheck[];
    readonly hints: Hints;
  };

export type DomainCheck = { readonly name: string; readonly expression: Sql; readonly hints: Hints };

/** Options of CREATE SEQUENCE; absent ones are PostgreSQL's defaults for the type and direction. */
export type SequenceOptions = {
  readonly start?: string;
  readonly increment?: string;
  readonly minValue?: string;
  readonly maxValue?: string;
  readonly cache?: string;
  readonly cycle?: boolean;
};

export type Sequence = Commented &
  InSchema & {
    readonly kind: 'sequence';
    /** `smallint`, `integer` or `bigint`. */
    readonly type: 'smallint' | 'integer' | 'bigint';
    readonly options: SequenceOptions;
    readonly ownedBy?: ColumnReference;
    readonly hints: Hints;
  };

export type ColumnReference = { readonly schema: string; readonly table: string; readonly column: string };

/** A function or a procedure. Its identity is its name and the types of its input arguments. */
export type Routine = Commented &
  InSchema & {
    readonly kind: 'function' | 'procedure';
    readonly arguments: readonly RoutineArgument[];
    /** Absent for procedures and where OUT arguments say it. */
    readonly returns?: RoutineResult;
    readonly language: string;
    readonly volatility: 'volatile' | 'stable' | 'immutable';
    readonly strict: boolean;
    readonly securityDefiner: boolean;
    readonly leakproof: boolean;
    readonly parallel: 'unsafe' | 'restricted' | 'safe';
    readonly cost?: string;
    readonly rows?: string;
    /** `SET name = value` clauses, sorted by name; the value as SQL. */
    readonly set: readonly Parameter[];
    readonly body: RoutineBody;
    readonly hints: Hints;
  };

export type RoutineArgument = {
  readonly mode: 'in' | 'out' | 'inout' | 'variadic';
  readonly name?: string;
  readonly type: DataType;
  readonly default?: Sql;
};

export type RoutineResult =
  | { readonly kind: 'type'; readonly type: DataType; readonly setOf: boolean }
  | {
      readonly kind: 'table';
      readonly columns: readonly { readonly name: string; readonly type: DataType }[];
    };

export type RoutineBody =
  /** `AS 'text'`: kept to the letter, PostgreSQL stores it so. */
  | { readonly kind: 'string'; readonly text: string; readonly hints?: StringBodyHints }
  /** `BEGIN ATOMIC … END` or `RETURN …`: parsed by PostgreSQL when the routine is made. */
  | { readonly kind: 'sql'; readonly sql: Sql };

/** What a body in language SQL mentions: the server looks for that when the routine is made, and never again until it is called. */
export type StringBodyHints = { readonly mentions: Mentions };

/** A storage or configuration parameter; the value as SQL writes it. */
export type Parameter = { readonly name: string; readonly value: string };

export type Table = Commented &
  InSchema & {
    readonly kind: 'table';
    readonly unlogged: boolean;
    /** In the order in which CREATE TABLE writes them. */
    readonly columns: readonly Column[];
    readonly primaryKey?: PrimaryKey;
    /** These lists are sorted by name. */
    readonly uniques: readonly Unique[];
    readonly checks: readonly Check[];
    readonly foreignKeys: readonly ForeignKey[];
    readonly exclusions: readonly Exclusion[];
    readonly indexes: readonly Index[];
    readonly triggers: readonly Trigger[];
    readonly storageParameters: readonly Parameter[];
    readonly hints: Hints;
  };

export type Column = Commented & {
  readonly name: string;
  readonly type: DataType;
  readonly collation?: string;
  readonly notNull: boolean;
  readonly value: ColumnValue;
  readonly hints: ColumnHints;
};

export type ColumnHints = Hints & {
  /** Fills rows that already exist when the column is added or becomes NOT NULL. */
  readonly backfill?: Sql;
  /** How `ALTER COLUMN … TYPE` converts the values, where no assignment cast does. */
  readonly using?: Sql;
};

/** Where a column's value comes from when an INSERT names none. */
export type ColumnValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'default'; readonly expression: Sql }
  /** `serial` and its sisters: an integer whose default draws from a sequence that belongs to the column. */
  | { readonly kind: 'serial' }
  | { readonly kind: 'identity'; readonly always: boolean; readonly options: SequenceOptions }
  /** `virtual` needs PostgreSQL 18. */
  | { readonly kind: 'generated'; readonly expression: Sql; readonly stored: boolean };

/** `NOT DEFERRABLE`, `DEFERRABLE INITIALLY IMMEDIATE` or `DEFERRABLE INITIALLY DEFERRED`. */
export type Deferral = 'no' | 'immediate' | 'deferred';

export type PrimaryKey = Commented & {
  readonly name: string;
  readonly columns: readonly string[];
  readonly include: readonly string[];
  readonly deferral: Deferral;
  readonly hints: Hints;
};

export type Unique = Commented & {
  readonly name: string;
  readonly columns: readonly string[];
  readonly include: readonly string[];
  readonly nullsNotDistinct: boolean;
  readonly deferral: Deferral;
  readonly hints: Hints;
};

export type Check = Commented & {
  readonly name: string;
  readonly expression: Sql;
  readonly noInherit: boolean;
  readonly notValid: boolean;
  readonly hints: Hints;
};

export type ForeignKeyAction =
  | { readonly kind: 'no action' | 'restrict' | 'cascade' }
  /** `columns` empty: all of the key's columns. */
  | { readonly kind: 'set null' | 'set default'; readonly columns: readonly string[] };

export type ForeignKey = Commented & {
  readonly name: string;
  readonly columns: readonly string[];
  readonly references: {
    readonly schema: string;
    readonly table: string;
    readonly columns: readonly string[];
  };
  readonly match: 'simple' | 'full';
  readonly onDelete: ForeignKeyAction;
  readonly onUpdate: ForeignKeyAction;
  readonly deferral: Deferral;
  readonly notValid: boolean;
  readonly hints: Hints;
};

export type Exclusion = Commented & {
  readonly name: string;
  /** Index method, `gist` where the spec says nothing. */
  readonly method: string;
  readonly elements: readonly ExclusionElement[];
  readonly include: readonly string[];
  readonly where?: Sql;
  readonly deferral: Deferral;
  readonly hints: Hints;
};

export type ExclusionElement = IndexElement & { readonly operator: string };

export type Index = Commented & {
  readonly name: string;
  readonly unique: boolean;
  readonly nullsNotDistinct: boolean;
  readonly method: string;
  readonly elements: readonly IndexElement[];
  readonly include: readonly string[];
  readonly where?: Sql;
  readonly storageParameters: readonly Parameter[];
  /** The build was interrupted: the planner does not use it. Only indexes that are read from a database are so. */
  readonly invalid?: true;
  readonly hints: Hints;
};

export type IndexElement = {
  readonly key:
    | { readonly kind: 'column'; readonly name: string }
    | { readonly kind: 'expression'; readonly expression: Sql };
  readonly collation?: string;
  readonly opclass?: OperatorClass;
  readonly order: 'asc' | 'desc';
  readonly nulls: 'first' | 'last';
};

export type OperatorClass = {
  /** Absent where it is found without: in pg_catalog, and in public. */
  readonly schema?: string;
  readonly name: string;
  readonly parameters: readonly Parameter[];
};

export type Trigger = Commented & {
  readonly name: string;
  readonly timing: 'before' | 'after' | 'instead of';
  /** Sorted: insert, update, delete, truncate. */
  readonly events: readonly TriggerEvent[];
  readonly forEach: 'row' | 'statement';
  readonly when?: Sql;
  /** CREATE CONSTRAINT TRIGGER when present. */
  readonly constraint?: { readonly deferral: Deferral };
  readonly referencing: { readonly oldTable?: string; readonly newTable?: string };
  readonly execute: {
    readonly schema?: string;
    readonly name: string;
    readonly arguments: readonly string[];
  };
  readonly enabled: 'origin' | 'disabled' | 'replica' | 'always';
  readonly hints: Hints;
};

export type TriggerEvent =
  | { readonly kind: 'insert' | 'delete' | 'truncate' }
  /** `columns` empty: any column. */
  | { readonly kind: 'update'; readonly columns: readonly string[] };

export type View = Commented &
  InSchema & {
    readonly kind: 'view';
    readonly query: Sql;
    /** Names of the columns where the spec gives them; empty: the query's own. */
    readonly columns: readonly string[];
    readonly securityBarrier: boolean;
    readonly securityInvoker: boolean;
    readonly checkOption?: 'local' | 'cascaded';
    /** Sorted by column. */
    readonly columnComments: readonly { readonly column: string; readonly comment: string }[];
    readonly triggers: readonly Trigger[];
    readonly hints: Hints;
  };

export type MaterializedView = Commented &
  InSchema & {
    readonly kind: 'materialized_view';
    readonly query: Sql;
    readonly columns: readonly string[];
    readonly storageParameters: readonly Parameter[];
    readonly indexes: readonly Index[];
    readonly columnComments: readonly { readonly column: string; readonly comment: string }[];
    readonly withData: boolean;
    readonly hints: Hints;
  };
