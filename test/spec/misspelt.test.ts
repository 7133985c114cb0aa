import { describe, expect, test } from 'vitest';
import { base } from '../../src/model/model.ts';
import { readSpecWithDocuments } from '../../src/spec/spec.ts';
import { complaints, file, grammar, read, short } from './helpers.ts';

const found = (...texts: readonly string[]) => complaints(() => read(...texts)).map(short);

describe('a misspelt section', () => {
  const others = `views: {v: SELECT * FROM users}
domains: {d: {type: mood}}
sequences: {s: {owned_by: users.id}}
`;

  test('is read as the one that it most likely is, so that other mistakes come out', () => {
    const text = `tabels: {users: {columns: {id: serial, m: mood, n: nowhere}}}
enum: {mood: [a]}
shemas: {audit: }
extensons: {citext: }
${others}tables:
  audit.a: {columns: {b: {type: integer, references: user}, c: citext, d: {type: integer, default: nextval('users_id_seq')}}}
`;
    expect(found(text)).toEqual([
      'unknown-key 1:1',
      'unknown-key 2:1',
      'unknown-key 3:1',
      'unknown-key 4:1',
      'unknown-table 9:54',
    ]);
    expect(found(text.replace('extensons: {citext: }', '#'))).toEqual([
      'unknown-key 1:1',
      'unknown-type 1:52',
      'unknown-key 2:1',
      'unknown-key 3:1',
      'unknown-table 9:54',
      'unknown-type 9:64',
    ]);
  });

  test('is the same in lines of its own', () => {
    expect(found('tabels:\n  users:\n    columns:\n      id: integr\n  odd: {x: 1}\n')).toEqual([
      'unknown-key 1:1',
      'unknown-type 4:11',
      'unknown-key 5:9',
    ]);
  });

  test.each(['types: {mood: [a]}', 'things: {users: {}, mood: }', 'tabels: [users]', 'tabels: {users: '])(
    'that could be anything is read as nothing, and nobody misses what it may hold: %s',
    (line) => {
      const [first, ...rest] = complaints(() => read(line, others));
      expect(first?.at?.line).toBe(1);
      expect(rest.filter(({ at }) => at?.file !== '0.yaml')).toEqual([]);
    },
  );

  test('leaves no follow-up behind for a version that cannot be read', () => {
    const table =
      'tables: {t: {columns: {a: integer, b: {type: integer, generated: {as: a, stored: false}}}}}';
    expect(found(`postgresql: soon\n${table}`)).toEqual(['wrong-value 1:13']);
    expect(found(`postgresql: 15\n${table}`)).toEqual(['postgresql-too-old 2:82']);
  });
});

test('what comes with a table whose text is wrong is not missed', () => {
  const other = "tables: {b: {columns: {a: {type: bigint, default: nextval('users_id_seq')}}}}";
  expect(found('tables: {users: {columns: {id: serial}, x: 1}}', other)).toEqual(['unknown-key 1:41']);
  expect(found('tables: {users: {columns: {id: [serial]}}}', other)).toEqual(['wrong-type 1:32']);
  expect(found('tables: {users: {columns: {id: [serial]}}}', other.replace('users', 'user'))).toEqual([
    'wrong-type 1:32',
    'unknown-sequence 1:60',
  ]);
});

describe('renames that lead nowhere', () => {
  const check = (text: string) =>
    complaints(() => readSpecWithDocuments([file(text)], grammar, base)).map(short);
  const wrong = 'tables: {b: {renamed_from: c}}\n';

  test('are told beside whatever else is wrong', () => {
    expect(check(wrong)).toEqual(['rename-from-nowhere 1:28']);
    expect(check(`${wrong}views: {v: SELECT * FROM nowhere, w: {x: 1}}`)).toEqual([
      'rename-from-nowhere 1:28',
      'unknown-relation 2:26',
      'missing-key 2:38',
      'unknown-key 2:39',
    ]);
  });

  test('are not, where what they lead to cannot be told', () => {
    const moved = 'tables: {t.b: {columns: {a: {type: text, renamed_from: x}}}}\n';
    expect(check(`${moved}schemas: {t: {renamed_from: s, x: 1}}`)).toEqual(['unknown-key 2:32']);
    expect(check(`${moved}things: {t: 1}`)).toEqual(['unknown-key 2:1']);
  });
});
