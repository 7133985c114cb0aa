import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TargetEvent } from '../../src/database/target/events.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { foresee } from '../../src/operations/moving/foresee.ts';
import { type MoveSettings, usualSettings } from '../../src/operations/moving/settings.ts';
import { rollback } from '../../src/operations/rollback.ts';
import { plain } from '../../src/output/style.ts';
import { renderForeseen } from '../../src/output/target/foreseen.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeToy, publicTables, run, start, type Toy } from './target-support.ts';

let toy: Toy;
let database: FreshDatabase;

beforeAll(async () => {
  toy = await makeToy(2);
});

afterAll(() => toy.remove());

beforeEach(async () => {
  database = await freshDatabase(16);
});

afterEach(() => database.drop());

const request = (events: TargetEvent[] = []) => ({
  project: toy.project,
  target: { kind: 'url', url: parseTargetUrl(database.url, 'DATABASE_URL') } as const,
  onEvent: (event: TargetEvent) => void events.push(event),
});

const applyTo = (release: string, settings: Partial<MoveSettings> = {}, events: TargetEvent[] = []) =>
  apply(request(events), { kind: 'release', name: release }, { ...usualSettings, ...settings });

const drifts = (events: readonly TargetEvent[]) => events.filter(({ kind }) => kind === 'drift');

describe('drift', () => {
  beforeEach(() => applyTo('001'));

  it('in what is about to change keeps a plan from running, unless it is to be ignored', async () => {
    await database.client.query('ALTER TABLE users ALTER COLUMN email DROP NOT NULL');
    await expect(applyTo('002')).rejects.toMatchObject({
      diagnostics: [{ code: 'drift', message: expect.stringContaining('~ column public.users.email') }],
    });
    expect(await publicTables(database.client)).toEqual(['users']);

    const events: TargetEvent[] = [];
    await applyTo('002', { ignoreDrift: true }, events);
    expect(drifts(events)).toEqual([
      { kind: 'drift', touched: true, differences: [expect.stringContaining('public.users.email')] },
    ]);
    expect(await publicTables(database.client)).toEqual(['posts', 'users']);
  });

  it('is not ignored where the plan changes what is missing', async () => {
    await applyTo('002');
    await database.client.query('DROP INDEX idx_users_email');
    const back = rollback(
      request(),
      { kind: 'release', name: '001' },
      { ...usualSettings, ignoreDrift: true },
    );
    await expect(back).rejects.toMatchObject({
      diagnostics: [
        { code: 'drift', message: expect.stringContaining('+ index public.users.idx_users_email') },
      ],
    });
    expect(await publicTables(database.client)).toEqual(['posts', 'users']);
  });

  it('elsewhere is told', async () => {
    await database.client.query('CREATE TABLE notes (id integer)');
    const events: TargetEvent[] = [];
    await applyTo('002', {}, events);
    expect(drifts(events)).toEqual([
      { kind: 'drift', touched: false, differences: ['- table public.notes'] },
    ]);
  });

  it('is none where PostgreSQL prints other words', async () => {
    const events: TargetEvent[] = [];
    await applyTo('002', {}, events);
    expect(drifts(events)).toEqual([]);
  });
});

describe('a dry run', () => {
  it('shows the plans for this database, and runs nothing', async () => {
    await applyTo('001');
    const foreseen = await foresee(request(), 'forward', { kind: 'default' }, usualSettings);
    const text = renderForeseen(foreseen, plain, 80);
    expect(text).toContain('PostgreSQL 16');
    expect(text).toContain('is at 001');
    expect(text).toContain('ALTER TABLE users ADD COLUMN name text;');
    expect(text).toMatch(/001 → 002 would run\. Nothing was run\.$/);
    expect(await publicTables(database.client)).toEqual(['users']);
  });

  it('says what becomes of what is lost', async () => {
    await applyTo('002');
    const text = async (settings: Partial<MoveSettings>) => {
      const all = { ...usualSettings, ...settings };
      const foreseen = await foresee(request(), 'backward', { kind: 'default' }, all);
      return renderForeseen(foreseen, plain, 100);
    };
    expect(await text({})).toContain('would be kept in the attic.');
    expect(await text({ discardData: true })).toContain('would be destroyed, as --discard-data asks.');
  });

  it('says what the attic would give back', async () => {
    await applyTo('002');
    await database.client.query(`INSERT INTO users (email, name) VALUES ('a@example.org', 'Ada')`);
    await rollback(request(), { kind: 'release', name: '001' }, usualSettings);
    const foreseen = await foresee(request(), 'forward', { kind: 'default' }, usualSettings);
    expect(renderForeseen(foreseen, plain, 80)).toContain(
      'The attic would give back what it has of column public.users.name.',
    );
  });

  it('shows what keeps it from running', async () => {
    await applyTo('001');
    await database.client.query('ALTER TABLE users DROP COLUMN email');
    const foreseen = await foresee(request(), 'forward', { kind: 'default' }, usualSettings);
    expect(foreseen.problems.map(({ code }) => code)).toContain('drift');
    expect(renderForeseen(foreseen, plain, 80)).toMatch(/Nothing would be run: \d problems?\.$/);
  });
});

describe('Ctrl-C', () => {
  it('stops a run where it stands, and the next one goes on', async () => {
    await applyTo('001');
    await database.client.query('BEGIN; LOCK TABLE users IN ROW EXCLUSIVE MODE');
    const running = start(toy.folder, ['apply', '--database-url', database.url]);
    await running.printed('waits for process');
    running.kill('SIGINT');
    const { code, stderr } = await running.ended;
    await database.client.query('COMMIT');
    expect({ code, said: stderr.replaceAll(/\s+/g, ' ') }).toEqual({
      code: 130,
      said: expect.stringMatching(
        /stopping: .* error stopped at step \d of release 002_posts, .* as you asked/,
      ),
    });
    expect((await run(toy.folder, ['apply', '--database-url', database.url])).code).toBe(0);
    expect(await publicTables(database.client)).toEqual(['posts', 'users']);
  });
});
