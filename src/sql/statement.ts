import type {
  Check,
  Column,
  ColumnReference,
  Deferral,
  Domain,
  DomainCheck,
  Enum,
  Exclusion,
  Extension,
  ForeignKey,
  Index,
  MaterializedView,
  Parameter,
  PrimaryKey,
  Routine,
  Sequence,
  SequenceOptions,
  Table,
  Trigger,
  Unique,
  View,
} from '../model/schema-object.ts';
import type { Sql } from '../model/sql.ts';
import type { DataType } from '../model/type.ts';

export type QualifiedName = { readonly schema: string; readonly name: string };

/**
 * One SQL statement as data. Recipes choose the form; the renderer only spells it. Nothing ever reads rendered SQL back.
 */
export type Statement =
  | { readonly kind: 'create_schema'; readonly name: string }
  | { readonly kind: 'create_extension'; readonly extension: Extension }
  | { readonly kind: 'alter_extension'; readonly name: string; readonly action: ExtensionAction }
  | { readonly kind: 'create_enum'; readonly enum: Pick<Enum, 'schema' | 'name' | 'values'> }
  | {
      readonly kind: 'add_enum_value';
      readonly type: QualifiedName;
      readonly value: string;
      readonly position?: { readonly side: 'before' | 'after'; readonly neighbour: string };
    }
  | {
      readonly kind: 'rename_enum_value';
      readonly type: QualifiedName;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'create_domain'; readonly domain: Domain }
  | { readonly kind: 'alter_domain'; readonly domain: QualifiedName; readonly action: DomainAction }
  | { readonly kind: 'create_sequence'; readonly sequence: Sequence; readonly unlogged?: true }
  | { readonly kind: 'alter_sequence'; readonly sequence: QualifiedName; readonly action: SequenceAction }
  | { readonly kind: 'create_routine'; readonly routine: Routine; readonly orReplace: boolean }
  | { readonly kind: 'create_table'; readonly table: NewTable }
  | { readonly kind: 'alter_table'; readonly table: QualifiedName; readonly actions: readonly TableAction[] }
  | {
      readonly kind: 'create_index';
      readonly table: QualifiedName;
      readonly index: Index;
      readonly concurrently: boolean;
    }
  | {
      readonly kind: 'drop_index';
      readonly index: QualifiedName;
      readonly concurrently: boolean;
      readonly ifExists: boolean;
    }
  | {
      readonly kind: 'alter_index';
      readonly index: QualifiedName;
      readonly set: readonly Parameter[];
      readonly reset: readonly string[];
    }
  | { readonly kind: 'create_trigger'; readonly relation: QualifiedName; readonly trigger: Trigger }
  | { readonly kind: 'create_view'; readonly view: View; readonly orReplace: boolean }
  | {
      readonly kind: 'alter_view';
      readonly view: QualifiedName;
      readonly set: readonly Parameter[];
      readonly reset: readonly string[];
    }
  | { readonly kind: 'create_materialized_view'; readonly view: MaterializedView }
  | {
      readonly kind: 'alter_materialized_view';
      readonly view: QualifiedName;
      readonly set: readonly Parameter[];
      readonly reset: readonly string[];
    }
  /** Runs the query of a materialized view and fills the view with its rows. */
  | { readonly kind: 'refresh_materialized_view'; readonly view: QualifiedName }
  | { readonly kind: 'drop'; readonly target: Target }
  | { readonly kind: 'rename'; readonly target: Target; readonly to: string }
  | { readonly kind: 'set_schema'; readonly target: Target; readonly schema: string }
  | { readonly kind: 'comment'; readonly target: Target; readonly comment?: string }
  | { readonly kind: 'backfill'; readonly backfill: Backfill }
  /** Lets a sequence go on after the greatest value of the column that draws from it. */
  | {
      readonly kind: 'advance_sequence';
      readonly sequence: QualifiedName;
      readonly table: QualifiedName;
      readonly column: string;
    }
  /** Lets a sequence that stands before the first value that it is to have begin with another one: it counts up from below it, or down. */
  | {
      readonly kind: 'begin_sequence';
      readonly sequence: QualifiedName;
      readonly first: string;
      readonly start: string;
      readonly down: boolean;
    }
  /** Remembers owner and privileges of what the next statements drop and make again, until the end of the transaction. */
  | { readonly kind: 'save_privileges'; readonly targets: readonly Target[] }
  | { readonly kind: 'restore_privileges'; readonly targets: readonly Target[] };

export type StatementKind = Statement['kind'];

/** A table that a plan makes: the parts that CREATE TABLE can hold are in it. Foreign keys that would close a cycle are not. */
export type NewTable = Pick<Table, 'schema' | 'name' | 'unlogged' | 'columns' | 'storageParameters'> & {
  readonly constraints: readonly NewConstraint[];
};

/** `named` false: the name is the one that PostgreSQL gives by itself and nothing else in the schema takes it. */
export type NewConstraint = { readonly constraint: Constraint; readonly named: boolean };

export type Constraint =
  | { readonly kind: 'primary_key'; readonly value: PrimaryKey }
  | { readonly kind: 'unique'; readonly value: Unique }
  | { readonly kind: 'check'; readonly value: Check }
  | { readonly kind: 'foreign_key'; readonly value: ForeignKey }
  | { readonly kind: 'exclusion'; readonly value: Exclusion };

export type TableAction =
  | { readonly kind: 'add_column'; readonly column: Column }
  | { readonly kind: 'drop_column'; readonly column: string }
  | {
      readonly kind: 'set_type';
      readonly column: string;
      readonly type: DataType;
      readonly collation?: string;
      readonly using?: Conversion;
    }
  | { readonly kind: 'set_default'; readonly column: string; readonly expression: Sql }
  | { readonly kind: 'set_default_from_sequence'; readonly column: string; readonly sequence: QualifiedName }
  | { readonly kind: 'drop_default'; readonly column: string }
  | { readonly kind: 'set_not_null'; readonly column: string }
  | { readonly kind: 'drop_not_null'; readonly column: string }
  /** PostgreSQL 18. */
  | {
      readonly kind: 'add_not_null';
      readonly column: string;
      readonly name: string;
      readonly notValid: boolean;
    }
  | {
      readonly kind: 'add_identity';
      readonly column: string;
      readonly always: boolean;
      readonly options: SequenceOptions;
    }
  | {
      readonly kind: 'set_identity';
      readonly column: string;
      readonly always: boolean;
      readonly options: SequenceOptions;
      /** As for a sequence. */
      readonly restart?: true;
    }
  | { readonly kind: 'drop_identity'; readonly column: string }
  | { readonly kind: 'drop_expression'; readonly column: string }
  /** PostgreSQL 17. */
  | { readonly kind: 'set_expression'; readonly column: string; readonly expression: Sql }
  | { readonly kind: 'add_constraint'; readonly constraint: Constraint; readonly notValid: boolean }
  /** A check `column IS NOT NULL`, under a name of ours, that lets SET NOT NULL skip its scan. */
  | { readonly kind: 'add_not_null_check'; readonly column: string; readonly name: string }
  | {
      readonly kind: 'add_constraint_using_index';
      readonly constraint: 'primary_key' | 'unique';
      readonly name: string;
      readonly index: string;
      readonly deferral: Deferral;
    }
  | { readonly kind: 'validate_constraint'; readonly name: string }
  | { readonly kind: 'alter_constraint'; readonly name: string; readonly deferral: Deferral }
  | { readonly kind: 'drop_constraint'; readonly name: string }
  | { readonly kind: 'set_logged'; readonly logged: boolean }
  | { readonly kind: 'set_parameters'; readonly set: readonly Parameter[]; readonly reset: readonly string[] }
  | { readonly kind: 'set_trigger_state'; readonly trigger: string; readonly enabled: Trigger['enabled'] };

/** How the values of a column become values of another type, where an assignment cast does not do it. */
export type Conversion =
  | { readonly kind: 'expression'; readonly expression: Sql }
  /** `column::type`, or `column::text::type` between types that have no cast: then arrays go by `text[]`. */
  | { readonly kind: 'cast'; readonly byText: boolean };

export type ExtensionAction =
  | { readonly kind: 'update'; readonly version?: string }
  | { readonly kind: 'set_schema'; readonly schema: string };

export type DomainAction =
  | { readonly kind: 'set_default'; readonly expression: Sql }
  | { readonly kind: 'drop_default' }
  | { readonly kind: 'set_not_null' }
  | { readonly kind: 'drop_not_null' }
  | { readonly kind: 'add_check'; readonly check: DomainCheck; readonly notValid: boolean }
  | { readonly kind: 'validate_check'; readonly name: string }
  | { readonly kind: 'drop_check'; readonly name: string }
  | { readonly kind: 'rename_check'; readonly from: string; readonly to: string };

export type SequenceAction =
  | { readonly kind: 'set_type'; readonly type: Sequence['type'] }
  /** Options that the next model does not give go back to PostgreSQL's default. */
  | {
      readonly kind: 'set_options';
      readonly type: Sequence['type'];
      readonly options: SequenceOptions;
      /** Begins again at its start: where it stands, its next options do not let it stand. */
      readonly restart?: true;
    }
  | { readonly kind: 'set_logged'; readonly logged: boolean }
  | { readonly kind: 'owned_by'; readonly column?: ColumnReference };

/** Something that exists, by the name that it has when the statement runs. */
export type Target =
  | { readonly kind: 'schema' | 'extension'; readonly name: string }
  | {
      readonly kind: 'enum' | 'domain' | 'sequence' | 'table' | 'view' | 'materialized_view' | 'index';
      readonly name: QualifiedName;
    }
  | {
      readonly kind: 'function' | 'procedure';
      readonly name: QualifiedName;
      readonly arguments: readonly DataType[];
    }
  | {
      readonly kind: 'column' | 'constraint' | 'trigger';
      readonly relation: QualifiedName;
      readonly name: string;
      readonly relationKind: 'table' | 'view' | 'materialized_view';
    }
  | { readonly kind: 'domain_constraint'; readonly domain: QualifiedName; readonly name: string };

/** Fills a column of rows that already exist, in batches that commit, in the order of the table's key. */
export type Backfill = {
  readonly table: QualifiedName;
  readonly column: string;
  readonly expression: Sql;
  /** The primary key's columns with their types; empty where there is none: then all rows at once. */
  readonly key: readonly { readonly name: string; readonly type: DataType }[];
  readonly batchSize: number;
};
