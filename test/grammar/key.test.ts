import fc from 'fast-check';
import { scanSync } from 'libpg-query';
import { describe, expect, it } from 'vitest';
import { accepted, grammar, key, queryKey } from './support.ts';

describe('one key', () => {
  it.each([
    ['a+b', '  a  +\n b -- sum'],
    ['NOW( )', 'now()'],
    ['Price > 0', '"price">0'],
    ['((a)) + ((b))', 'a + b'],
    ['cast(a as int)', 'a::integer'],
    ['a::int4', 'a::pg_catalog.int4'],
    ['a::int8[]', 'a::bigint array'],
    ['a::_int4', 'a::int[][3]'],
    ['a::timestamptz', 'a::timestamp with time zone'],
    ['a::decimal(10)', 'a::numeric(10, 0)'],
    ['a::char', 'a::bpchar(1)'],
    ['a != b', 'a <> b'],
    ['a isnull', 'a is null'],
    ['a notnull', 'a IS NOT NULL'],
    ["'x'::text", '$$x$$::TEXT'],
    ["E'a\\nb'", "'a\nb'"],
    ["U&'\\00e4'", "'ä'"],
    ["'a'\n'b'", "'ab'"],
    ["date '2020-01-01'", "cast('2020-01-01' as date)"],
    ['a and (b and (c and d))', '((a and b) and c) and d'],
    ['a or (b or c)', 'a or b or c'],
    ['1_000', '0x3e8'],
    ['-1', '- 1'],
    ['true', 'TRUE'],
    ['a in (1,2)', 'a IN ( 1 , 2 )'],
    ['extract(year from a)', 'EXTRACT(YEAR FROM a)'],
  ])('%s and %s', (one, other) => {
    expect(key(one)).toBe(key(other));
  });

  it.each([
    ['select a from t', 'SELECT a AS a FROM t'],
    ['select a::text from t', 'select (a)::text as a from t'],
    ['select count(*) from t', 'select count(*) as count from t'],
    ['select 1 from a join b on true', 'select 1 from a inner join b on (true)'],
    ['table t', 'select * from t'],
    ['(select 1)', 'select 1'],
    ['select 1 from t x', 'select 1 from t as x'],
  ])('%s and %s', (one, other) => {
    expect(queryKey(one)).toBe(queryKey(other));
  });

  it('whichever columns the same expression is about', () => {
    const [one, other] = ['a > b and a > 0', 'c > d and c > 0'].map((text) =>
      accepted(grammar.expression(text)),
    );
    expect(one?.key).toBe(other?.key);
    expect(one?.mentions.columns).toEqual(['a', 'b']);
    expect(other?.mentions.columns).toEqual(['c', 'd']);
  });

  it('however it is spaced, commented, quoted and capitalised', () => {
    const expressions = fc.constantFrom(
      "price > 0 and (discount is null or discount between 0 and price) and kind in ('a', 'b')",
      "coalesce(nullif(trim(both ' ' from name), ''), 'x') || e'\\n' || left(name, 3)",
      "case when a = any (array[1, 2]) then b::numeric(10,2) else (c).d[1] end not like 'x%' escape '!'",
      "now() - interval '1 day' at time zone 'utc' < greatest(a, b, date '2020-01-01')",
      'exists (select 1 from t x where x.a = y.b order by 1 desc nulls last limit 1)',
      "data ->> 'a' = '1' and data @> '{}'::jsonb and id <> nextval('s')",
    );
    const space = fc.constantFrom(' ', '\n', '\t ', " /* it's */ ", ' -- "no\n', ' /* a /* b */ */\n');
    const respelled = expressions.chain((text) => {
      const tokens = scanSync(text).tokens.map((token) => fc.tuple(spellings(token), space));
      return fc.tuple(
        fc.constant(text),
        fc.tuple(...tokens).map((parts) => parts.flat().join('')),
      );
    });
    fc.assert(
      fc.property(respelled, ([text, other]) => {
        expect(key(other)).toBe(key(text));
      }),
      { numRuns: 500 },
    );
  });

  it('in whichever of the ways a string is written', () => {
    fc.assert(
      fc.property(strings, (text) => {
        const plain = key(`'${text.replaceAll("'", "''")}'`);
        expect(key(`E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`)).toBe(plain);
        expect(key(`$q$${text}$q$`)).toBe(plain);
      }),
    );
  });
});

describe('two keys', () => {
  it.each([
    ['a > 0', 'a >= 0'],
    ['a - (b - c)', 'a - b - c'],
    ['a and b or c', 'a and (b or c)'],
    ['not a and b', 'not (a and b)'],
    ['a = b', 'b = b'],
    ['a.x = 1', 'b.x = 1'],
    ['a.x', 'x'],
    ["'a'::text", "'a'"],
    ['a::int', 'a::bigint'],
    ['a::int', 'a::int[]'],
    ['a::varchar(3)', 'a::varchar(4)'],
    ['a::"integer"', 'a::integer'],
    ['a::"char"', 'a::char'],
    ['lower(a)', 'pg_catalog.lower(a)'],
    ['"Lower"(a)', 'lower(a)'],
    ['a', '"A" = 1'],
    ['1', '1.0'],
    ['1.0', '1.00'],
    ['null', "''"],
    ['0', 'false'],
    ['a in (1, 2)', 'a in (2, 1)'],
    ['a is null', 'a is not null'],
    ['count(*)', 'count(a)'],
    ['count(distinct a)', 'count(a)'],
    ['a collate "C"', 'a collate "POSIX"'],
    ["interval '1' day", "interval '1' hour"],
    ['(a).b', '(a).c'],
    ['substring(a from 1)', 'substring(a, 1)'],
    ['row(a)', '(a)'],
  ])('%s and %s', (one, other) => {
    expect(key(one)).not.toBe(key(other));
  });

  it.each([
    ['select a from t', 'select b from t'],
    ['select a from t', 'select a as b from t'],
    ['select a from t', 'select a from only t'],
    ['select a from t', 'select distinct a from t'],
    ['select 1 union select 2', 'select 1 union all select 2'],
    ['select 1 from a left join b on true', 'select 1 from a right join b on true'],
    ['select 1 from a join b using (x)', 'select 1 from a join b using (y)'],
    ['select 1 from t', 'select 1 from s.t'],
    ['select 1 from t limit 1', 'select 1 from t limit 2'],
    ['select a as x from t order by 1', 'select a as x from t order by 1 desc'],
  ])('%s and %s', (one, other) => {
    expect(queryKey(one)).not.toBe(queryKey(other));
  });

  it('for different strings', () => {
    fc.assert(
      fc.property(strings, strings, (one, other) => {
        fc.pre(one !== other);
        expect(key(`a = $q$${one}$q$`)).not.toBe(key(`a = $q$${other}$q$`));
      }),
    );
  });

  it('for different numbers', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 20n), 10n ** 20n),
        fc.bigInt(-(10n ** 20n), 10n ** 20n),
        (one, other) => {
          fc.pre(one !== other);
          expect(key(`a = ${one}`)).not.toBe(key(`a = ${other}`));
        },
      ),
    );
  });

  it('for different names of things that are no columns', () => {
    const names = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
    fc.assert(
      fc.property(names, names, (one, other) => {
        fc.pre(one !== other);
        expect(key(`"${one}"(a)`)).not.toBe(key(`"${other}"(a)`));
        expect(key(`a::s."${one}"`)).not.toBe(key(`a::s."${other}"`));
        expect(queryKey(`select 1 from "${one}"`)).not.toBe(queryKey(`select 1 from "${other}"`));
      }),
    );
  });
});

it('is 32 hexadecimal digits', () => {
  expect(key('a')).toMatch(/^[0-9a-f]{32}$/);
});

/** Texts that can stand between `$q$` and in every other kind of quotes. */
const strings = fc
  .string({ unit: 'binary', maxLength: 8 })
  .filter((text) => !/\0|\$|\p{Surrogate}|\r/u.test(text));

type ScanToken = ReturnType<typeof scanSync>['tokens'][number];

/** Ways to write a token that mean the same. */
function spellings({ text, tokenName, keywordName }: ScanToken): fc.Arbitrary<string> {
  const isWord = /^[a-z_][a-z0-9_]*$/.test(text);
  const cased = text.replace(/./g, (letter, i: number) => (i % 2 === 0 ? letter.toUpperCase() : letter));
  if (isWord && tokenName === 'IDENT' && keywordName === 'NO_KEYWORD')
    return fc.constantFrom(text, text.toUpperCase(), cased, `"${text}"`);
  return isWord ? fc.constantFrom(text, text.toUpperCase(), cased) : fc.constant(text);
}
