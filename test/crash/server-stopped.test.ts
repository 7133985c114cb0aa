import { afterAll, beforeAll, test } from 'vitest';
import type { Major } from '../../src/model/model.ts';
import { readScenarios, type Scenario } from '../scenarios/scenario.ts';
import { type Databases, databasesOf } from './databases.ts';
import { each } from './pool.ts';
import { isOfServer } from './sample.ts';
import { plannedFor, scenarioSubjects } from './scenarios.ts';
import { type StoppableServer, startStoppable } from './stoppable-server.ts';
import type { Subject } from './subject.ts';
import { all, isTurn, tallyOf } from './tally.ts';
import { goOn, type Interrupted, interrupt, type Point, type Reference, referenceOf } from './trial.ts';

const major = 18;

/** What a table that is UNLOGGED holds is gone after a crash, whoever was at work. */
const isLogged = ({ previous, next }: Scenario) => !`${previous}${next}`.includes('unlogged');

const cases = readScenarios()
  .filter((scenario) => scenario.majors.includes(major) && isLogged(scenario))
  .filter(({ name }) => all || name === 'index-added-changed-dropped')
  .flatMap((scenario) =>
    (all ? plannedFor(scenario) : [scenario.majors[0] as Major]).map((planned) => ({
      ...{ scenario, planned },
      name: `${scenario.name}, planned for ${planned}`,
    })),
  );

const tally = tallyOf('Server stopped at once');

let server: StoppableServer;
let databases: Databases;

beforeAll(async () => {
  server = await startStoppable(major);
  databases = await databasesOf(server.url);
});

afterAll(async () => {
  await databases.close();
  await server.remove();
});

test.for(cases)('$name', { timeout: 600_000 }, async ({ scenario, planned }) => {
  const { subjects, remove } = await scenarioSubjects(scenario, planned, databases);
  const places: Place[] = [];
  for (const subject of subjects) {
    const reference = await referenceOf(subject);
    places.push(...reference.points.filter(isOfServer).map((point) => ({ subject, reference, point })));
  }
  const chosen = places.filter((_, position) => (all ? isTurn(position) : position % 4 === 0));
  for (let from = 0; from < chosen.length; from += atOnce) await stopAt(chosen.slice(from, from + atOnce));
  await remove();
  tally.expectNone();
});

type Place = { readonly subject: Subject; readonly reference: Reference; readonly point: Point };

/** Runs that are stopped with one stop of the server, each in a database of its own. */
const atOnce = 30;

async function stopAt(places: readonly Place[]): Promise<void> {
  let stopped = () => {};
  const stop = new Promise<void>((resolve) => {
    stopped = resolve;
  });
  const running: Promise<Interrupted>[] = [];
  const arrivals = places.map(
    ({ subject, point }) =>
      new Promise<void>((arrived) => {
        running.push(
          interrupt(subject, point, () => {
            arrived();
            return stop;
          }),
        );
      }),
  );
  // One that ends without having come to its place would be waited for in vain.
  await Promise.all(arrivals.map((arrival, position) => Promise.race([arrival, running[position]])));
  await server.stopAtOnce();
  stopped();
  const interrupted = await Promise.all(running);
  await server.startAgain();
  await databases.reconnect();
  await each(places, 3, async ({ subject, reference, point }, position) => {
    const one = interrupted[position] as Interrupted;
    await one.clear();
    tally.note(subject, reference, point, 'server', await goOn(subject, reference, one));
  });
}
