import { readFileSync } from 'node:fs';
import { openScratch } from '../../../src/database/scratch/space.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { type Pair, pairOf, swap } from '../../../src/diff/pair.ts';
import { loadGrammar } from '../../../src/grammar/grammar.ts';
import { base, type Major, type Model } from '../../../src/model/model.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { Pass, Proof } from '../../../src/proof/proof.ts';
import { prove } from '../../../src/proof/prove.ts';
import { modelOf } from '../../support/model.ts';
import { scratchServer } from '../../support/postgres.ts';
import type { Spoil } from './edit.ts';

/** Who can say that a plan is wrong. */
export type Judge = 'failure' | 'our reader' | 'migra' | 'pg_dump' | 'rows' | 'lock window';

/** The changes of schemas of which plans are spoiled. */
export type Case = 'library' | 'town' | 'counter';

export type Mutant = {
  readonly what: string;
  readonly of: Case;
  /** The plan that is spoiled. */
  readonly way: 'forward' | 'backward';
  readonly spoil: Spoil;
  /** Who has to see it, whoever else does. */
  readonly by: Judge;
  readonly major: Major;
};

const grammar = await loadGrammar();

const pairs: Readonly<Record<Case, Pair>> = {
  library: pairOf(base, spec('library')),
  town: pairOf(spec('town-1'), spec('town-2')),
  counter: pairOf(spec('counter-1'), spec('counter-2')),
};

function spec(name: string): Model {
  return modelOf(readFileSync(new URL(`specs/${name}.yaml`, import.meta.url), 'utf8'));
}

export type Plans = { readonly pair: Pair; readonly forward: Plan; readonly backward: Plan };

export function plansOf(of: Case, major: Major): Plans {
  const pair = pairs[of];
  return { pair, forward: makePlan(pair, major), backward: makePlan(swap(pair), major) };
}

/** @param plans those to run, spoiled or not */
export async function proofOf(plans: Plans, major: Major): Promise<Proof> {
  const url = parseTargetUrl(scratchServer(major), 'the scratch server');
  const space = await openScratch({ kind: 'url', url });
  try {
    return await prove({ ...plans, space, grammar });
  } finally {
    await space.close();
  }
}

/** Everybody who speaks against the plan, with the first of their words. */
export function judgesOf({ passes }: Proof): ReadonlyMap<Judge, string> {
  const said = new Map<Judge, string>();
  for (const [judge, words] of passes.flatMap(judgementsOf)) {
    if (!said.has(judge)) said.set(judge, words);
  }
  return said;
}

function judgementsOf(pass: Pass): readonly (readonly [Judge, string])[] {
  const { direction, failure, differences, observations, rows, windows } = pass;
  const at = (words: string) => `${direction}: ${words.replaceAll(/\s+/g, ' ')}`;
  return [
    ...(failure === undefined ? [] : [['failure', at(`step ${failure.step}: ${failure.words}`)] as const]),
    ...differences.map((words) => ['our reader', at(words)] as const),
    ...observations.flatMap(({ observer, differences: found }) =>
      found.map((words) => [observer, at(words)] as const),
    ),
    ...(rows?.lost ?? []).map(
      ({ table, row, column, before, after }) =>
        [
          'rows',
          at(
            column === undefined
              ? `${table}: ${row} is lost`
              : `${table}.${column}: ${before} became ${after}, ${row}`,
          ),
        ] as const,
    ),
    ...windows
      .filter(({ declared }) => !declared)
      .map(
        ({ code, relation, since, during }) =>
          ['lock window', at(`${code} of ${relation}, steps ${since} to ${during}`)] as const,
      ),
  ];
}
