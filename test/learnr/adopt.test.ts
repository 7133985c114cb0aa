import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { majors } from '../../src/database/server/index.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { adopt } from '../../src/operations/live/adopt.ts';
import { verify } from '../../src/operations/live/verify.ts';
import { usualSettings } from '../../src/operations/moving/settings.ts';
import type { TargetRequest } from '../../src/operations/target-request.ts';
import { projectAt } from '../../src/release/project.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { buildAsAlembic } from './alembic.ts';
import { readCatalog } from './read-catalog.ts';

const project = projectAt(fileURLToPath(new URL('../../spec', import.meta.url)));
const everything = { schemas: [], strict: true };

describe.each(majors)('a database that Alembic built on PostgreSQL %i', (major) => {
  let database: FreshDatabase;
  let request: TargetRequest;

  beforeEach(async () => {
    database = await freshDatabase(major);
    request = {
      project,
      target: { kind: 'url', url: parseTargetUrl(database.url, 'DATABASE_URL') },
      onEvent: () => {},
    };
  });

  afterEach(() => database.drop());

  it.each(['001', '002'] as const)(
    'at %s is adopted without a difference, and goes to 003',
    async (number) => {
      await buildAsAlembic(database.client, number);

      const { adopted, release, verification } = await adopt(request, everything);
      expect(verification.changes).toEqual([]);
      expect({ adopted, number: release.number }).toEqual({ adopted: true, number: Number(number) });
      expect(verification.leftOut).toEqual([{ name: 'public.alembic_version', tool: 'Alembic' }]);

      const moved = await apply(request, { kind: 'default' }, usualSettings);
      expect({ from: moved.from, to: moved.to }).toEqual({ from: Number(number), to: 3 });
      const { against, changes } = await verify(request, undefined, everything);
      expect({ against: against.number, changes }).toEqual({ against: 3, changes: [] });
      // Alembic's own table is still there.
      expect(Object.keys(await readCatalog(database.client))).toHaveLength(24);
    },
  );

  it('that somebody changed by hand is shown with what differs, and not adopted', async () => {
    await buildAsAlembic(database.client, '002');
    await database.client.query(`
      DROP INDEX idx_users_email;
      ALTER TABLE users ALTER full_name TYPE varchar(300);
      ALTER TABLE quiz_sessions DROP CONSTRAINT ck_session_type,
        ADD CONSTRAINT ck_session_type CHECK (session_type IN ('diagnostic', 'new_content', 'mixed'));
      CREATE TABLE stray (id integer)`);
    const { adopted, release, verification } = await adopt(request, everything);
    expect({ adopted, number: release.number }).toEqual({ adopted: false, number: 2 });
    expect(
      verification.changes.map((change) => [
        change.type,
        change.type === 'drop' ? change.previous.id : change.next.id,
      ]),
    ).toEqual([
      ['alter', 'check public.quiz_sessions.ck_session_type'],
      ['alter', 'column public.users.full_name'],
      ['add', 'index public.users.idx_users_email'],
      ['drop', 'table public.stray'],
    ]);
    const { rows } = await database.client.query("SELECT to_regnamespace('learnr_schema') AS journal");
    expect(rows).toEqual([{ journal: null }]);
  });
});
