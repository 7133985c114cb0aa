
import { it } from 'vitest';
import { scanSync } from 'libpg-query';
import type { RoutineHeader } from '../../src/grammar/index.ts';
import { freshDatabase } from '../support/postgres.ts';
import { accepted, grammar } from './support.ts';
/** A routine as people write it. */
type Written = {
  readonly arguments?: string;
  readonly returns?: string;
  readonly procedure?: true;
  readonly body: string;
};

/** Code that every server takes. */
const valid: readonly Written[] = [
  { body: 'begin end' },
  {
    returns: 'trigger',
    body: "begin if tg_op = 'INSERT' then new.name := lower(new.name); end if; new.id = old.id; return new; end",
  },
  {
    returns: 'trigger',
    body: 'declare r users; begin r := new; new := r; select * into new from users; return r; end',
  },
  { returns: 'trigger', body: 'declare x alias for new; begin x.id := 1; return x; end' },
  { returns: 'trigger', body: 'begin NEW."Odd" := 1; return NEW; end;' },
  { returns: 'event_trigger', body: "begin raise notice '% %', tg_event, tg_tag; end" },
  {
    body: 'declare r users%rowtype; begin select * into r from users; r.id := 3; r.name = null; select 1, 2 into r.id, r.name; end',
  },
  {
    body: 'declare r public.users%ROWTYPE; begin insert into users default values returning * into r; r.id := 1; end',
  },
  { body: 'declare r users.id%type; s r%type := 1; begin r := s; end' },
  { body: 'declare message users%rowtype; begin message := null; message.id := 3; end' },
  { body: 'declare a mood; b text; c positive; begin select id, name, 1 into a, b, c from users; end' },
  { arguments: 'm mood', body: 'declare b text; begin select id, name into m, b from users; end' },
  { arguments: 'message text, type int', body: "begin message := 'x'; type := 2; end" },
  {
    returns: 'table (message text, type int)',
    body: "begin message := 'x'; type := 2; return next; return query select 'x', 1; end",
  },
  { arguments: 'out message text, inout hint int', body: "begin message := 'x'; hint := 2; return; end" },
  { arguments: 'u users', body: 'begin u.id := 1; perform u.id; select * from users into u; end' },
  {
    returns: 'setof users',
    body: 'declare r users%rowtype; begin for r in select * from users loop return next r; end loop; return; end',
  },
  {
    returns: 'setof users',
    body: "begin return query execute 'select * from users where id = $1' using 1; return; end",
  },
  {
    arguments: 'a anyelement',
    returns: 'anyelement',
    body: 'declare r a%type; begin r := a; $0 := r; return $0; end',
  },
  { arguments: 'a anyarray', returns: 'anyelement', body: 'begin return a[1]; end' },
  { arguments: 'int, int', returns: 'int', body: 'declare x alias for $1; begin x := $2 + 1; return x; end' },
  {
    arguments: "x int[], variadic y text[] default '{}'",
    body: 'declare e int; s int[]; begin x[1] := 2; foreach e in array x loop null; end loop; foreach s slice 1 in array x loop null; end loop; end',
  },
  {
    body: "declare r record; begin for r in select * from users loop raise notice '%', r.id; end loop; r.a[1] := 2; r.b.c := 3; end",
  },
  { body: "declare a int; b text; begin for a, b in select 1, 'x' loop null; end loop; end" },
  { body: "declare a int[]; j jsonb; begin j['a'] := '1'; a[1:2] := '{1,2}'; end" },
  {
    body: "declare c cursor (k int) for select * from users where id = k; r record; d refcursor; begin open c(1); fetch c into r; move next from c; close c; open d for execute 'x'; for r in c(k := 2) loop delete from users where current of c; end loop; end",
  },
  {
    arguments: 'x int',
    body: 'begin case x when 1, 2 then null; else null; end case; case when x = 1 then null; end case; end',
  },
  {
    body: '<<a>> declare i int := 1; begin <<b>> loop exit b when i > 2; continue b; end loop b; while true loop exit; end loop; for i in reverse 10..1 by 2 loop null; end loop; a.i := 3; end a',
  },
  {
    body: "begin raise exception 'a % %%', 1 using errcode = '23505', hint = 'x'; raise; raise unique_violation using message = 'x'; raise sqlstate '22012'; assert 1 = 1, 'no'; end",
  },
  {
    arguments: 'x text',
    body: "begin begin null; exception when unique_violation or sqlstate '22012' then get stacked diagnostics x = message_text; when others then null; end; get diagnostics x = row_count; end",
  },
  {
    arguments: 'x int, y text',
    body: "begin execute format('select %s', 1) into strict x using 1, 2; update users set id = 1 returning id, name into x, y; if not found then null; elsif x = 1 then return; end if; end",
  },
  {
    body: '#variable_conflict use_column\ndeclare x constant int := 1; y int not null default 2; z text collate "C"; begin perform 1; end',
  },
  { body: 'begin /* a /* ; */ */ null; -- end\n execute $x$ select 1; $x$; end' },
  { body: "declare b boolean; begin b := 1 not /* so */ in (2); raise /* so */ notice ''; end" },
  { body: "declare t text := 'ä😀'; begin t := t || '98765431 98765432'; end" },
  {
    procedure: true,
    arguments: 'inout a int',
    body: 'begin a := 1; commit; rollback and chain; call p(a); do $$begin end$$; return; end',
  },
  {
    body: 'begin merge into users u using users v on u.id = v.id when matched then delete when not matched then insert (id) values (1); end',
  },
  { body: 'declare "select" int; "End" int; begin "select" := 1; "End" = 2; end' },
  {
    arguments: 'x positive, h other.mood, "Big" "Odd Type"',
    body: 'begin x := 1; h := null; "Big" := null; end',
  },
  {
    body: 'declare n numeric(10,2); v varchar(10)[]; t timestamp with time zone; i interval day to second(3); begin end',
  },
  {
    body: 'begin with w as (select 1) insert into users select * from w; truncate users; create temp table x (a int); end',
  },
];

function headerOf({ arguments: list = '', returns, procedure }: Written): RoutineHeader {
  const kind = procedure ? 'procedure' : 'function';
  const signature = accepted(grammar.routineSignature(kind, `f(${list})`));
  const result = returns ?? (procedure || list.includes('out ') ? undefined : 'void');
  return {
    kind,
    language: 'plpgsql',
    arguments: signature.arguments,
    ...(result === undefined ? {} : { returns: accepted(grammar.routineResult(result)) }),
  };
}

it.each([15,18] as const)('diff %i', async (major) => {
    const { client, drop } = await freshDatabase(major);
    await client.query(`
      CREATE SCHEMA other;
      CREATE TYPE other.mood AS ENUM ();
      CREATE TYPE mood AS ENUM ();
      CREATE TYPE "Odd Type" AS ENUM ();
      CREATE DOMAIN positive AS integer;
      CREATE TABLE users (id integer, name text, "Odd" integer);`);
  const all = valid.flatMap(v => scanSync(v.body).tokens.map(t => v.body.slice(0,0)+t.text));
  let took = 0, n = 0, bad = 0, found = 0, missed: Record<string, number> = {};
  const end = Date.now() + 120000;
  const heads = valid.filter(v=>v.arguments||v.returns);
  while (Date.now() < end) {
    let v = valid[Math.floor(Math.random()*valid.length)]!;
    if (Math.random()<0.3) { const h2 = valid[Math.floor(Math.random()*valid.length)]!; const {body:_, ...h3}=h2; v = {...h3, body: v.body}; }
    const t = scanSync(v.body).tokens.map(x => x.text);
    const at = Math.floor(Math.random()*t.length);
    const r = Math.random();
    if (r < 0.3) t.splice(at, 1); else if (r < 0.5) t.splice(at, 0, t[at]!); else if (r < 0.7) t.splice(at, 0, all[Math.floor(Math.random()*all.length)]!); else if (r<0.9) t[at] = all[Math.floor(Math.random()*all.length)]!; else { const [x]=t.splice(at,1); t.splice(Math.floor(Math.random()*t.length),0,x!); }
    const body = t.map(x=>x.startsWith('--')?x+'\n':x).join(' ').replace(/ # (\w)/,'#$1').replace(/ % (rowtype|type)/gi,'%$1');
    const { arguments: list = '', returns, procedure } = v;
    const result = returns ?? (procedure || list.includes('out ') ? undefined : 'void');
    const statement = `CREATE OR REPLACE ${procedure ? 'PROCEDURE' : 'FUNCTION'} f(${list})
        ${result === undefined ? '' : `RETURNS ${result}`} LANGUAGE plpgsql AS $outer$${body}$outer$`;
    let error: string | undefined;
    await client.query('begin');
    await client.query(statement).catch((e) => { error = String(e.message); });
    await client.query('rollback');
    const p = grammar.stringBody(headerOf({...v, body}), body);
    n++;
    if (error === undefined) { took++; if (p) { bad++; console.log('BAD', JSON.stringify(body), list, returns, p); } }
    else if (p) { found++; } else { const k = error.replace(/"[^"]*"/g,'""'); missed[k] = (missed[k]??0)+1; }
  }
  console.log(major, {n, took, bad, found}, Object.entries(missed).sort((a,b)=>b[1]-a[1]).slice(0,25));
  await drop();
}, 400000);
