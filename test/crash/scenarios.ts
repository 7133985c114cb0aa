import type { Direction, Passage } from '../../src/database/journal/passage.ts';
import { pairOf, swap } from '../../src/diff/pair.ts';
import { base, type Major } from '../../src/model/model.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan, Step } from '../../src/plan/plan.ts';
import { renderPlan } from '../../src/plan/script.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { modelOf } from '../support/model.ts';
import { runPlan } from '../support/run-plan.ts';
import { type Databases, newName } from './databases.ts';
import { bothWays, type Subject, subjectOfPassage } from './subject.ts';

/** The oldest major that a scenario's plan is made for, and the newest where that makes another plan. */
export function plannedFor(scenario: Scenario): readonly Major[] {
  const [oldest, ...newer] = scenario.majors as readonly Major[];
  const newest = newer.at(-1);
  if (oldest === undefined) return [];
  if (newest === undefined) return [oldest];
  const pair = pairOf(modelOf(scenario.previous), modelOf(scenario.next));
  const scripts = (major: Major) =>
    [pair, swap(pair)].map((way) => renderPlan(makePlan(way, major), [])).join('\n');
  return scripts(oldest) === scripts(newest) ? [oldest] : [oldest, newest];
}

/** Kinds of the statements of a scenario's plans. */
export function kindsOf(scenario: Scenario, planned: Major): ReadonlySet<string> {
  const pair = pairOf(modelOf(scenario.previous), modelOf(scenario.next));
  const plans = [pair, swap(pair)].map((way) => makePlan(way, planned));
  const statements = plans.flatMap(({ batches }) =>
    batches.flatMap(({ steps }) => steps.map(({ statement }) => statement)),
  );
  return new Set(
    statements.map((statement) => {
      const concurrently = 'concurrently' in statement && statement.concurrently;
      return `${statement.kind}${concurrently ? ' concurrently' : ''}`;
    }),
  );
}

export type ScenarioSubjects = {
  readonly subjects: readonly Subject[];
  /** Drops the databases. */
  remove(): Promise<void>;
};

/** The way from the previous schema of a scenario to the next, and the way back, on databases with its rows. */
export async function scenarioSubjects(
  scenario: Scenario,
  planned: Major,
  databases: Databases,
): Promise<ScenarioSubjects> {
  const template = newName();
  await databases.create(template);
  const client = await databases.connect(template);
  await runPlan(client, makePlan(pairOf(base, modelOf(scenario.previous)), planned));
  if (scenario.rows !== '') await client.query(scenario.rows);
  await client.end();
  const name = `${scenario.name}, planned for ${planned},`;
  const way = async (direction: Direction, from: string) =>
    subjectOfPassage(name, passageOf(scenario, direction, planned), databases, from);
  const subjects = await bothWays(way, databases, template);
  const remove = async () => {
    for (const { template: used } of subjects) await databases.drop(used);
  };
  return { subjects, remove };
}

const release = { number: 1, slug: 'scenario', title: 'Scenario', checksum: 'checksum' };

function passageOf(scenario: Scenario, direction: Direction, planned: Major): Passage {
  const there = pairOf(modelOf(scenario.previous), modelOf(scenario.next));
  const pair = direction === 'forward' ? there : swap(there);
  return { release, direction, pair, plan: inSmallBatches(makePlan(pair, planned)) };
}

const fewRows = 8;

/** Few rows shall be several batches, so that there is something between them. */
function inSmallBatches(plan: Plan): Plan {
  const small = (step: Step): Step => {
    const { statement } = step;
    if (statement.kind !== 'backfill') return step;
    return { ...step, statement: { ...statement, backfill: { ...statement.backfill, batchSize: fewRows } } };
  };
  return {
    ...plan,
    batches: plan.batches.map((batch) => ({ ...batch, steps: batch.steps.map(small) })),
  };
}
