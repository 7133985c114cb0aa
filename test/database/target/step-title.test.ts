import { expect, it } from 'vitest';
import { stepTitle } from '../../../src/database/executor/step-title.ts';
import { createIndexConcurrently, createTable } from './support.ts';

const users = { schema: 'public', name: 'users' };

it('says what a statement does in one line', () => {
  expect(stepTitle(createTable('users'))).toBe('CREATE TABLE users');
  expect(stepTitle(createIndexConcurrently('users', 'idx'))).toBe(
    'CREATE INDEX CONCURRENTLY idx ON users (id)',
  );
  expect(
    stepTitle({
      kind: 'alter_table',
      table: users,
      actions: [
        { kind: 'drop_column', column: 'a' },
        { kind: 'drop_column', column: 'b' },
      ],
    }),
  ).toBe('ALTER TABLE users DROP COLUMN a, DROP COLUMN b');
  expect(stepTitle({ kind: 'save_privileges', targets: [] })).toBe('remember privileges');
});

it('cuts what is long', () => {
  const title = stepTitle({
    kind: 'comment',
    target: { kind: 'table', name: users },
    comment: 'x'.repeat(200),
  });
  expect(title).toMatch(/^COMMENT ON TABLE users IS 'x+…$/);
  expect(title).toHaveLength(100);
});

it('lets no name do anything to a terminal', () => {
  expect(stepTitle(createTable('a\u001b[2Jb\u202e\nc'))).toBe('CREATE TABLE "a·[2Jb·');
});
