import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type EmbeddedPlace, makeEmbeddedPlace, makeToy, run, type Toy } from './target-support.ts';

let toy: Toy;
let place: EmbeddedPlace;

beforeAll(async () => {
  place = await makeEmbeddedPlace();
});

afterAll(() => place.remove());

beforeEach(async () => {
  toy = await makeToy(2);
});

afterEach(() => toy.remove());

it('applies every release to the embedded database, and shows what there is', async () => {
  // A database that somebody else means is none of its business.
  const environment = {
    ...place.environment,
    DATABASE_URL: 'postgresql://ada:hunter2@127.0.0.1:1/production',
  };
  const first = await run(toy.folder, ['start'], environment);
  expect(first.code).toBe(0);
  expect(first.stderr).toContain('applying 002 Posts & more: 3 steps');
  const [news, ...rest] = first.stdout.split('\n');
  expect(news).toMatch(/^Applied 2 releases in \d+ ms\. Now there: 2 releases, 2 tables\.$/);
  expect(rest.join('\n')).toMatch(/^ {2}001 {2}Users {9}applied .* UTC\n {2}002 {2}Posts & more {2}applied/m);
  for (const next of ['npx learnr-schema postgres', 'psql "postgresql://postgres@', 'npx learnr-schema plan'])
    expect(first.stdout).toContain(next);

  const second = await run(toy.folder, ['start'], environment);
  expect(second.code).toBe(0);
  expect(second.stdout.split('\n')[0]).toBe('Up to date: 2 releases, 2 tables.');
  expect(second.stdout.split('\n').slice(1)).toEqual(rest);
});

it('says what apply, status and rollback say, of the same database', async () => {
  const command = (...args: readonly string[]) => run(toy.folder, [...args, '--embedded'], place.environment);
  await run(toy.folder, ['start'], place.environment);
  expect((await command('apply')).stdout).toBe('nothing to do: the target is at 002\n');
  expect((await command('rollback', 'base', '--discard-data')).code).toBe(0);
  expect((await command('status')).stdout).toContain('at      base\n');
});
