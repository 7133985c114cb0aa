import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { majors } from '../../src/model/model.ts';
import { quoteName } from '../../src/sql/quote.ts';
import { renderStatement } from '../../src/sql/render.ts';
import type { Target } from '../../src/sql/statement.ts';
import { described } from '../../src/sql/target.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { inPublic, integer, text } from './build.ts';

type Example = {
  readonly target: Target;
  readonly create: string;
  readonly on: string;
  readonly privilege: string;
};

const examples: readonly Example[] = [
  {
    target: { kind: 'view', name: inPublic('v') },
    create: 'CREATE VIEW v AS SELECT 1 AS a, 2 AS "B"',
    on: 'v',
    privilege: 'SELECT',
  },
  {
    target: { kind: 'materialized_view', name: { schema: 'App', name: 'M "v"' } },
    create: 'CREATE MATERIALIZED VIEW "App"."M ""v""" AS SELECT 1 AS a, 2 AS "B"',
    on: '"App"."M ""v"""',
    privilege: 'SELECT',
  },
  {
    target: { kind: 'function', name: inPublic('f'), arguments: [integer, { ...text, array: true }] },
    create: "CREATE FUNCTION f(integer, text[]) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    on: 'FUNCTION f(integer, text[])',
    privilege: 'EXECUTE',
  },
  {
    target: { kind: 'procedure', name: { schema: 'App', name: 'P' }, arguments: [integer] },
    create: `CREATE PROCEDURE "App"."P"(integer, OUT integer) LANGUAGE sql AS 'SELECT 1'`,
    on: 'PROCEDURE "App"."P"(integer)',
    privilege: 'EXECUTE',
  },
  {
    target: { kind: 'enum', name: inPublic('path') },
    create: "CREATE TYPE public.path AS ENUM ('a')",
    on: 'TYPE public.path',
    privilege: 'USAGE',
  },
  {
    target: { kind: 'domain', name: inPublic('d') },
    create: 'CREATE DOMAIN d AS integer',
    on: 'TYPE d',
    privilege: 'USAGE',
  },
  {
    target: { kind: 'sequence', name: inPublic('s') },
    create: 'CREATE SEQUENCE s',
    on: 'SEQUENCE s',
    privilege: 'USAGE',
  },
];
const targets = examples.map(({ target }) => target);

/** Owners and privileges as they are in force, by role names; a grantor is lost if it was not the owner. */
const state = `
  SELECT object, owner, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END AS grantee, privilege_type, is_grantable
  FROM (
    SELECT relname AS object, relowner AS owner, coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)) AS acl
    FROM pg_class WHERE relkind IN ('v', 'm', 'S') AND relnamespace IN ('public'::regnamespace, '"App"'::regnamespace)
    UNION ALL
    SELECT relname || '.' || attname, NULL, attacl
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE attacl IS NOT NULL AND relkind IN ('v', 'm')
    UNION ALL
    SELECT proname, proowner, coalesce(proacl, acldefault('f', proowner))
    FROM pg_proc WHERE pronamespace IN ('public'::regnamespace, '"App"'::regnamespace)
    UNION ALL
    SELECT typname, typowner, coalesce(typacl, acldefault('T', typowner))
    FROM pg_type WHERE typtype IN ('e', 'd') AND typnamespace = 'public'::regnamespace
  ) AS objects (object, owner, acl) LEFT JOIN LATERAL aclexplode(acl) ON true
  ORDER BY 1, 2, 3, 4`;

describe.each(majors)('on PostgreSQL %i', (major) => {
  const suffix = randomBytes(4).toString('hex');
  const roles = ['owner', 'Reader "x"', 'other', 'migrator'].map((name) => quoteName(`${name} ${suffix}`));
  const [owner, reader, other, migrator] = roles;
  let database: FreshDatabase;
  const query = async (text: string) => (await database.client.query(text)).rows;

  beforeEach(async () => {
    database = await freshDatabase(major);
    await query(roles.map((role) => `CREATE ROLE ${role}`).join(';'));
    await query(`GRANT ${owner} TO ${migrator}; CREATE SCHEMA "App"`);
    await query(`GRANT ALL ON SCHEMA public, "App" TO ${owner}, ${migrator}`);
    for (const { create } of examples) await query(`SET ROLE ${owner}; ${create}; RESET ROLE`);
  });
  afterEach(async () => {
    await query(`DROP OWNED BY ${roles.join(', ')}; DROP ROLE ${roles.join(', ')}`);
    await database.drop();
  });

  /** Drops all of them and makes them again, as the role that runs plans. */
  async function rebuild(as: string): Promise<void> {
    const save = (some: readonly Target[]) => renderStatement({ kind: 'save_privileges', targets: some });
    const restore = (some: readonly Target[]) =>
      renderStatement({ kind: 'restore_privileges', targets: some });
    await query(`SET ROLE ${as}; SET search_path = public; BEGIN`);
    await query(save(targets.slice(0, 2)));
    await query(save(targets.slice(2)));
    for (const { target, create } of examples) await query(`DROP ${described(target)}; ${create}`);
    await query(restore(targets.slice(2)));
    await query(restore(targets.slice(0, 2)));
    await query('COMMIT; RESET ROLE; RESET search_path');
  }

  const surprises = ['TABLES', 'SEQUENCES', 'FUNCTIONS', 'TYPES'];

  it.each(['superuser', 'member of the owner'])('owners and privileges survive, as %s', async (as) => {
    const runner = as === 'superuser' ? 'postgres' : (migrator ?? '');
    for (const { on, privilege } of examples) {
      await query(
        `GRANT ${privilege} ON ${on} TO ${reader} WITH GRANT OPTION; GRANT ${privilege} ON ${on} TO ${other}`,
      );
      await query(`REVOKE ALL ON ${on} FROM PUBLIC`);
    }
    await query(`GRANT SELECT (a), INSERT ("B") ON v TO ${other}; GRANT SELECT ("B") ON v TO PUBLIC`);
    await query(`REVOKE ALL ON SEQUENCE s FROM ${owner}`);
    const before = await query(state);

    // What the new objects would get by themselves must not stay.
    for (const kind of surprises) {
      await query(
        `ALTER DEFAULT PRIVILEGES FOR ROLE ${runner} GRANT ALL ON ${kind} TO ${other}, ${migrator}`,
      );
      await query(`ALTER DEFAULT PRIVILEGES FOR ROLE ${runner} REVOKE ALL ON ${kind} FROM ${reader}`);
    }
    await rebuild(runner);
    expect(await query(state)).toEqual(before);
    for (const kind of surprises) {
      await query(
        `ALTER DEFAULT PRIVILEGES FOR ROLE ${runner} REVOKE ALL ON ${kind} FROM ${other}, ${migrator}`,
      );
    }
  });

  it('where nothing was granted the defaults come back', async () => {
    const before = await query(state);
    for (const kind of surprises) await query(`ALTER DEFAULT PRIVILEGES GRANT ALL ON ${kind} TO ${other}`);
    await query('ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC');
    await rebuild('postgres');
    expect(await query(state)).toEqual(before);
  });

  it('a chain of grants is granted by the owner', async () => {
    await query(
      `GRANT SELECT ON v TO ${reader} WITH GRANT OPTION; SET ROLE ${reader}; GRANT SELECT ON v TO ${other}; RESET ROLE`,
    );
    const before = await query(state);
    await rebuild('postgres');
    expect(await query(state)).toEqual(before);
  });

  it('passes over columns that are gone, and objects that were not saved', async () => {
    await query(`GRANT SELECT (a), SELECT ("B") ON v TO ${reader}; SET search_path = public; BEGIN`);
    await query(renderStatement({ kind: 'save_privileges', targets: targets.slice(0, 1) }));
    await query('DROP VIEW v; CREATE VIEW v AS SELECT 1 AS a');
    await query(renderStatement({ kind: 'restore_privileges', targets: targets.slice(0, 3) }));
    await query('COMMIT');
    expect(
      await query(`SELECT attname FROM pg_attribute WHERE attrelid = 'v'::regclass AND attacl IS NOT NULL`),
    ).toEqual([{ attname: 'a' }]);
    expect(await query("SELECT to_regclass('pg_temp.learnr_schema_privileges') AS left_over")).toEqual([
      { left_over: null },
    ]);
  });

  it('remembers nothing beyond the transaction', async () => {
    await query('SET search_path = public');
    await query(renderStatement({ kind: 'save_privileges', targets }));
    await expect(query(renderStatement({ kind: 'restore_privileges', targets }))).rejects.toThrow(
      'does not exist',
    );
  });
});
