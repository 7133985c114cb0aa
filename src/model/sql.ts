/**
 * A piece of SQL that a person wrote: a default, a predicate, a view's query, a function's body.
 * Parsed once, when the model is made; everything after that needs no parser.
 */
export type Sql = {
  /** As written, trimmed; this is what statements print. */
  readonly text: string;
  /**
   * Equal for two spellings of one parse tree up to the names of columns, which stand in {@link Mentions.columns} in the order
   * of their first mention: so an expression can be compared across the rename of a column.
   */
  readonly key: string;
  readonly mentions: Mentions;
};

/**
 * Names that a piece of SQL mentions, without duplicates. Relations, routines and types are written as in the SQL, unqualified
 * ones without a schema: who resolves them decides what they can mean.
 */
export type Mentions = {
  /** Column names, without the table, in the order of first mention; `*` where all columns of something are taken. */
  readonly columns: readonly string[];
  /** Tables, views and sequences (also those inside `nextval('…')` and `'…'::regclass`), sorted. */
  readonly relations: readonly MentionedName[];
  /** Sorted. */
  readonly routines: readonly MentionedName[];
  /** Types that are not built in by their spelling, sorted. */
  readonly types: readonly MentionedName[];
};

export type MentionedName = { readonly schema?: string; readonly name: string };

export const noMentions: Mentions = { columns: [], relations: [], routines: [], types: [] };
