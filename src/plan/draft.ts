import type { Change } from '../diff/change.ts';
import type { Id } from '../model/id.ts';
import type { Statement } from '../sql/statement.ts';
import type { Hazard, TimeoutClass } from './plan.ts';

/**
 * Something that steps wait for: an element by its id, or a name in a schema that only one relation can have at a time.
 * The type of a column is one of its own: what is bound to it must be out of the way while it changes.
 * Elements that both models have are named by their id in the next model, dropped ones by their id in the previous model.
 */
export type Resource =
  | Id
  | `name ${string}`
  | `type ${Id}`
  | `columns ${Id}`
  | `values ${Id}`
  | `aside ${Id}`
  | `renamed ${Id}`
  | `persistence ${Id}`
  | `no ${string}`;

/**
 * Which transaction a step may run in.
 * - `shared`: with its neighbours.
 * - `own`: in one that holds nothing but steps of the same key, so that it commits before what follows and holds no lock of what came before.
 * - `outside`: in none; PostgreSQL refuses it in a transaction block.
 */
export type Boundary =
  | { readonly kind: 'shared' }
  | { readonly kind: 'own'; readonly key: string }
  | { readonly kind: 'outside' };

/**
 * Which of several steps that could come next does: the lower one. It decides nothing that has to be so; whatever has to be so is
 * an edge of the graph.
 */
export const ranks = {
  rename: 0,
  container: 1,
  type: 2,
  table: 3,
  program: 4,
  comment: 5,
  drop: 6,
  'drop container': 7,
} as const;

export type Rank = keyof typeof ranks;

/** A step before it has its place: what it is and everything that decides where it goes. */
export type Draft = {
  readonly statement: Statement;
  readonly cause: Change;
  readonly hazards: readonly Hazard[];
  readonly timeouts: TimeoutClass;
  readonly boundary: Boundary;
  readonly rank: Rank;
  /** Steps of one group stand together where the order allows: the id of the object concerned. */
  readonly group: string;
  /** Exist or are in their next form when this runs. */
  readonly needs: readonly Resource[];
  /** Like `needs`, where that is possible: of a circle of steps that wait for each other, these do not. */
  readonly prefers: readonly Resource[];
  /** Are still there, or still in their previous form, when this runs. */
  readonly uses: readonly Resource[];
  /** Exist, or are in their next form, from this step on. */
  readonly provides: readonly Resource[];
  /** Are gone, or no longer in their previous form, from this step on. */
  readonly removes: readonly Resource[];
  /** Stays the same where a recipe makes a changed copy of the draft. */
  readonly token: object;
  /** The tokens of the steps that must have run before this one because the recipe says so. */
  readonly after: readonly object[];
  /** From the step that opens a key to the one that closes it no commit comes between if it can be helped: what is dropped to be made again is never seen missing. */
  readonly opens?: string;
  readonly closes?: string;
  /**
   * Existing relations that readers or writers cannot use while the step's transaction lasts. Of several, the one that a hazard of the
   * step speaks of comes first.
   */
  readonly locks: readonly Id[];
  /**
   * Work that takes the longer the more rows there are and that locks nobody out by itself, in words: `an index of m is built`. Where the
   * transaction keeps people from something by then, it becomes a hazard.
   */
  readonly work?: string;
};

/** The parts of a draft that recipes give; the rest have the values that most steps have. */
export type DraftParts = Pick<Draft, 'statement' | 'cause' | 'rank' | 'group'> & Partial<Draft>;

export function draft(parts: DraftParts): Draft {
  return {
    hazards: [],
    timeouts: (parts.locks ?? []).length > 0 ? 'brief' : 'none',
    boundary: { kind: 'shared' },
    needs: [],
    prefers: [],
    uses: [],
    provides: [],
    removes: [],
    token: {},
    after: [],
    locks: [],
    ...parts,
  };
}

/** These steps in this order, whatever else comes between. */
export function sequence(...drafts: readonly Draft[]): readonly Draft[] {
  const ordered: Draft[] = [];
  for (const next of drafts) {
    const last = ordered[ordered.length - 1];
    ordered.push(last === undefined ? next : { ...next, after: [...next.after, last.token] });
  }
  return ordered;
}

/** The type of a column, for what PostgreSQL does not let it change under. */
export function typeOfColumn(column: Id): Resource {
  return `type ${column}`;
}

/** The values of a column as the next model wants them: filled, and NOT NULL where it says so. */
export function valuesOf(column: Id): Resource {
  return `values ${column}`;
}

/** That an element has its next name; without a rename it always has. */
export function renamedTo(element: Id): Resource {
  return `renamed ${element}`;
}

/** The old form of a type, under the name that it has while its columns are converted. */
export function asideOf(type: Id): Resource {
  return `aside ${type}`;
}

/** That an element of the previous model is gone; only to be needed. */
export function absenceOf(element: Resource): Resource {
  return `no ${element}`;
}

/** The element whose absence is needed; undefined for every other resource. */
export function absent(resource: Resource): Resource | undefined {
  return resource.startsWith('no ') ? (resource.slice(3) as Id) : undefined;
}

/** The columns of a table as the next model has them, for what takes all of them. */
export function columnsOf(table: Id): Resource {
  return `columns ${table}`;
}

/** A name that only one relation of the schema (table, index, sequence, view) can have at a time. */
export function relationName(schema: string, name: string): Resource {
  return `name ${schema}\0${name}`;
}

/** A name that only one constraint of a table can have at a time, whatever its kind. */
export function constraintName(table: Id, name: string): Resource {
  // No schema has an empty name: this is never the name of a relation.
  return `name \0${table}\0${name}`;
}

/** Whether a table is logged, as the next model has it. */
export function persistenceOf(table: Id): Resource {
  return `persistence ${table}`;
}

/** Whether a step may run in one transaction with any others. */
export function isShared(draft: Draft): boolean {
  return draft.boundary.kind === 'shared';
}

export function isName(resource: Resource): boolean {
  return resource.startsWith('name ');
}
