import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import { didYouMean } from '../diagnostic/nearest.ts';
import type { Release } from '../release/chain.ts';
import { padded, stem } from '../release/file-name.ts';

/** A state of the schema that people can name; in the order in which they follow each other. */
export type State =
  | { readonly kind: 'base' }
  | { readonly kind: 'release'; readonly release: Release }
  /** The spec as it stands, which comes after every release. */
  | { readonly kind: 'working' };

/** What people see of a state: `base`, `working`, or a release by its name, `002_v2_1_features`, with its number and title. */
export type StateName = { readonly name: string; readonly number?: number; readonly title?: string };

/**
 * The state that a name stands for: `base`, `head`, `working`, or a release as `002`, `2` or `002_v2_1_features`.
 *
 * @param words that can be named besides releases, where a mistake is made
 * @throws DiagnosticError `unknown-release`
 */
export function stateNamed(
  name: string,
  releases: readonly Release[],
  words: readonly string[] = ['base', 'head', 'working'],
): State {
  const head = releases.at(-1);
  if (name === 'working') return { kind: 'working' };
  if (name === 'base' || (name === 'head' && head === undefined)) return { kind: 'base' };
  const release = name === 'head' ? head : releases.find((candidate) => isNamed(candidate, name));
  if (release === undefined) throw new DiagnosticError([unknown(name, releases, words)]);
  return { kind: 'release', release };
}

export function stateName(state: State): StateName {
  if (state.kind === 'working') return { name: 'working' };
  if (state.kind === 'base') return { name: 'base', number: 0 };
  return releasedName(state.release);
}

export function releasedName(release: Pick<Release, 'number' | 'slug' | 'title'>): StateName {
  return { name: stem(release), number: release.number, title: release.title };
}

/** The number of releases that come before the state's end. */
export function positionOf(state: State): number {
  if (state.kind === 'release') return state.release.number;
  return state.kind === 'base' ? 0 : Number.POSITIVE_INFINITY;
}

function isNamed(release: Release, name: string): boolean {
  return /^\d+$/.test(name) ? release.number === Number(name) : stem(release) === name;
}

function unknown(name: string, releases: readonly Release[], words: readonly string[]): Diagnostic {
  const [first, ...others] = words;
  const numbers = releases.map(({ number }) => padded(number));
  const known = numbers.length > 6 ? [...numbers.slice(0, 2), '…', ...numbers.slice(-2)] : numbers;
  return {
    code: 'unknown-release',
    // What is no name of a release could be a connection string, with a password in it.
    message: /^[\w .-]{0,80}$/.test(name)
      ? `there is no release ${JSON.stringify(name)}`
      : 'there is no release of that name; a database is named by its URL, postgresql://…',
    help: didYouMean(
      name,
      [...words, ...releases.map(stem)],
      `Name one of ${[first, ...known, ...others].join(', ')}.`,
    ),
  };
}
