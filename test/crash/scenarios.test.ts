import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Major } from '../../src/model/model.ts';
import { readScenarios, type Scenario } from '../scenarios/scenario.ts';
import { scratchServer } from '../support/postgres.ts';
import { type Databases, databasesOf } from './databases.ts';
import { each } from './pool.ts';
import { Sample, trialsAt } from './sample.ts';
import { kindsOf, plannedFor, scenarioSubjects } from './scenarios.ts';
import type { Subject } from './subject.ts';
import { all, isTurn, tallyOf } from './tally.ts';
import { referenceOf, tryOut } from './trial.ts';

type Case = {
  readonly scenario: Scenario;
  readonly planned: Major;
  readonly server: Major;
  readonly name: string;
};

const tally = tallyOf('Scenarios');
const sample = new Sample();

/** One of the majors that the plan is for, in turn. */
function caseOf(scenario: Scenario, planned: Major, position: number): Case {
  const servers = (scenario.majors as readonly Major[]).filter((major) => major >= planned);
  const server = servers[position % servers.length] as Major;
  return { scenario, planned, server, name: `${scenario.name}, planned for ${planned}, on ${server}` };
}

/** They have every kind of statement that any scenario has. */
const few = [
  'quoted-recipes',
  'domains-of-everything',
  'enum-remade-under-changed-domain',
  'dropped-after-renames',
  'sequence-begins-later',
  'view-filled',
  'deferrable-and-partial',
  'enum-value-renamed-and-rebuilt',
] as const satisfies readonly string[];

const scenarios = readScenarios();

const cases: readonly Case[] = all
  ? scenarios.flatMap((scenario, position) =>
      plannedFor(scenario).map((planned) => caseOf(scenario, planned, position)),
    )
  : scenarios
      .filter(({ name }) => few.some((one) => one === name))
      .map((scenario, position) => caseOf(scenario, oldest(scenario), position));

function oldest({ majors }: Scenario): Major {
  return majors[0] as Major;
}

const servers = new Map<Major, Databases>();

beforeAll(async () => {
  for (const major of new Set(cases.map(({ server }) => server)))
    servers.set(major, await databasesOf(scratchServer(major)));
});

afterAll(async () => {
  for (const databases of servers.values()) await databases.close();
});

if (all)
  test('the few scenarios have every kind of statement', () => {
    const kinds = (of: readonly Scenario[]) => [
      ...new Set(of.flatMap((scenario) => [...kindsOf(scenario, oldest(scenario))])),
    ];
    const chosen = scenarios.filter(({ name }) => few.some((one) => one === name));
    expect(kinds(chosen).sort()).toEqual(kinds(scenarios).sort());
  });

test.for(cases)('$name', { timeout: 600_000 }, async ({ scenario, planned, server }) => {
  const databases = servers.get(server) as Databases;
  const { subjects, remove } = await scenarioSubjects(scenario, planned, databases);
  try {
    for (const subject of subjects) await tryAll(subject);
  } finally {
    await remove();
  }
  tally.expectNone();
});

let tried = 0;

async function tryAll(subject: Subject): Promise<void> {
  const reference = await referenceOf(subject);
  const trials = reference.points.flatMap(trialsAt).filter((trial) => {
    if (!all) return sample.takes(trial);
    tried += 1;
    return isTurn(tried);
  });
  await each(trials, 3, async ({ point, death }) => {
    tally.note(subject, reference, point, death, await tryOut(subject, reference, point, death));
  });
}
