import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { TargetEvent } from '../../src/database/target/events.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { usualSettings } from '../../src/operations/moving/settings.ts';
import { rollback } from '../../src/operations/rollback.ts';
import { catalogOf } from '../support/catalog.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeProject, type TestProject } from '../support/project.ts';

const table = `tables:
  items:
    columns: {id: {type: integer, primary_key: true}, name: text, code: text}
`;

const indexed = `${table}    indexes:
      by_name: {on: name, comment: to find it}
    unique: {one_code: {columns: code, comment: one of each}}
`;

let project: TestProject;
let database: FreshDatabase;

beforeAll(async () => {
  project = await makeProject();
  await project.release('items', table);
  await project.release('indexes', indexed);
});

afterAll(() => project.remove());

beforeEach(async () => {
  database = await freshDatabase(17);
});

afterEach(() => database.drop());

const events: TargetEvent[] = [];
const request = () => ({
  project,
  target: { kind: 'url', url: parseTargetUrl(database.url, '--database-url') } as const,
  onEvent: (event: TargetEvent) => void events.push(event),
});
const to = (name: string) => ({ kind: 'release', name }) as const;
const deferring = { ...usualSettings, deferIndexes: true };

it('the way back takes away nothing that was put off, whether building it was tried or not', async () => {
  const { client } = database;
  await apply(request(), to('001'), usualSettings);
  const before = await catalogOf(client);
  await apply(request(), to('002'), deferring);
  await rollback(request(), to('001'), usualSettings);
  expect(await catalogOf(client)).toEqual(before);

  await apply(request(), to('002'), deferring);
  // The unique index cannot be built and stays INVALID; the other is there then.
  await client.query(`INSERT INTO items VALUES (1, 'a', 'same'), (2, 'b', 'same')`);
  await expect(apply(request(), { kind: 'default' }, usualSettings)).rejects.toMatchObject({
    diagnostics: [{ code: 'step-failed' }],
  });
  events.length = 0;
  await rollback(request(), to('001'), usualSettings);
  expect(await catalogOf(client)).toEqual(before);
  expect(events.filter(({ kind }) => kind === 'drift' || kind === 'deferred_started')).toEqual([]);
  await client.query(`DELETE FROM items WHERE id = 2`);
  await apply(request(), to('002'), usualSettings);
  expect((await client.query(`SELECT FROM pg_constraint WHERE conname = 'one_code'`)).rowCount).toBe(1);
});
