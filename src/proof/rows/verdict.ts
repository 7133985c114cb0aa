/** What could not be satisfied, or what the server said against a row. */
export type RowProblem = {
  /** `public.users` */
  readonly table: string;
  readonly constraint?: string;
  readonly column?: string;
  readonly reason: string;
};

/** What became of the rows. */
export type RowsVerdict = {
  /** Rows that were looked for. */
  readonly checked: number;
  readonly tables: number;
  readonly lost: readonly LostValue[];
  /** Columns and tables with something in them that is gone as the plan says: `public.users.email`. */
  readonly unrestorable: readonly string[];
  /** Columns whose next values nobody but the plan can tell, with the reason; their rows were looked for. */
  readonly unchecked: readonly UncheckedColumn[];
};

/** A row that is missing, or a value in it that is another one. */
export type LostValue = {
  /** `public.users`, as it was called before. */
  readonly table: string;
  /** `id = 3`: the key of the row, or all of it where it has none. */
  readonly row: string;
  /** Absent where the whole row is missing. */
  readonly column?: string;
  readonly before: string | null;
  readonly after: string | null;
};

export type UncheckedColumn = { readonly column: string; readonly reason: string };
