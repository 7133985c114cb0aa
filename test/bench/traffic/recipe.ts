/** A change of a table with many rows, and the people who use the table meanwhile. */
export type Recipe = {
  readonly name: string;
  /** The specs of the two releases. */
  readonly previous: string;
  readonly next: string;
  /** Statements that fill what `previous` makes. */
  readonly fill: (rows: number) => readonly string[];
  /** What Alembic sends for the change, between BEGIN and COMMIT. */
  readonly plain: readonly string[];
  /** Statements of each writer's transaction, and the one of each reader; `$1` is the key of any row. */
  readonly write: readonly string[];
  readonly read: string;
  /** Somebody whose transaction has read the table, and stays open for so long from the change's beginning on. */
  readonly reportMs?: number;
};
