import { fail } from '../diagnostic/diagnostic.ts';
import type { Release } from '../release/chain.ts';
import { padded, stem } from '../release/file-name.ts';
import { positionOf, stateNamed } from './states.ts';
import type { Distance } from './target-request.ts';

/**
 * Where `apply` goes from a release: forward, and to head where nothing else is said.
 *
 * @returns from the number of the release that the target is at to that of the one to be at
 * @throws DiagnosticError `unknown-release`, `command-line`; the function that is returned: `release-behind`
 */
export function goalForward(given: Distance, releases: readonly Release[]): (at: number) => number {
  const distance = relative(given, '+');
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
 * @throws DiagnosticError `unknown-release`, `command-line`; the function that is returned: `release-ahead`
 */
export function goalBackward(given: Distance, releases: readonly Release[]): (at: number) => number {
  const distance = relative(given, '-');
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

/**
 * Alembic's users write `+1` and `-1` where a release can stand.
 *
 * @param way the sign of numbers that go the right way
 * @throws DiagnosticError `command-line` for those that go the other way
 */
function relative(distance: Distance, way: '+' | '-'): Distance {
  if (distance.kind !== 'release') return distance;
  const [name, sign, digits] = /^([+-])(\d{1,6})$/.exec(distance.name) ?? [];
  if (digits === undefined) return distance;
  const count = Number(digits);
  if (sign !== way || count === 0)
    fail(
      'command-line',
      way === '+' ? `apply goes forward, and was given ${name}` : `rollback goes back, and was given ${name}`,
      way === '+'
        ? `To go back, run: learnr-schema rollback --steps ${Math.max(count, 1)}`
        : `To go forward, run: learnr-schema apply --steps ${Math.max(count, 1)}`,
    );
  return { kind: 'steps', count };
}

function released(name: string, releases: readonly Release[]): number {
  const state = stateNamed(name, releases, ['base', 'head']);
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
