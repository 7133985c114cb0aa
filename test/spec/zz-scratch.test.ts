import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { builtinTypes } from '../../src/grammar/builtin-types.ts';
import { freshDatabase } from '../support/postgres.ts';
const out: any = {};
test('matrix', async () => {
  for (const major of [15, 18] as const) {
    const db = await freshDatabase(major);
    try {
      const { client } = db;
      const names = [...new Set([...builtinTypes.values(), 'character', 'bit'])];
      const uniq: string[] = [];
      await client.query(`CREATE TYPE "enum 1" AS ENUM ('a'); CREATE TYPE "enum 2" AS ENUM ('b'); CREATE DOMAIN dint AS integer; CREATE DOMAIN dvar AS varchar; CREATE TABLE rowt (a int); CREATE TABLE rowt2 (a int);CREATE DOMAIN dintarr AS integer[]`);
      const all = [...names, 'integer[]','bigint[]','text[]','varchar[]','name[]','char(3)','varchar(4)','"enum 1"','"enum 2"','"enum 1"[]','dint','dvar','rowt','rowt2','dintarr','dint[]'];
      for (const n of all) {
        try { await client.query(`CREATE TABLE "pk ${n.replaceAll('"','')}" (c ${n} UNIQUE)`); uniq.push(n); } catch (e: any) {}
      }
      const res: Record<string, string[]> = {};
      const cols: string[] = [];
      for (const n of all) { try { await client.query(`CREATE TABLE "fk ${n.replaceAll('"','')}" (c ${n})`); cols.push(n); } catch {} }
      for (const p of uniq) { res[p] = []; for (const f of cols) {
        await client.query('BEGIN');
        try { await client.query(`ALTER TABLE "fk ${f.replaceAll('"','')}" ADD FOREIGN KEY (c) REFERENCES "pk ${p.replaceAll('"','')}" (c)`); res[p]!.push(f); } catch {}
        await client.query('ROLLBACK');
      } }
      out[major] = { cols, res };
      const ext = await client.query(`SELECT name FROM pg_available_extensions ORDER BY 1`);
      out[major].extensions = ext.rows.map((r: any) => r.name);
      const trig = await client.query(`SELECT proname FROM pg_proc WHERE prorettype='trigger'::regtype ORDER BY 1`);
      out[major].trig = trig.rows.map((r: any) => r.proname);
    } finally { await db.drop(); }
  }
  writeFileSync('/tmp/spechelp/matrix.json', JSON.stringify(out));
}, 600000);
