import { pairOf, swap } from '../../src/diff/pair.ts';
import type { Major } from '../../src/model/model.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { renderPlan } from '../../src/plan/script.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { modelOf } from '../support/model.ts';
import { makeProject } from '../support/project.ts';
import { type Databases, newName } from './databases.ts';
import { bothWays, goTo, type Subject } from './subject.ts';
import { thrownBy } from './thrown.ts';

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
  /** None where the previous schema and the next cannot be two releases that follow each other. */
  readonly subjects: readonly Subject[];
  /** Drops the databases, and removes the project. */
  remove(): Promise<void>;
};

/** The way from the previous schema of a scenario to the next, and the way back, on databases with its rows. */
export async function scenarioSubjects(
  scenario: Scenario,
  planned: Major,
  databases: Databases,
): Promise<ScenarioSubjects> {
  const template = newName();
  const project = await makeProject();
  const version = scenario.majors[0] === 15 ? `postgresql: ${planned}\n` : '';
  const specs = [scenario.previous, scenario.next].filter((spec) => spec.trim() !== '');
  for (const [index, spec] of specs.entries()) {
    const error = await thrownBy(() => project.release(`release_${index + 1}`, version + spec));
    if (error !== undefined) return { subjects: [], remove: project.remove };
  }
  await databases.create(template);
  const last = specs.length;
  if (last === 2) await goTo(project, databases.urlOf(template), 'forward', 1, () => {});
  if (scenario.rows !== '') {
    const client = await databases.connect(template);
    await client.query(scenario.rows);
    await client.end();
  }
  const name = `${scenario.name}, planned for ${planned},`;
  const subjects = await bothWays(name, project, last, databases, template);
  const remove = async () => {
    for (const { template: used } of subjects) await databases.drop(used);
    await project.remove();
  };
  return { subjects, remove };
}
