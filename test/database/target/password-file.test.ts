import { expect, it } from 'vitest';
import { findPassword } from '../../../src/database/target/password-file.ts';

const login = { host: 'db', port: 5432, database: 'app', user: 'ada' };

it.each([
  ['db:5432:app:ada:right', 'right'],
  ['*:*:*:*:right', 'right'],
  ['# db:5432:app:ada:wrong\nother:5432:app:ada:wrong\ndb:5432:app:ada:right\r\n*:*:*:*:later', 'right'],
  ['db:5432:app:ada:a\\:b\\\\c', 'a:b\\c'],
  // libpq ends a password at a colon that nothing escapes.
  ['db:5432:app:ada:right:rest', 'right'],
  ['db:5432:app:ada:pa ss é', 'pa ss é'],
  ['db:5433:app:ada:wrong', undefined],
  ['db:5432:app:eve:wrong', undefined],
  ['db:5432:app:ada:', undefined],
  ['db:5432:app:ada', undefined],
  ['\\*:5432:app:ada:wrong', undefined],
  ['localhost:5432:app:ada:wrong', undefined],
  ['', undefined],
])('in %j finds %j', (text, password) => {
  expect(findPassword(text, login)).toBe(password);
});

it('knows the usual folders of sockets as localhost', () => {
  const line = 'localhost:*:*:*:right';
  expect(findPassword(line, { ...login, host: '/var/run/postgresql' })).toBe('right');
  expect(findPassword(line, { ...login, host: '/home/ada/sockets' })).toBeUndefined();
  expect(findPassword('/home/ada/sockets:*:*:*:right', { ...login, host: '/home/ada/sockets' })).toBe(
    'right',
  );
});
