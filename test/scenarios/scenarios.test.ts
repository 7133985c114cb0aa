import { expect, test } from 'vitest';
import { pairOf, swap } from '../../src/diff/pair.ts';
import { base, type Major, type Model, majors } from '../../src/model/model.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { renderPlan } from '../../src/plan/script.ts';
import { catalogOf } from '../support/catalog.ts';
import { modelOf } from '../support/model.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { type Rows, rowsOf } from '../support/rows.ts';
import { runPlan } from '../support/run-plan.ts';
import { readScenarios, type Scenario } from './scenario.ts';

const scenarios = readScenarios();

/** Which major the plan is made for, and which one it runs on: the forms for old servers must also work on the newest. */
const runs = [
  ...majors.map((major) => ({ planned: major, server: major })),
  { planned: 15, server: 18 },
] as const;

/** All on the oldest and the newest, and every fourth on each of those between. */
const isRun = ({ majors }: Scenario, position: number, planned: Major) =>
  majors.includes(planned) && (planned === 15 || planned === 18 || position % 4 === planned % 4);

/** What is the same for both majors has run on the newer one already. */
const isOther = (scenario: Scenario, planned: Major, server: Major) =>
  planned === server ||
  !scenario.majors.includes(server) ||
  scriptsOf(scenario, planned).join() !== scriptsOf(scenario, server).join();

for (const { planned, server } of runs) {
  const wanted = scenarios.filter(
    (scenario, position) => isRun(scenario, position, planned) && isOther(scenario, planned, server),
  );
  test.for(wanted)(`planned for ${planned}, run on ${server}: $name`, (scenario) =>
    bothWays(scenario, planned, server),
  );
}

test.for(scenarios)('SQL of $name', async (scenario) => {
  await expect(goldenOf(scenario)).toMatchFileSnapshot(`golden/${scenario.name}.sql`);
});

test.for(scenarios)('losses and hints of $name', (scenario) => {
  const [forward, backward] = plansOf(scenario, scenario.majors[0] as Major);
  expect(forward.losses.map(({ name }) => name)).toEqual(scenario.lost.forward);
  expect(backward.losses.map(({ name }) => name)).toEqual(scenario.lost.backward);
  expect(forward.hints.map(({ line }) => line)).toEqual(scenario.hints);
});

/** Forward, backward and forward again: each time the catalog is that of a fresh build, and the rows are there. */
async function bothWays(scenario: Scenario, planned: Major, server: Major): Promise<void> {
  const [forward, backward] = plansOf(scenario, planned);
  const migrated = await freshDatabase(server);
  try {
    const next = await catalogOfFresh(modelOf(scenario.next), planned, server);
    await runPlan(migrated.client, makePlan(pairOf(base, modelOf(scenario.previous)), planned));
    const previous = await catalogOf(migrated.client);
    if (scenario.rows !== '') await migrated.client.query(scenario.rows);
    const rows = await rowsOf(migrated.client);

    await runPlan(migrated.client, forward);
    expect(await catalogOf(migrated.client)).toEqual(next);
    expectRows(await rowsOf(migrated.client), rows, scenario, true);

    await runPlan(migrated.client, backward);
    expect(await catalogOf(migrated.client)).toEqual(previous);
    expectRows(await rowsOf(migrated.client), rows, scenario, false);

    await runPlan(migrated.client, forward);
    expect(await catalogOf(migrated.client)).toEqual(next);
  } finally {
    await migrated.drop();
  }
}

async function catalogOfFresh(model: Model, planned: Major, server: Major): Promise<readonly string[]> {
  const fresh: FreshDatabase = await freshDatabase(server);
  try {
    await runPlan(fresh.client, makePlan(pairOf(base, model), planned));
    return await catalogOf(fresh.client);
  } finally {
    await fresh.drop();
  }
}

function plansOf(scenario: Scenario, major: Major): readonly [Plan, Plan] {
  const pair = pairOf(modelOf(scenario.previous), modelOf(scenario.next));
  return [makePlan(pair, major), makePlan(swap(pair), major)];
}

function scriptsOf(scenario: Scenario, major: Major): readonly string[] {
  return plansOf(scenario, major).map((plan) => renderPlan(plan, []));
}

/** Every row from before is there with its values, but for what the plan said it destroys. */
function expectRows(after: Rows, before: Rows, scenario: Scenario, renamed: boolean): void {
  const lost = new Set([...scenario.lost.forward]);
  for (const [table, rows] of before) {
    if (lost.has(table)) continue;
    const now = renamed ? (scenario.renamed[table] ?? table) : table;
    const found = after.get(now);
    expect(found, `rows of ${now}`).toBeDefined();
    const columns = Object.keys(rows[0] ?? {}).filter(
      (column) =>
        !lost.has(`${table}.${column}`) && !(renamed && scenario.converted.includes(`${table}.${column}`)),
    );
    const nameAfter = (column: string) =>
      renamed ? (scenario.renamed[`${table}.${column}`]?.split('.').at(-1) ?? column) : column;
    const project = (row: Readonly<Record<string, string | null>>, name: (column: string) => string) =>
      JSON.stringify(columns.map((column) => row[name(column)]));
    expect(found?.map((row) => project(row, nameAfter)).sort()).toEqual(
      rows.map((row) => project(row, (c) => c)).sort(),
    );
  }
}

/** The scripts both ways for the oldest major, and for every newer one whose script differs. */
function goldenOf(scenario: Scenario): string {
  const [oldest, ...newer] = scenario.majors as readonly Major[];
  let last = scriptsOf(scenario, oldest as Major);
  const sections = [
    section('forward', oldest as Major, last[0]),
    section('backward', oldest as Major, last[1]),
  ];
  for (const major of newer) {
    const current = scriptsOf(scenario, major);
    for (const [position, direction] of ['forward', 'backward'].entries()) {
      if (current[position] !== last[position]) sections.push(section(direction, major, current[position]));
    }
    last = current;
  }
  return `-- ${scenario.title}\n\n${sections.join('\n')}`;
}

function section(direction: string, major: Major, script: string | undefined): string {
  return `-- ${direction}, PostgreSQL ${major} and later\n\n${script}`;
}
