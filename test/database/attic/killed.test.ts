import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Passage } from '../../../src/database/journal/passage.ts';
import { scratchServer } from '../../support/postgres.ts';
import { releasesOf, rowsOf, runKeeping, thorough, told } from './support.ts';

const first = `
tables:
  users: {columns: {id: {type: integer, primary_key: true}}}
`;

const second = `
enums: {mood: [sad, happy]}
sequences: {ticket: {}}
tables:
  users:
    columns: {id: {type: integer, primary_key: true}, mood: {type: mood, not_null: true}}
  posts:
    columns:
      id: {type: serial, primary_key: true}
      mood: mood
      user_id: {type: integer, references: users}
      parent_id: {type: integer, references: posts}
`;

/** How many statements are left out between two that a run is killed before. */
const every = thorough ? 1 : 31;

/** What is in a database at the end, but for numbers that are given anew. */
const state = [
  `SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`,
  `SELECT tgname, proname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal ORDER BY 1`,
  `SELECT regexp_replace(relname, '^k\\d+', 'k') FROM pg_class WHERE relnamespace = to_regnamespace('learnr_schema_attic') AND relkind <> 't' ORDER BY 1`,
  `SELECT proname FROM pg_proc WHERE pronamespace = to_regnamespace('learnr_schema_attic')`,
  `SELECT release, direction, kind, element, state, rows_kept, rows_left FROM learnr_schema.attic ORDER BY kind, element, direction`,
  'SELECT number FROM learnr_schema.release ORDER BY 1',
];
const there = [
  `SELECT count(*), sum(id), count(*) FILTER (WHERE mood = 'happy'), sum(id) FILTER (WHERE mood = 'sad') FROM users`,
  `SELECT count(*), sum(id), count(*) FILTER (WHERE mood = 'happy'), sum(user_id), sum(parent_id) FROM posts`,
  `SELECT last_value, is_called FROM posts_id_seq UNION ALL SELECT last_value, is_called FROM ticket`,
];

describe('a run that is killed before any of its statements and run again ends like one that was not', () => {
  const releases = releasesOf(first, second);
  const server = scratchServer(18);
  const prefix = `attic_${randomBytes(4).toString('hex')}`;
  const names = new Set<string>();
  let administrator: pg.Client;

  const copy = async (from: string, to: string) => {
    await administrator.query(`CREATE DATABASE ${to} TEMPLATE ${from} STRATEGY file_copy`);
    names.add(to);
    return urlOf(to);
  };
  const drop = async (name: string) => {
    await administrator.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    names.delete(name);
  };
  const urlOf = (name: string) => Object.assign(new URL(server), { pathname: name }).href;

  beforeAll(async () => {
    administrator = new pg.Client(server);
    await administrator.connect();
    const url = await copy('template0', `${prefix}_2`);
    expect(await runKeeping(url, [releases.forward(1), releases.forward(2)])).not.toHaveProperty('error');
    await rowsOf(
      url,
      `INSERT INTO users SELECT n, CASE WHEN n % 3 = 0 THEN 'sad' ELSE 'happy' END::mood FROM generate_series(1, 12000) AS n`,
      `INSERT INTO posts (mood, user_id, parent_id) SELECT 'happy', n, CASE WHEN n % 100 <> 1 THEN n - 1 END FROM generate_series(1, 12000) AS n`,
      `SELECT nextval('ticket')`,
    );
    const back = await copy(`${prefix}_2`, `${prefix}_1`);
    expect(await runKeeping(back, [releases.backward(2)])).not.toHaveProperty('error');
  });
  afterAll(async () => {
    for (const name of names) await drop(name);
    await administrator.end();
  });

  test.each([
    ['back', `${prefix}_2`, releases.backward(2), state],
    ['forward again', `${prefix}_1`, releases.forward(2), [...state, ...there]],
  ] as const)('%s', async (_, template, passage, queries) => {
    const whole = await copy(template, `${prefix}_whole`);
    const undisturbed = await runKeeping(whole, [passage], { beforeQuery: () => {} });
    const expected = { rows: await rowsOf(whole, ...queries), told: told(undisturbed.events).sort() };
    await drop(`${prefix}_whole`);
    expect(expected.told).toMatchSnapshot();

    for (let at = 1 + (undisturbed.queries % every); at <= undisturbed.queries; at += every) {
      const url = await copy(template, `${prefix}_killed`);
      const events = await killedAndContinued(url, passage, at);
      const reached = { rows: await rowsOf(url, ...queries), told: [...new Set(events)].sort() };
      expect({ at, ...reached }).toEqual({ at, ...expected });
      await drop(`${prefix}_killed`);
    }
  });
});

/** @returns what both runs told of the attic */
async function killedAndContinued(url: string, passage: Passage, at: number): Promise<readonly string[]> {
  const killed = await runKeeping(url, [passage], {
    beforeQuery: (number, _text, client) => {
      if (number !== at) return;
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    },
  });
  expect(killed).toHaveProperty('error');
  const continued = await runKeeping(url, [passage]);
  expect(continued).not.toHaveProperty('error');
  return [...told(killed.events), ...told(continued.events)];
}
