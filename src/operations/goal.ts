import { fail } from '../diagnostic/diagnostic.ts';
import type { Release } from '../release/chain.ts';
import { padded, stem } from '../release/file-name.ts';
import { positionOf, stateNamed } from './states.ts';
import type { Distance } from './target-request.ts';

/**
 * Where `apply` goes from a release: forward, and to head where nothing else is said.
 *
 * @returns from the number of the release that the target is at to that of the one to be at
 * @throws DiagnosticError `unknown-release`; the function that is returned: `release-behind`
 */
export function goalForward(distance: Distance, releases: readonly Release[]): (at: number) => number {
  switch (distance.kind) {
    case 'default':
      return () => releases.length;
    case 'steps':
      return (at) => Math.min(at + distance.count, releases.length);
    case 'release': {
      const goal = released(distance.name, releases);
      return (at) => {
        if (goal < at)
          fail(
            'release-behind',
            `the target is at release ${nameOf(at, releases)}, past ${nameOf(goal, releases)}`,
            `To go back, run: learnr-schema rollback ${label(goal)}`,
          );
        return goal;
      };
    }
  }
}

/**
 * Where `rollback` goes from a release: backward, and by one where nothing else is said.
 *
 * @throws DiagnosticError `unknown-release`; the function that is returned: `release-ahead`
 */
export function goalBackward(distance: Distance, releases: readonly Release[]): (at: number) => number {
  if (distance.kind !== 'release') {
    const count = distance.kind === 'steps' ? distance.count : 1;
    return (at) => Math.max(at - count, 0);
  }
  const goal = released(distance.name, releases);
  return (at) => {
    if (goal > at)
      fail(
        'release-ahead',
        `the target is at ${at === 0 ? 'base' : `release ${nameOf(at, releases)}`}, which comes before ${nameOf(goal, releases)}`,
        `To go forward, run: learnr-schema apply ${label(goal)}`,
      );
    return goal;
  };
}

function released(name: string, releases: readonly Release[]): number {
  const state = stateNamed(name, releases);
  if (state.kind === 'working')
    fail(
      'unknown-release',
      'working is the spec as it stands, and only releases run on a target',
      'Make a release of it first: learnr-schema release SLUG',
    );
  return positionOf(state);
}

function nameOf(number: number, releases: readonly Release[]): string {
  const release = releases[number - 1];
  return release === undefined ? label(number) : stem(release);
}

function label(number: number): string {
  return number === 0 ? 'base' : padded(number);
}
