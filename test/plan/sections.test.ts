import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import { pairOf, swap } from '../../src/diff/pair.ts';
import { objectElement } from '../../src/model/element.ts';
import { type Major, type Model, majors } from '../../src/model/model.ts';
import type { Index, Table } from '../../src/model/schema-object.ts';
import { toBatches } from '../../src/plan/batches.ts';
import { draft, sequence } from '../../src/plan/draft.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { inOrder } from '../../src/plan/order.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { buildConcurrently } from '../../src/plan/recipes/index-build.ts';
import { checkRenames } from '../../src/spec/renames.ts';
import type { QualifiedName, Target } from '../../src/sql/statement.ts';
import { arbitraryHistory, specsOf } from '../fuzz/pair.ts';
import { readScenarios } from '../scenarios/scenario.ts';
import { arbitraryModel } from '../support/arbitrary-model.ts';
import { modelOf } from '../support/model.ts';
import { thorough } from '../support/thorough.ts';

/** What is saved to be restored is kept for one transaction: nobody sees the object missing, and its privileges are not lost. */
function sectionsThatSpanBatches(plan: Plan): readonly string[] {
  return plan.batches.flatMap(({ transaction, steps }) => {
    const open = new Set<string>();
    const problems: string[] = [];
    for (const { statement } of steps) {
      if (statement.kind !== 'save_privileges' && statement.kind !== 'restore_privileges') continue;
      for (const target of statement.targets.map(nameOf)) {
        if (statement.kind === 'save_privileges') open.add(target);
        else if (!open.delete(target)) problems.push(`${target} is restored in another batch`);
      }
    }
    if (open.size > 0 && !transaction) problems.push('saved outside a transaction');
    return [...problems, ...[...open].map((target) => `${target} is saved, and not restored`)];
  });
}

function nameOf(target: Target): string {
  const { schema, name } = target.name as QualifiedName;
  return JSON.stringify([target.kind, schema, name, 'arguments' in target ? target.arguments : []]);
}

function expectWhole(previous: Model, next: Model, major: Major): void {
  const pair = pairOf(previous, next);
  for (const each of [pair, swap(pair)]) expect(sectionsThatSpanBatches(makePlan(each, major))).toEqual([]);
}

test.for(readScenarios())('what is made anew is made in one transaction: $name', (scenario) => {
  for (const major of scenario.majors) {
    expectWhole(modelOf(scenario.previous), modelOf(scenario.next), major as Major);
  }
});

test('what is made anew is made in one transaction: generated models', () => {
  fc.assert(fc.property(arbitraryModel, arbitraryModel, fc.constantFrom(...majors), expectWhole), {
    numRuns: thorough ? 300 : 100,
  });
});

test.each([15, 18] as const)(
  'what is made anew is made in one transaction: generated pairs for %s',
  (major) => {
    for (const history of fc.sample(arbitraryHistory, { numRuns: thorough ? 100 : 40, seed: 7 })) {
      const { previous, next } = specsOf(history, major);
      const models = [previous, next].map((specs) => modelOf(JSON.stringify(specs))) as [Model, Model];
      if (checkRenames(...models).length === 0) expectWhole(...models, major);
    }
  },
);

test('a step that has to stand between takes a form that runs in the transaction', () => {
  const table: Table = {
    kind: 'table',
    schema: 'public',
    name: 't',
    unlogged: false,
    columns: [],
    uniques: [],
    checks: [],
    foreignKeys: [],
    exclusions: [],
    indexes: [],
    triggers: [],
    storageParameters: [],
    hints: {},
  };
  const index: Index = {
    name: 'i',
    unique: true,
    nullsNotDistinct: false,
    method: 'btree',
    elements: [],
    include: [],
    storageParameters: [],
    hints: {},
  };
  const cause: Change = { type: 'add', next: objectElement(table) };
  const target = { kind: 'view', name: { schema: 'public', name: 'v' } } as const;
  const step = { cause, rank: 'table', group: 'view public.v' } as const;
  const opening = draft({ ...step, statement: { kind: 'drop', target }, opens: 'v' });
  const built = buildConcurrently(table, index, cause, []);
  const closing = draft({ ...step, statement: { kind: 'drop', target }, closes: 'v' });
  const batches = toBatches(inOrder(sequence(opening, built, closing), () => undefined));
  expect(batches.map(({ steps }) => steps.length)).toEqual([3]);
  expect(batches[0]?.steps[1]).toMatchObject({
    statement: { kind: 'create_index', concurrently: false },
    hazards: [{ kind: 'blocking', message: 't stays locked while an index of t is built' }],
  });
});
