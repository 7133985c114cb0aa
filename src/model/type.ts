/**
 * A data type, independent of its spelling: `int8`, `bigint` and `pg_catalog.int8` are one value of this type.
 */
export type DataType = {
  /** Present for types outside pg_catalog: enums, domains, composite types, types of extensions. */
  readonly schema?: string;
  /** For built-in types the name that PostgreSQL's format_type() prints (`character varying`); otherwise the type's name. */
  readonly name: string;
  /** As written between the parentheses: `['10', '2']` for numeric(10,2). For intervals the field comes first: `['day to second', '3']`. */
  readonly modifiers: readonly string[];
  /** PostgreSQL does not keep the number of dimensions or their bounds. */
  readonly array: boolean;
};
