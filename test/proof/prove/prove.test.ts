import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { openScratch } from '../../../src/database/scratch/space.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { swap } from '../../../src/diff/pair.ts';
import type { Major } from '../../../src/model/model.ts';
import { prove } from '../../../src/proof/prove.ts';
import { planFor } from '../../../src/release/generated.ts';
import { scratchServer } from '../../support/postgres.ts';
import { grammar, openSpace, pairOfSpecs, provePair } from './support.ts';

const users = 'tables: {users: {columns: {id: {type: integer, primary_key: true}, email: text}}}';
const named = 'tables: {users: {columns: {id: {type: integer, primary_key: true}, email: text, name: text}}}';

describe('a proof', () => {
  test('of a schema that the server does not take says which statement, and runs nothing', async () => {
    const view = `${users}\nviews: {v: SELECT nowhere(id) AS x FROM users}`;
    const forward = await provePair(pairOfSpecs(users, view), 18);
    expect(forward).toMatchObject({
      proven: false,
      passes: [],
      unbuilt: {
        schema: 'next',
        statement: expect.stringContaining('nowhere'),
        words: expect.stringContaining('nowhere'),
      },
    });
    const backward = await provePair(pairOfSpecs(view, users), 15);
    expect(backward.unbuilt?.schema).toBe('previous');
  });

  test('asks the sequence of a column itself, and none that belongs to the column besides', async () => {
    const spec = (identity: string) =>
      `sequences: {counter: {owned_by: t.id}}\ntables: {t: {columns: {id: {type: bigint${identity}}}}}`;
    const proof = await provePair(pairOfSpecs(spec(', identity: always'), spec('')), 18);
    expect(proof.passes.flatMap(({ differences }) => differences)).toEqual([]);
    expect(proof.proven).toBe(true);
  });

  test('of a plan that fails names the step, with the ledger up to it', async () => {
    const pair = pairOfSpecs(users, named);
    const forward = planFor(pair);
    const [batch] = forward.batches;
    const twice = { ...forward, batches: [...forward.batches, ...(batch === undefined ? [] : [batch])] };
    const space = await openSpace(15);
    try {
      const proof = await prove({ pair, forward: twice, backward: planFor(swap(pair)), space, grammar });
      expect(proof.proven).toBe(false);
      expect(proof.passes).toHaveLength(1);
      expect(proof.passes[0]).toMatchObject({
        direction: 'forward',
        failure: { step: 2, words: expect.stringContaining('already exists') },
        ledger: { steps: [{ step: 1 }] },
      });
      expect(proof.passes[0]?.rows).toBeUndefined();
    } finally {
      await space.close();
    }
  });

  test('of a plan that leaves no table for the rows is a verdict, and no error', async () => {
    const pair = pairOfSpecs(users, named);
    const nothing = { ...planFor(pair), batches: [] };
    const space = await openSpace(18);
    try {
      const proof = await prove({ pair, forward: nothing, backward: planFor(swap(pair)), space, grammar });
      expect(proof).toMatchObject({ proven: false, passes: [{ direction: 'forward' }] });
      expect(proof.passes[0]?.differences).toEqual(['column public.users.name is missing']);
      expect(proof.passes[0]?.rows).toBeUndefined();
    } finally {
      await space.close();
    }
  });

  test('reports another order of columns, which is no error', async () => {
    const front =
      'tables: {users: {columns: {name: text, id: {type: integer, primary_key: true}, email: text}}}';
    const proof = await provePair(pairOfSpecs(users, front), 18);
    expect(proof.proven).toBe(true);
    expect(proof.passes.map(({ columnOrder }) => columnOrder)).toEqual([
      ['public.users'],
      [],
      ['public.users'],
    ]);
  });

  test('names what cannot be restored', async () => {
    const proof = await provePair(pairOfSpecs(named, users), 15);
    expect(proof.proven).toBe(true);
    const unrestorable = proof.passes.map(({ rows }) => rows?.unrestorable);
    expect(unrestorable.slice(0, 2)).toEqual([['public.users.name'], ['public.users.name']]);
    // The second time there is nothing in it.
    expect(proof.passes[2]?.rows?.lost).toEqual([]);
  });

  test('says where there is no way back while there are rows, and runs it without', async () => {
    const withNotNull =
      'tables: {t: {columns: {id: {type: integer, primary_key: true}, x: {type: integer, not_null: true}}}}';
    const withoutIt = 'tables: {t: {columns: {id: {type: integer, primary_key: true}}}}';
    const proof = await provePair(pairOfSpecs(withNotNull, withoutIt), 15);
    expect(proof.irreversible).toMatchObject({ sqlstate: '23514' });
    expect(proof.passes.map(({ direction, failure }) => [direction, failure])).toEqual([
      ['forward', undefined],
      ['backward', undefined],
      ['forward again', undefined],
    ]);
    expect(proof.proven).toBe(true);
  });

  test('holds no row against a plan of which only the server could have told that the next schema refuses it', async () => {
    const id = 'id: {type: text, primary_key: true}';
    const kind = "kind: {type: text, generated: 'left(id, 3)'}";
    const previous = `tables: {events: {columns: {${id}}}}`;
    const next = `tables: {events: {columns: {${id}, ${kind}}, checks: {k: "kind IN ('abc', 'def')"}}}`;
    const proof = await provePair(pairOfSpecs(previous, next), 15);
    expect(proof.proven).toBe(true);
    expect(proof.rowProblems).toMatchObject([
      { table: 'public.events', constraint: 'k' },
      {
        table: 'public.events',
        constraint: 'k',
        reason: expect.stringMatching(
          /^5 rows that only the server can judge were left out, because step 3 failed: /,
        ),
      },
    ]);
  });

  test('leaves out no row where a plan fails for something else than what only the server could have told', async () => {
    const id = 'id: {type: text, primary_key: true}';
    const kind = "kind: {type: text, generated: 'left(id, 3)'}";
    const previous = `tables: {events: {columns: {${id}}}}`;
    const check = `k: "kind IN ('abc', 'def')"`;
    const tables = (more: string) =>
      `tables: {events: {columns: {${id}, ${kind}}, checks: {${check}${more}}}}`;
    const pair = pairOfSpecs(previous, tables(''));
    const forward = planFor(pair);
    const wrong = planFor(pairOfSpecs(tables(''), tables(', wrong: id IS NULL')));
    const spoilt = { ...forward, batches: [...wrong.batches, ...forward.batches] };
    const space = await openSpace(18);
    try {
      const proof = await prove({ pair, forward: spoilt, backward: planFor(swap(pair)), space, grammar });
      expect(proof.passes[0]?.failure).toMatchObject({ step: 2, sqlstate: '23514', constraint: 'wrong' });
    } finally {
      await space.close();
    }
  });

  test('leaves out rows that a new foreign key would have refer to rows that the server refuses', async () => {
    const tables = (unique: string, references: string) => `tables:
  rooms:
    columns: {id: {type: integer, primary_key: true}, value: {type: text, not_null: true}}
    indexes: {one: {on: [{expression: lower(value) = value}], unique: true}}
  gamma:
    columns: {ref: {type: integer, not_null: true, references: rooms}}
    ${unique}
  beta: {columns: {id: {type: integer, not_null: true${references}}}}
`;
    const previous = tables('unique: {k: ref}', '');
    const proof = await provePair(
      pairOfSpecs(previous, tables('unique: {k: ref}', ', references: gamma(ref)')),
      15,
    );
    expect(proof.proven).toBe(true);
    expect(proof.rowProblems).toContainEqual({
      table: 'public.beta',
      constraint: 'beta_id_fkey',
      reason: 'rows are left out, since the server refuses what they refer to',
    });
  });

  test('leaves out rows with a virtual value that nobody could read', async () => {
    const column = "v: {type: varchar(5), generated: {as: 'repeat(note, 4)', stored: false}}";
    const spec = `postgresql: 18\ntables: {t: {columns: {note: {type: text, not_null: true}, ${column}}}}`;
    const proof = await provePair(pairOfSpecs(spec, `${spec}\nschemas: {s: }`), 18);
    expect(proof.proven).toBe(true);
    expect(proof.rowProblems.map(({ reason }) => reason)).toContain(
      'the server refuses a row: value too long for type character varying(5)',
    );
  });

  test('names tables that could be given no rows', async () => {
    const impossible = (more: string) =>
      `tables: {t: {columns: {id: {type: integer, primary_key: true}, x: {type: integer, not_null: true${more}}}, checks: {never: x > 1 AND x < 1}}}`;
    const proof = await provePair(pairOfSpecs(impossible(''), impossible(', default: 7')), 18);
    expect(proof.proven).toBe(true);
    expect(proof.rowProblems).toEqual([expect.objectContaining({ table: 'public.t', constraint: 'never' })]);
  });
});

describe('scratch databases', () => {
  test('are gone when the proof throws', async () => {
    const pair = pairOfSpecs(
      'tables: {t: {columns: {id: {type: integer, primary_key: true}}, checks: {ck: id > 0}}}',
      users,
    );
    const space = await openSpace(15);
    const broken = {
      ...grammar,
      expressionTree: () => {
        throw new Error('no such grammar');
      },
    };
    const proof = prove({
      pair,
      forward: planFor(pair),
      backward: planFor(swap(pair)),
      space,
      grammar: broken,
    });
    await expect(proof).rejects.toThrow('no such grammar');
    const names = space.made.map(({ name }) => name);
    expect(names).toHaveLength(2);
    expect(await existing(15, names)).toEqual([...names].sort());
    await space.close();
    expect(await existing(15, names)).toEqual([]);
  });

  test('of two proofs side by side do not collide', async () => {
    const spaces = await Promise.all([openSpace(18), openSpace(18)]);
    const pair = pairOfSpecs(users, named);
    try {
      const proofs = await Promise.all(
        spaces.map((space) =>
          prove({ pair, forward: planFor(pair), backward: planFor(swap(pair)), space, grammar }),
        ),
      );
      expect(proofs.map(({ proven }) => proven)).toEqual([true, true]);
      const names = spaces.flatMap(({ made }) => made.map(({ name }) => name));
      expect(new Set(names).size).toBe(6);
    } finally {
      await Promise.all(spaces.map((space) => space.close()));
    }
  });

  test('get nothing that the plan does not say, and neither does the database of the URL', async () => {
    const space = await openSpace(15);
    const pair = pairOfSpecs(users, named);
    try {
      await prove({ pair, forward: planFor(pair), backward: planFor(swap(pair)), space, grammar });
      const ours = await Promise.all(
        space.made.map(async (database) => {
          const session = await database.connect();
          const found = await outside(session.client);
          await session.close();
          return found;
        }),
      );
      expect(ours).toEqual([['public'], ['public'], ['public']]);
      expect(await onServer(15, outside)).toEqual(['public']);
    } finally {
      await space.close();
    }
  });

  test('of a run that was killed are swept by the next, and those of one that lives are not', async () => {
    const [dead, alive] = ['learnr_schema_scratch_999999998_1', 'learnr_schema_scratch_999999997_1'];
    const living = new pg.Client(scratchServer(16));
    await living.connect();
    try {
      await living.query('SELECT pg_advisory_lock(1818583410, 999999997)');
      for (const name of [dead, alive]) await living.query(`CREATE DATABASE ${name} TEMPLATE template0`);
      await (await openSpace(16)).close();
      expect(await existing(16, [dead, alive])).toEqual([alive]);
      await living.query('SELECT pg_advisory_unlock(1818583410, 999999997)');
      await (await openSpace(16)).close();
      expect(await existing(16, [dead, alive])).toEqual([]);
    } finally {
      for (const name of [dead, alive]) await living.query(`DROP DATABASE IF EXISTS ${name}`);
      await living.end();
    }
  });
});

test('a scratch server that is not there is an error', async () => {
  const url = parseTargetUrl('postgresql://nobody@127.0.0.1:1/postgres?sslmode=disable', '--scratch-url');
  await expect(openScratch({ kind: 'url', url })).rejects.toMatchObject({
    diagnostics: [{ code: expect.stringMatching(/^target-/) }],
  });
});

async function onServer<T>(major: Major, look: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(scratchServer(major));
  await client.connect();
  try {
    return await look(client);
  } finally {
    await client.end();
  }
}

function existing(major: Major, names: readonly string[]): Promise<readonly string[]> {
  return onServer(major, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE datname = ANY ($1::text[]) ORDER BY 1',
      [names],
    );
    return rows.map(({ name }) => name);
  });
}

/** Schemas that are not PostgreSQL's own. */
async function outside(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$)' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}
