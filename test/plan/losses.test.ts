import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DiagnosticError } from '../../src/diagnostic/diagnostic.ts';
import { type Pair, pairOf, swap } from '../../src/diff/pair.ts';
import { objectsOf, partId } from '../../src/model/element.ts';
import type { Id } from '../../src/model/id.ts';
import { type Major, majors } from '../../src/model/model.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { arbitraryHistory, specsOf } from '../fuzz/pair.ts';
import { readScenarios } from '../scenarios/scenario.ts';
import { arbitraryModel } from '../support/arbitrary-model.ts';
import { modelOf } from '../support/model.ts';
import { thorough } from '../support/thorough.ts';

/** The columns that a plan drops although they stay and have values that nothing computes again, and that it does not declare lost. */
function undeclared(pair: Pair, plan: Plan): readonly string[] {
  const declared = new Set<Id>(plan.losses.map(({ id }) => id));
  const staying = stayingColumns(pair);
  const drops = plan.batches.flatMap(({ steps }) =>
    steps.flatMap(({ statement }) => (statement.kind === 'alter_table' ? [statement] : [])),
  );
  return drops.flatMap(({ table, actions }) =>
    actions.flatMap((action) => {
      if (action.kind !== 'drop_column') return [];
      const column = staying.get(partId('column', table, action.column));
      return column === undefined || column.computed || declared.has(column.id) ? [] : [column.id];
    }),
  );
}

type Staying = { readonly id: Id; readonly computed: boolean };

/** By the ids of the next model. */
function stayingColumns({ previous, next, renames }: Pair): ReadonlyMap<Id, Staying> {
  const before = new Map(
    objectsOf(previous, 'table').flatMap((table) =>
      table.columns.map((column) => {
        const id = partId('column', table, column.name);
        return [renames.get(id) ?? id, { id, generated: column.value.kind === 'generated' }] as const;
      }),
    ),
  );
  return new Map(
    objectsOf(next, 'table').flatMap((table) =>
      table.columns.flatMap((column): readonly (readonly [Id, Staying])[] => {
        const id = partId('column', table, column.name);
        const old = before.get(id);
        if (old === undefined) return [];
        return [[id, { id: old.id, computed: old.generated && column.value.kind === 'generated' }]];
      }),
    ),
  );
}

function undeclaredBothWays(pair: Pair, major: Major): readonly string[] {
  return [pair, swap(pair)].flatMap((way) => undeclared(way, makePlan(way, major)));
}

test.for(readScenarios())('what is dropped to be added again is declared lost: $name', (scenario) => {
  const pair = pairOf(modelOf(scenario.previous), modelOf(scenario.next));
  for (const major of scenario.majors) expect(undeclaredBothWays(pair, major as Major)).toEqual([]);
});

test('what is dropped to be added again is declared lost, in pairs of any models', () => {
  fc.assert(
    fc.property(arbitraryModel, arbitraryModel, fc.constantFrom(...majors), (previous, next, major) => {
      expect(undeclaredBothWays(pairOf(previous, next), major)).toEqual([]);
    }),
    { numRuns: thorough ? 150 : 60 },
  );
});

test.each([15, 18] as const)(
  'what is dropped to be added again is declared lost, in generated pairs for %s',
  (major) => {
    let seen = 0;
    for (const history of fc.sample(arbitraryHistory, { numRuns: thorough ? 150 : 60, seed: 7 })) {
      const { previous, next } = specsOf(history, major);
      let pair: Pair;
      try {
        pair = pairOf(modelOf(JSON.stringify(previous)), modelOf(JSON.stringify(next)));
      } catch (error) {
        // The validation of specs is not what is tried here.
        if (error instanceof DiagnosticError) continue;
        throw error;
      }
      expect(undeclaredBothWays(pair, major)).toEqual([]);
      seen += stayingColumns(pair).size;
    }
    expect(seen).toBeGreaterThan(100);
  },
);
