import { inspect } from 'node:util';
import fc from 'fast-check';
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
      source: 'DATABASE_URL',
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
    ['postgresql:///ada:hunter2@db/learnr', 'target-url', 'is not the URL of a PostgreSQL database'],
    ['postgresql://ada:hunter2@evil@db/learnr', 'target-url', 'has more than one @'],
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

describe('a password', () => {
  const printed = (value: unknown) => inspect(value, { depth: 9, showHidden: true }) + JSON.stringify(value);

  it('is read as it was encoded, and not printed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (rest) => {
        const password = `hunter2${rest}`;
        const url = parse(`postgresql://ada:${encodeURIComponent(password)}@db/learnr`);
        expect(url.password()).toBe(password);
        expect(printed(url)).not.toContain('hunter2');
      }),
    );
  });

  it('is in no message, however the URL is written', () => {
    const piece = fc.string({ unit: fc.constantFrom(...':/?#[]@%&=+, aé') });
    fc.assert(
      fc.property(piece, piece, piece, (before, after, query) => {
        const text = `postgresql://${before.replaceAll('@', '')}ada:hunter2${after}@db/learnr?${query}`;
        let said: unknown;
        try {
          said = parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(DiagnosticError);
          said = error;
        }
        expect(printed(said)).not.toContain('hunter2');
      }),
      { numRuns: 1000 },
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
    // Habits of a shell, which name no database.
    [
      'target-missing',
      { databaseUrl: undefined, embedded: false },
      { PGUSER: 'ada', PGPASSWORD: 'x', PGPORT: '1' },
    ],
    ['target-ambiguous', { databaseUrl: undefined, embedded: false }, { PGSERVICE: 'x' }],
    ['target-ambiguous', { databaseUrl: undefined, embedded: false }, { PGSERVICE: 'x', PGHOST: 'y' }],
    ['target-ambiguous', { databaseUrl: 'postgresql:///learnr', embedded: false }, { PGSERVICE: 'x' }],
    ['target-url-no-database', { databaseUrl: undefined, embedded: false }, { PGHOST: 'db' }],
    ['target-ambiguous', { databaseUrl: url, embedded: true }, {}],
    ['target-ambiguous', { databaseUrl: undefined, embedded: true }, { DATABASE_URL: url }],
    ['target-url', { databaseUrl: '', embedded: false }, { DATABASE_URL: url }],
  ])('fails with %s rather than guess', (code, flags, environment) => {
    expect(diagnosticsOf(() => chooseTarget(flags, environment))).toMatchObject([{ code }]);
  });

  const variables = {
    ...{ PGHOST: 'db', PGPORT: '5433', PGUSER: 'ada', PGPASSWORD: 'hunter2', PGDATABASE: 'learnr' },
    ...{ PGSSLMODE: 'require', PGOPTIONS: '-c a=b', PGCONNECT_TIMEOUT: '3', PGPASSFILE: '/pass' },
  };

  it('takes libpq’s variables where nothing else names a database', () => {
    const choice = chooseTarget({ databaseUrl: undefined, embedded: false }, variables);
    expect(choice).toMatchObject({
      url: {
        ...{ source: 'PGHOST/PGDATABASE', host: 'db', port: 5433, user: 'ada', database: 'learnr' },
        ...{ tls: { mode: 'require' }, options: '-c a=b', connectTimeoutMs: 3000, passwordFile: '/pass' },
        shown: 'postgresql://ada:***@db:5433/learnr',
      },
    });
    expect(choice.kind === 'url' && choice.url.password()).toBe('hunter2');
    expect(inspect(choice, { depth: 9, showHidden: true }) + JSON.stringify(choice)).not.toContain('hunter2');
  });

  it('takes --embedded before libpq’s variables, which may be meant for others', () => {
    expect(chooseTarget({ databaseUrl: undefined, embedded: true }, variables)).toEqual({ kind: 'embedded' });
  });

  it('takes what a URL says before what they say', () => {
    const text = 'postgresql://eve:other@host:1/app?ssl=false&timeout=9&options=-c%20x';
    const choice = chooseTarget({ databaseUrl: text, embedded: false }, variables);
    expect(choice).toMatchObject({
      url: {
        ...{ source: '--database-url', host: 'host', port: 1, user: 'eve', database: 'app', options: '-c x' },
        ...{ tls: { mode: 'disable' }, connectTimeoutMs: 9000 },
      },
    });
    expect(choice.kind === 'url' && choice.url.password()).toBe('other');
  });

  it('takes PGHOSTADDR and hostaddr for a host where there is none', () => {
    const url = (text: string | undefined, environment: Record<string, string>) =>
      chooseTarget({ databaseUrl: text, embedded: false }, environment);
    expect(url(undefined, { PGHOSTADDR: '10.0.0.1', PGDATABASE: 'app' })).toMatchObject({
      url: { host: '10.0.0.1' },
    });
    expect(url('postgresql:///app?hostaddr=10.0.0.1', {})).toMatchObject({ url: { host: '10.0.0.1' } });
    expect(url('postgresql://db/app?hostaddr=10.0.0.1', { PGHOSTADDR: '10.0.0.2' })).toMatchObject({
      url: { host: 'db' },
    });
  });

  it.each([
    [{ PGPORT: 'hunter2' }, /^PGPORT has a port/],
    [{ PGSSLMODE: 'hunter2' }, /^PGSSLMODE asks for an unknown sslmode/],
    [{ PGHOST: 'hunter2,two' }, /^PGHOST names several hosts/],
  ])('names the variable that is wrong: %j', (wrong, text) => {
    const diagnostics = diagnosticsOf(() =>
      chooseTarget({ databaseUrl: undefined, embedded: false }, { ...variables, PGPASSWORD: '', ...wrong }),
    );
    expect(diagnostics).toMatchObject([{ code: 'target-url', message: expect.stringMatching(text) }]);
    expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
  });
});
