import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { chooseTarget } from '../../../src/database/target/choice.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { DiagnosticError } from '../../../src/diagnostic/diagnostic.ts';

const parse = (text: string) => parseTargetUrl(text, 'DATABASE_URL');

function diagnosticsOf(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('parseTargetUrl', () => {
  it.each([
    'postgresql://ada:pw@db.example:5433/learnr',
    'postgres://ada:pw@db.example:5433/learnr',
    'postgresql+asyncpg://ada:pw@db.example:5433/learnr',
    'postgresql+psycopg2://ada:pw@db.example:5433/learnr',
    'postgresql+psycopg://ada:pw@db.example:5433/learnr',
    '  postgresql+asyncpg://ada:pw@db.example:5433/learnr\n',
    'postgresql://ada:pw@/learnr?host=db.example&port=5433',
    'postgresql://?host=db.example&port=5433&user=ada&password=pw&dbname=learnr',
  ])('reads %s', (text) => {
    const url = parse(text);
    expect(url).toMatchObject({ host: 'db.example', port: 5433, user: 'ada', database: 'learnr' });
    expect(url.password()).toBe('pw');
  });

  it('leaves out what the URL does not say', () => {
    const url = parse('postgresql:///learnr');
    expect(url).toEqual({
      password: expect.any(Function),
      database: 'learnr',
      tls: { mode: 'prefer' },
      connectTimeoutMs: 15_000,
      shown: 'postgresql:///learnr',
    });
    expect(url.password()).toBeUndefined();
  });

  it('decodes user, password, host and database', () => {
    const url = parse('postgresql://a%40b:p%2Fw%25@%2Ftmp%2Fsocket:5432/my%20db');
    expect(url).toMatchObject({
      host: '/tmp/socket',
      user: 'a@b',
      database: 'my db',
      tls: { mode: 'disable' },
    });
    expect(url.password()).toBe('p/w%');
  });

  it('takes passwords that SQLAlchemy takes without encoding', () => {
    expect(parse('postgresql+asyncpg://ada:p/w?#:x@db/learnr').password()).toBe('p/w?#:x');
  });

  it('reads IPv6 addresses', () => {
    expect(parse('postgresql://ada@[::1]:5432/learnr')).toMatchObject({
      host: '::1',
      shown: 'postgresql://ada@[::1]:5432/learnr',
    });
  });

  it.each([
    ['', 'prefer'],
    ['?sslmode=verify-full', 'verify-full'],
    ['?ssl=require', 'require'],
    ['?ssl=true', 'require'],
    ['?ssl=false', 'disable'],
    ['?sslmode=require&channel_binding=require&application_name=x', 'require'],
  ])('reads TLS from %s', (query, mode) => {
    expect(parse(`postgresql+asyncpg://db/learnr${query}`).tls.mode).toBe(mode);
  });

  it('reads the files for TLS', () => {
    expect(parse('postgresql://db/x?sslmode=verify-ca&sslrootcert=/r&sslcert=/c&sslkey=/k').tls).toEqual({
      mode: 'verify-ca',
      rootCertificate: '/r',
      certificate: '/c',
      key: '/k',
    });
  });

  it.each([
    ['', 'target-url', 'is empty'],
    ['learnr', 'target-url', 'is not the URL of a PostgreSQL database'],
    ['mysql://root:hunter2@db/learnr', 'target-url', 'leads to mysql, which is not PostgreSQL'],
    ['sqlite+aiosqlite:///hunter2.db', 'target-url', 'leads to sqlite, which is not PostgreSQL'],
    ['postgresql://ada:hunter2@db:port/learnr', 'target-url', 'has a port that is not a number'],
    ['postgresql://ada:hunter2@db:99999/learnr', 'target-url', 'has a port that is not a number'],
    [
      'postgresql://ada:hunter2%@db/learnr',
      'target-url',
      'has a % that two hexadecimal digits do not follow',
    ],
    ['postgresql://ada:hunter2@db/learnr?sslmod=require', 'target-url', 'has the parameter sslmod, which'],
    ['postgresql://ada:hunter2@db/learnr?sslmode=hunter2', 'target-url', 'asks for an unknown sslmode'],
    ['postgresql://ada:hunter2@one,two/learnr', 'target-url', 'names several hosts'],
    ['postgresql://ada:hunter2@db', 'target-url-no-database', 'does not say which database'],
    ['postgresql://ada:hunter2@db/', 'target-url-no-database', 'does not say which database'],
    ['postgresql://ada:hunter2@evil@db/learnr', 'target-url', 'is not the URL of a PostgreSQL database'],
  ])('refuses %s', (text, code, message) => {
    const diagnostics = diagnosticsOf(() => parse(text));
    expect(diagnostics).toMatchObject([{ code, message: expect.stringContaining(message) }]);
    expect(diagnostics[0]?.message).toMatch(/^DATABASE_URL /);
    expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
  });

  it('shows no password, however it is printed', () => {
    const url = parse('postgresql+asyncpg://ada:hunter2@db:5432/learnr?sslmode=require&password=hunter2');
    expect(url.shown).toBe('postgresql://ada:***@db:5432/learnr');
    expect(inspect(url, { depth: 9, showHidden: true }) + JSON.stringify(url) + String(url)).not.toContain(
      'hunter2',
    );
  });
});

describe('chooseTarget', () => {
  const url = 'postgresql://db/learnr';

  it('takes --database-url before DATABASE_URL', () => {
    const choice = chooseTarget(
      { databaseUrl: url, embedded: false },
      { DATABASE_URL: 'postgresql://db/other' },
    );
    expect(choice).toMatchObject({ kind: 'url', url: { database: 'learnr' } });
  });

  it('takes DATABASE_URL where no flag is given', () => {
    const choice = chooseTarget({ databaseUrl: undefined, embedded: false }, { DATABASE_URL: url });
    expect(choice).toMatchObject({ kind: 'url', url: { database: 'learnr' } });
  });

  it('takes the embedded server where no URL is given', () => {
    expect(chooseTarget({ databaseUrl: undefined, embedded: true }, {})).toEqual({ kind: 'embedded' });
    expect(chooseTarget({ databaseUrl: undefined, embedded: true }, { DATABASE_URL: '' })).toEqual({
      kind: 'embedded',
    });
  });

  it.each([
    ['target-missing', { databaseUrl: undefined, embedded: false }, {}],
    ['target-ambiguous', { databaseUrl: url, embedded: true }, {}],
    ['target-ambiguous', { databaseUrl: undefined, embedded: true }, { DATABASE_URL: url }],
    ['target-url', { databaseUrl: '', embedded: false }, { DATABASE_URL: url }],
  ])('fails with %s rather than guess', (code, flags, environment) => {
    expect(diagnosticsOf(() => chooseTarget(flags, environment))).toMatchObject([{ code }]);
  });
});
