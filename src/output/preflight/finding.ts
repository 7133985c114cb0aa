/**
 * What a plan would fail of, by what it is about.
 * - `null`, `duplicate`, `orphan`, `check`, `overlap`: rows contradict NOT NULL, a key, a foreign key, a check, an exclusion constraint.
 * - `cut`: values are too long or too large for a narrower type. `conversion`: values are none of the next type.
 * - `enum`: rows use values that an enum gives up.
 * - `extension`, `rights`, `in-the-way`, `missing`, `transaction`: not about rows, but about what is around them.
 */
export type PreflightKind =
  | 'null'
  | 'duplicate'
  | 'orphan'
  | 'check'
  | 'overlap'
  | 'cut'
  | 'conversion'
  | 'enum'
  | 'extension'
  | 'rights'
  | 'in-the-way'
  | 'missing'
  | 'transaction';

/** The primary key of a row, by the names that its columns have in the target now; values as text. */
export type Key = Readonly<Record<string, string>>;

export type PreflightFinding = {
  readonly kind: PreflightKind;
  /** `error`: a step would fail. `warning`: the plan can run, with what is said. */
  readonly severity: 'error' | 'warning';
  /** The release whose plan needs it: `002_posts`; absent where all of them do. */
  readonly release?: string;
  /** The element concerned: `column public.users.email`; absent where there is not one. */
  readonly what?: string;
  /** One sentence without its full stop. Never a value of a row. */
  readonly message: string;
  /** How many rows, or values that rows share; `more` where counting stopped there. Absent where nobody can count them. */
  readonly count?: { readonly number: number; readonly more: boolean };
  /** A few of them by their keys: one row each, or the first and the last of rows that collide. None where there is no primary key. */
  readonly samples: readonly (readonly Key[])[];
  /** What belongs to it, a line each. */
  readonly detail: readonly string[];
  /** What to do, as a sentence. */
  readonly help: string;
};

/** Something that nobody can know before the plan runs, or that was not found out in time. */
export type Unchecked = {
  readonly release?: string;
  /** `check public.users.users_age_check` */
  readonly what: string;
  /** Completes "not checked: …". */
  readonly reason: string;
};

/** What rows and server say about plans before they run. */
export type Preflight = {
  readonly findings: readonly PreflightFinding[];
  readonly unchecked: readonly Unchecked[];
  /** How many questions the rows were asked. */
  readonly checked: number;
};
