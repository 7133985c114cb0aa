import { describe, expect, it } from 'vitest';
import type { RoutineHeader } from '../../src/grammar/index.ts';
import { majors } from '../../src/model/model.ts';
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
  { arguments: 'int', body: 'declare r $1%type; begin r := $1; end' },
  { body: "declare a positive; b text; begin for a, b in select 1, 'x' loop null; end loop; end" },
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

describe.each(majors)('PostgreSQL %i', (major) => {
  it('takes the valid code', async () => {
    const { client, drop } = await freshDatabase(major);
    await client.query(`
      CREATE SCHEMA other;
      CREATE TYPE other.mood AS ENUM ();
      CREATE TYPE mood AS ENUM ();
      CREATE TYPE "Odd Type" AS ENUM ();
      CREATE DOMAIN positive AS integer;
      CREATE TABLE users (id integer, name text, "Odd" integer);`);
    for (const [number, routine] of valid.entries()) {
      const { arguments: list = '', returns, procedure, body } = routine;
      const result = returns ?? (procedure || list.includes('out ') ? undefined : 'void');
      const statement = `CREATE ${procedure ? 'PROCEDURE' : 'FUNCTION'} f${number}(${list})
        ${result === undefined ? '' : `RETURNS ${result}`} LANGUAGE plpgsql AS $outer$${body}$outer$`;
      await client.query(statement).catch((error: unknown) => {
        throw new Error(`${body}: ${String(error)}`);
      });
    }
    await drop();
  });
});

describe('PL/pgSQL', () => {
  it.each(valid)('takes $arguments $returns $body', (routine) => {
    expect(grammar.stringBody(headerOf(routine), routine.body)).toBeUndefined();
  });

  it.each<[string, string]>([
    ['begin x := 1 + ¦; end', 'end of input'],
    ['\nbegin\n  x := (1¦; end', 'mismatched'],
    ['begin x := 1; x := 2 x ¦3; x := 3; end', 'at or near "3"'],
    ["begin x := 'ä😀'; x := 2 x ¦3; end", 'at or near "3"'],
    ['begin /* ä😀 x 3 */ x := 2 x ¦3; end', 'at or near "3"'],
    ['begin perform 1; select a from ¦from users; end', 'at or near "from"'],
    ['begin null ¦end', 'at or near "end"'],
    ['begin if true then null; end if; if true then null; end¦', 'end of input'],
    ['¦beginn null; end', 'at or near "beginn"'],
    ['begin null; end; ¦end', 'at or near "end"'],
    ['begin x := 1; y ¦z; end', ''],
    ["begin x := ¦'abc; end", 'unterminated quoted string'],
    ['begin execute ¦$x$ abc; end', 'unterminated dollar-quoted string'],
    ['begin ¦/* abc; end', 'unterminated'],
    ['begin exit¦; end', 'EXIT cannot be used outside a loop'],
    ['begin null; exception when ¦odd then null; end', 'unrecognized exception condition "odd"'],
    ["begin raise exception 'a %'¦; end", 'too few parameters'],
    ['begin ¦if true ; end if; end', 'missing "THEN"'],
    ['declare r users%rowtype; begin r := 1 1; end', ''],
    ['begin while true loop null; end ¦if; end', 'at or near "if"'],
    ['select ¦1', ''],
  ])('refuses %j', (marked, message) => {
    const text = marked.replace('¦', '');
    const problem = grammar.stringBody(headerOf({ arguments: 'x int', body: text }), text);
    expect(problem).toMatchObject({ code: 'sql-syntax' });
    expect(problem?.message).toMatch(/^PL\/pgSQL: /);
    expect(problem?.message).toContain(message);
    if (message === '') return;
    const offset = problem?.offset ?? 0;
    expect(`${text.slice(0, offset)}¦${text.slice(offset)}`).toBe(marked);
  });

  it('refuses no block at all', () => {
    expect(grammar.stringBody(headerOf({ body: '' }), ' \n')).toMatchObject({ code: 'sql-empty' });
    expect(grammar.stringBody(headerOf({ body: '' }), 'begin\0 end')).toMatchObject({
      code: 'text-nul',
      offset: 5,
    });
  });
});

describe('a body in SQL', () => {
  const header: RoutineHeader = { kind: 'function', language: 'sql', arguments: [] };

  it.each([
    '',
    ' -- nothing\n',
    'select 1',
    'select $1; insert into t values ($2);',
    ';;',
    'select 1 not /* so */ in (2)',
  ])('%j', (text) => {
    expect(grammar.stringBody(header, text)).toBeUndefined();
  });

  it.each([
    ['select 1; selec ¦2', 10],
    ["select 'ä😀' ä ö", 15],
    ["select 'x", 7],
  ])('%j is refused', (marked, offset) => {
    const text = marked.replace('¦', '');
    expect(grammar.stringBody(header, text)).toMatchObject({ code: 'sql-syntax', offset });
  });
});

it('knows no other languages', () => {
  expect(
    grammar.stringBody({ kind: 'function', language: 'plperl', arguments: [] }, 'my $x'),
  ).toBeUndefined();
});

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
