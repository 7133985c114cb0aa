import type { Row } from '../rows.ts';

/** `unknown` where this program knows too little: then the server decides when the row is inserted. */
export type Verdict = 'yes' | 'no' | 'unknown';

/** Something that a row has to satisfy, beside the rows of its table that are there already. */
export type Constraint = {
  /** As the model names it; NOT NULL and types have none. */
  readonly name?: string;
  readonly column?: string;
  /** What to say where it cannot be satisfied. */
  readonly reason: string;
  /** The columns of the inserted row that it looks at. */
  readonly columns: readonly string[];
  /** Whether it looks at this row only. */
  readonly alone: boolean;
  verdict(row: Row, earlier: readonly Row[]): Verdict;
};

export function verdictOf(value: boolean | undefined): Verdict {
  return value === undefined ? 'unknown' : value ? 'yes' : 'no';
}
