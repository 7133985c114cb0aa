import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { numbered } from '../../src/database/executor/steps.ts';
import { startScratch } from '../../src/database/server/index.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { reviewedPassages } from '../../src/operations/moving/reviewed.ts';
import { usualSettings } from '../../src/operations/moving/settings.ts';
import { loadChain } from '../../src/release/load-chain.ts';
import { type Project, projectAt } from '../../src/release/project.ts';
import { renderStatement } from '../../src/sql/render.ts';
import type { Statement } from '../../src/sql/statement.ts';
import { median } from './traffic/figures.ts';

/** Rounds that are not counted: neither program is to be seen starting. */
const warmUp = 10;

/** What the messages of a run are for. */
const purposes = ['connecting', 'statements', 'transactions', 'journal', 'checks'] as const;
type Purpose = (typeof purposes)[number];

/** Milliseconds, and how many messages. */
type Spent = { milliseconds: number; messages: number };
type Spending = Record<Purpose, Spent>;

export type Overhead = {
  /** Medians, in milliseconds, with connecting. */
  readonly apply: number;
  readonly plain: number;
  readonly statements: number;
  /** Where the time of `apply` goes: medians of milliseconds, and messages to the server. */
  readonly parts: readonly {
    readonly name: string;
    readonly milliseconds: number;
    readonly messages?: number;
  }[];
};

/**
 * How long `apply` takes from base to head, beside the same statements in one transaction, one after the other, as `psql -1 -f` sends
 * them; both in this process, in turn, each on a fresh database of one server.
 */
export async function overhead(spec: string, rounds: number): Promise<Overhead> {
  const project = projectAt(spec);
  const server = await startScratch({ major: 18 });
  const administrator = new pg.Client(server.url);
  await administrator.connect();
  try {
    const statements = await plainStatements(project);
    const spending = watchClients(statements);
    const samples = {
      apply: [] as number[],
      plain: [] as number[],
      reading: [] as number[],
      reviewing: [] as number[],
    };
    const spent: Spending[] = [];
    for (let round = -warmUp; round < rounds; round += 1) {
      const before = performance.now();
      const chain = await loadChain(project);
      const between = performance.now();
      await reviewedPassages(project, chain, numbersOf(chain.releases), 'forward');
      const after = performance.now();
      const ours = await onFresh(administrator, server.url, (url) => spending(() => ourWay(project, url)));
      const plain = await onFresh(administrator, server.url, (url) =>
        spending(() => plainWay(statements, url)),
      );
      if (round < 0) continue;
      samples.reading.push(between - before);
      samples.reviewing.push(after - between);
      samples.apply.push(ours.milliseconds);
      samples.plain.push(plain.milliseconds);
      spent.push(ours.spent);
    }
    const onServer = purposes.map((purpose) => ({
      name: purpose,
      milliseconds: median(spent.map((each) => each[purpose].milliseconds)),
      messages: spent[0]?.[purpose].messages ?? 0,
    }));
    const [total, reading, reviewing] = [
      median(samples.apply),
      median(samples.reading),
      median(samples.reviewing),
    ];
    const waiting = onServer.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    const parts = [
      { name: 'reading releases', milliseconds: reading },
      { name: 'planning, checking generated/', milliseconds: reviewing },
      ...onServer,
      { name: 'the rest', milliseconds: total - waiting - reading - reviewing },
    ];
    return { apply: total, plain: median(samples.plain), statements: statements.length, parts };
  } finally {
    await administrator.end();
    await server.stop();
  }
}

async function ourWay(project: Project, url: string): Promise<void> {
  const target = { kind: 'url', url: parseTargetUrl(url, '--database-url') } as const;
  await apply({ project, target, onEvent: () => {} }, { kind: 'default' }, usualSettings);
}

async function plainWay(statements: readonly string[], url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of ['BEGIN', 'SET search_path = public', ...statements, 'COMMIT'])
    await client.query(statement);
  await client.end();
}

/** Of all releases, in their order. CONCURRENTLY cannot be inside of a transaction. */
async function plainStatements(project: Project): Promise<readonly string[]> {
  const chain = await loadChain(project);
  const passages = await reviewedPassages(project, chain, numbersOf(chain.releases), 'forward');
  return passages.flatMap(({ plan }) =>
    numbered(plan).flatMap(({ steps }) => steps.map(({ statement }) => renderStatement(plainly(statement)))),
  );
}

function plainly(statement: Statement): Statement {
  return 'concurrently' in statement ? { ...statement, concurrently: false } : statement;
}

function numbersOf(releases: readonly { readonly number: number }[]): readonly number[] {
  return releases.map(({ number }) => number);
}

async function onFresh<T>(
  administrator: pg.Client,
  server: string,
  action: (url: string) => Promise<T>,
): Promise<T> {
  await administrator.query('CREATE DATABASE bench TEMPLATE template0 STRATEGY file_copy');
  try {
    const url = new URL(server);
    url.pathname = 'bench';
    return await action(url.href);
  } finally {
    await administrator.query('DROP DATABASE bench WITH (FORCE)');
  }
}

/** @returns what measures an action, and what it spends on messages to servers */
function watchClients(statements: readonly string[]) {
  const known = new Set(statements);
  let spent = nothing();
  const note = async <T>(purpose: Purpose, action: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    try {
      return await action();
    } finally {
      spent[purpose].milliseconds += performance.now() - began;
      spent[purpose].messages += 1;
    }
  };
  const { connect, query } = pg.Client.prototype as unknown as Record<'connect' | 'query', Method>;
  Object.assign(pg.Client.prototype, {
    connect(this: pg.Client) {
      return note('connecting', () => connect.call(this));
    },
    query(this: pg.Client, ...given: readonly unknown[]) {
      const [first] = given;
      const text = typeof first === 'string' ? first : ((first as { readonly text?: string }).text ?? '');
      return note(purposeOf(text, known), () => query.apply(this, [...given]));
    },
  });
  return async (action: () => Promise<void>) => {
    spent = nothing();
    const began = performance.now();
    await action();
    const milliseconds = performance.now() - began;
    const own = spent;
    // What comes after it is no part of it.
    spent = nothing();
    return { milliseconds, spent: own };
  };
}

type Method = (...given: unknown[]) => Promise<unknown>;

function purposeOf(text: string, statements: ReadonlySet<string>): Purpose {
  if (statements.has(text) || text.includes('CONCURRENTLY')) return 'statements';
  if (/^(BEGIN|COMMIT|SET lock_timeout)/.test(text)) return 'transactions';
  return text.includes('learnr_schema') ? 'journal' : 'checks';
}

function nothing(): Spending {
  const none = (): Spent => ({ milliseconds: 0, messages: 0 });
  return {
    connecting: none(),
    statements: none(),
    transactions: none(),
    journal: none(),
    checks: none(),
  };
}
