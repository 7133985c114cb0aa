import type {
  Check,
  Domain,
  Enum,
  Exclusion,
  Extension,
  ForeignKey,
  Index,
  MaterializedView,
  PrimaryKey,
  Routine,
  Schema,
  Sequence,
  Table,
  Trigger,
  Unique,
  View,
} from '../model/schema-object.ts';
import type { Path } from './yaml/node.ts';

/**
 * An object as its own text says it, before anything else is known: types of the spec have no schema yet, and foreign keys
 * lead to names. It depends on nothing but that text.
 */
export type Draft =
  | Schema
  | Extension
  | Enum
  | Domain
  | Sequence
  | Routine
  | TableDraft
  | ViewDraft
  | MaterializedViewDraft;

/** The names of what the query gives; undefined where they are not known, or one has none. */
type Outputs = { readonly outputs: readonly (string | undefined)[] | undefined };
export type ViewDraft = View & Outputs;
export type MaterializedViewDraft = MaterializedView & Outputs;

/** A part of a table with the place in the table's text that says it. */
export type Part<T> = { readonly value: T; readonly path: Path };

export type TableDraft = Omit<
  Table,
  'primaryKey' | 'uniques' | 'checks' | 'foreignKeys' | 'exclusions' | 'indexes' | 'triggers'
> & {
  /** More than one is a mistake that is reported when the model is built. */
  readonly primaryKeys: readonly Part<PrimaryKey>[];
  readonly uniques: readonly Part<Unique>[];
  readonly checks: readonly Part<Check>[];
  readonly foreignKeys: readonly Part<ForeignKeyDraft>[];
  readonly exclusions: readonly Part<Exclusion>[];
  readonly indexes: readonly Part<Index>[];
  readonly triggers: readonly Part<Trigger>[];
};

/** Without a schema the target is one of the table's own schema or of public; without columns it is the target's primary key. */
export type ForeignKeyDraft = Omit<ForeignKey, 'references'> & {
  readonly references: {
    readonly schema?: string;
    readonly table: string;
    readonly columns: readonly string[];
  };
};
