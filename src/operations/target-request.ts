import type { TargetChoice } from '../database/target/choice.ts';
import type { OnEvent } from '../database/target/events.ts';
import type { Loss } from '../plan/plan.ts';
import type { Project } from '../release/project.ts';

/** What every operation on a target is told. */
export type TargetRequest = {
  readonly project: Project;
  readonly target: TargetChoice;
  /** Told what happens, as it happens. */
  readonly onEvent: OnEvent;
};

/** How far to go: to a release that people name, or a number of releases; with neither, as the operation sees fit. */
export type Distance =
  | { readonly kind: 'release'; readonly name: string }
  | { readonly kind: 'steps'; readonly count: number }
  | { readonly kind: 'default' };

/** What an operation that moves a target has done. */
export type Moved = {
  /** Without its password. */
  readonly target: string;
  /** 0 is base. */
  readonly from: number;
  readonly to: number;
  /** In the order in which they ran. */
  readonly releases: readonly MovedRelease[];
  /** How many steps it ran that earlier runs had left. */
  readonly late: number;
  readonly milliseconds: number;
};

export type MovedRelease = {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly steps: number;
  /** What was destroyed. */
  readonly losses: readonly Pick<Loss, 'kind' | 'name'>[];
  readonly milliseconds: number;
};
