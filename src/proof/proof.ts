import type { Ledger } from './ledger/ledger.ts';
import type { WindowFinding } from './ledger/lock-windows.ts';
import type { Observation } from './observers/observation.ts';
import type { RowProblem, RowsVerdict } from './rows/verdict.ts';

/** What became of a plan that was run on a scratch server: plain data. */
export type Proof = {
  /** The server, as it prints its version: `18.4`. */
  readonly server: string;
  readonly proven: boolean;
  /** Why there is nothing to prove: a schema that the server does not take. */
  readonly unbuilt?: Unbuilt;
  /** Forward, backward and forward again, as far as it went. */
  readonly passes: readonly Pass[];
  /**
   * Why there is no going back while there are rows: what the plan destroyed is needed on the way back, such as the values of a
   * column that is NOT NULL. Then that way, and the way forward again, were run without rows.
   */
  readonly irreversible?: Failure;
  /** Rows that no table could be given, by name: what would have become of them is not proven. */
  readonly rowProblems: readonly RowProblem[];
  readonly milliseconds: number;
};

export type Unbuilt = {
  readonly schema: 'previous' | 'next';
  readonly statement: string;
  /** The server's words. */
  readonly words: string;
};

/** One way of the plan, and what the database was like afterwards. */
export type Pass = {
  readonly direction: Direction;
  /** Why it did not come to its end; then nothing else was looked at. */
  readonly failure?: Failure;
  readonly ledger: Ledger;
  readonly windows: readonly WindowFinding[];
  /** How the outcome differs from the schema built afresh, by the reader of catalogs: `column public.users.email: type …`. */
  readonly differences: readonly string[];
  /** Tables that have the same columns in another order, which is no difference: no ALTER TABLE changes it. */
  readonly columnOrder: readonly string[];
  readonly observations: readonly Observation[];
  /** Absent where it failed, and where the tables that they should be in are not there. */
  readonly rows?: RowsVerdict;
};

export type Direction = 'forward' | 'backward' | 'forward again';

export type Failure = {
  /** Of the plan, counted from 1. */
  readonly step: number;
  /** The server's words. */
  readonly words: string;
  readonly sqlstate: string;
  /** Which constraint or index the server names. */
  readonly constraint?: string;
};

/** What speaks against a plan in one of its passes. */
export function isRefuted({
  failure,
  differences,
  observations,
  windows,
  rows,
}: Omit<Pass, 'ledger'>): boolean {
  return (
    failure !== undefined ||
    differences.length > 0 ||
    observations.some(({ status }) => status === 'differs') ||
    windows.some(({ declared }) => !declared) ||
    (rows?.lost.length ?? 0) > 0
  );
}
