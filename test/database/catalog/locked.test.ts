import { expect, test } from 'vitest';
import { readCatalog } from '../../../src/database/catalog/read.ts';
import { connect } from '../../../src/database/target/connect.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { DiagnosticError } from '../../../src/diagnostic/diagnostic.ts';
import { loadGrammar } from '../../../src/grammar/grammar.ts';
import { withDatabase } from './support.ts';

test.each([15, 18] as const)(
  'a table under a view that someone has locked on PostgreSQL %i',
  async (major) => {
    const grammar = await loadGrammar();
    await withDatabase(major, async ({ client, url }) => {
      await client.query(
        'CREATE TABLE "locked table" (a int); CREATE VIEW v AS SELECT a FROM "locked table"',
      );
      const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
      await client.query('BEGIN; LOCK TABLE "locked table" IN ACCESS EXCLUSIVE MODE');
      const session = await connect(parseTargetUrl(url, '--database-url'), () => {});
      try {
        const error = await readCatalog(session, { kind: 'all' }, grammar).catch((caught: unknown) => caught);
        expect(error).toBeInstanceOf(DiagnosticError);
        const [diagnostic, ...others] = error instanceof DiagnosticError ? error.diagnostics : [];
        expect(others).toEqual([]);
        expect(diagnostic?.code).toBe('target-locked');
        expect(diagnostic?.message).toMatch(
          new RegExp(
            `^public\\."locked table" could not be read within 5 s: process ${rows[0].pid} of postgres holds an exclusive lock on it, in a transaction of \\d+ s that does nothing now$`,
          ),
        );
        expect(diagnostic?.help).toContain(`pg_terminate_backend(${rows[0].pid})`);

        await client.query('ROLLBACK');
        const catalog = await readCatalog(session, { kind: 'all' }, grammar);
        expect([...catalog.model.objects.keys()]).toEqual(['table public."locked table"', 'view public.v']);
      } finally {
        await session.close();
      }
    });
  },
);
