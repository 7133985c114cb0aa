import type pg from 'pg';
import type { TargetEvent } from '../../src/database/target/events.ts';
import { DiagnosticError } from '../../src/diagnostic/diagnostic.ts';
import { renderStatement } from '../../src/sql/render.ts';
import type { Statement } from '../../src/sql/statement.ts';
import { newName } from './databases.ts';
import { comparable, difference, type Outcome, outcomeOf, volatileColumns } from './outcome.ts';
import { type Interruption, openRelay, type Relay, type Victim } from './relay.ts';
import type { Subject } from './subject.ts';
import { thrownBy, told } from './thrown.ts';
import { obstacle, type Wait, waitsOf } from './waits.ts';

/** A place in a run. */
export type Point = {
  /** Of the request, counted from 0. */
  readonly at: number;
  /** What the request is: a kind of statement, or how what the executor itself says begins. */
  readonly kind: string;
} & (
  | { readonly moment: 'before' | 'after' }
  | { readonly moment: 'inside'; readonly statement: Statement; readonly wait: Wait }
);

/**
 * What ends the run there.
 * - `client`: its process is killed, and the server notices.
 * - `unnoticed`: its process is killed, and the server goes on with what it is at: only inside a statement.
 * - `repeatedly`: its process is killed, and so is each one that goes on with it, each time one request later, until there is none left.
 * - `backend`: the server process of its session is terminated.
 * - `server`: the server is stopped with no time to clean up.
 */
export type Death = 'client' | 'unnoticed' | 'repeatedly' | 'backend' | 'server';

/** What a run does where nobody disturbs it. */
export type Reference = {
  readonly requests: readonly string[];
  readonly points: readonly Point[];
  readonly outcome: Outcome;
  readonly volatile: ReadonlySet<string>;
};

/** Runs a subject twice, since what differs then says nothing of interruptions. */
export async function referenceOf(subject: Subject): Promise<Reference> {
  const { databases } = subject;
  const runs = [];
  for (const _ of [1, 2]) {
    const name = newName();
    await databases.copy(subject.template, name);
    const relay = await openRelay(databases.urlOf(name));
    await subject.run(relay.url, countFrom(subject, relay));
    relay.close();
    const client = await databases.connect(name);
    const outcome = await outcomeOf(client);
    const points = await pointsOf(subject, relay.requests, client);
    await client.end();
    await databases.drop(name);
    runs.push({ requests: relay.requests, points, outcome });
  }
  const [one, other] = runs as [(typeof runs)[number], (typeof runs)[number]];
  return { ...one, volatile: volatileColumns(one.outcome.rows, other.outcome.rows) };
}

async function pointsOf(
  { statements }: Subject,
  requests: readonly string[],
  client: pg.Client,
): Promise<readonly Point[]> {
  const bySql = new Map(statements.map((statement) => [renderStatement(statement), statement]));
  const points: Point[] = [];
  for (const [at, sql] of requests.entries()) {
    const statement = bySql.get(sql);
    const kind = statement === undefined ? beginningOf(sql) : statement.kind;
    points.push({ at, kind, moment: 'before' }, { at, kind, moment: 'after' });
    if (statement === undefined) continue;
    for (const wait of waitsOf(statement, !(await isOnView(client, statement))))
      points.push({ at, kind, moment: 'inside', statement, wait });
  }
  return points;
}

/** `UPDATE learnr_schema.step` */
function beginningOf(sql: string): string {
  const [first = '', second = '', third = ''] = sql.trim().split(/[\s;]+/);
  return first === 'INSERT' ? `${first} ${third}` : `${first} ${second}`;
}

async function isOnView(client: pg.Client, statement: Statement): Promise<boolean> {
  if (statement.kind !== 'create_index') return false;
  const { rowCount } = await client.query(
    `SELECT FROM pg_class WHERE relkind = 'm' AND relname = $1 AND relnamespace = to_regnamespace(quote_ident($2))`,
    [statement.table.name, statement.table.schema],
  );
  return rowCount !== 0;
}

/** A run that was interrupted, and waits to be continued. */
export type Interrupted = {
  readonly point: Point;
  readonly database: string;
  readonly requests: readonly string[];
  /** What the interrupted run said of it. */
  readonly error: unknown;
  /** Takes out of the way what the run was stopped by. */
  clear(): Promise<void>;
};

/**
 * Interrupts a run.
 *
 * @param strike ends it
 */
export async function interrupt(
  subject: Subject,
  point: Point,
  strike: (victim: Victim) => Promise<void>,
): Promise<Interrupted> {
  const { databases } = subject;
  const database = newName();
  await databases.copy(subject.template, database);
  const inTheWay =
    point.moment === 'inside'
      ? await obstacle(() => databases.connect(database), point.statement, point.wait)
      : undefined;
  let struck: Promise<void> | undefined;
  const interruption: Interruption = {
    ...{ at: point.at, moment: point.moment },
    ...(inTheWay && { prepare: inTheWay.putUp }),
    strike: (victim) => {
      struck = (inTheWay?.reached(victim.backend) ?? Promise.resolve()).then(() => strike(victim));
      return struck;
    },
  };
  const relay = await openRelay(databases.urlOf(database), interruption);
  const error = await thrownBy(() => subject.run(relay.url, countFrom(subject, relay)));
  // The run may end before all is done that ends it.
  await struck;
  relay.close();
  const clear = async () => inTheWay?.remove();
  return { point, database, requests: relay.requests, error, clear };
}

/** What comes before the release is the same for all, and has no effect. */
function countFrom({ fromStart }: Subject, relay: Relay): (event: TargetEvent) => void {
  if (fromStart) relay.count();
  return ({ kind }) => {
    if (kind === 'release_started') relay.count();
  };
}

/**
 * Goes on with an interrupted run; says what is wrong with where that ends, if anything is. Drops the database.
 *
 * @param onEvent told what the run says that goes on
 */
export async function goOn(
  subject: Subject,
  reference: Reference,
  interrupted: Interrupted,
  onEvent: (event: TargetEvent) => void = () => {},
): Promise<string | undefined> {
  const { databases } = subject;
  const { database } = interrupted;
  try {
    const error = await thrownBy(() => subject.run(databases.urlOf(database), onEvent));
    if (error !== undefined) return `cannot be continued: ${told(error)}`;
    const client = await databases.connect(database);
    const outcome = await outcomeOf(client);
    await client.end();
    return wrongWith(interrupted, reference) ?? differing(outcome, reference);
  } finally {
    await databases.drop(database);
  }
}

/** The interruption must have been where it was meant to be, and told for what it is. */
function wrongWith({ point, requests, error }: Interrupted, reference: Reference): string | undefined {
  const { at } = point;
  if (normal(requests[at]) !== normal(reference.requests[at]))
    return `request ${at} was ${requests[at]} instead of ${reference.requests[at]}`;
  // Whoever has its last answer is done, whatever becomes of the session.
  if (error === undefined && at === reference.requests.length - 1) return undefined;
  const codes = error instanceof DiagnosticError ? error.diagnostics.map(({ code }) => code) : [];
  return /^target-connection(-lost)?$/.test(codes.join()) ? undefined : `it says ${told(error)}`;
}

/** Ids of processes and the like may stand in what the program asks for itself. */
function normal(sql: string | undefined): string {
  return (sql ?? 'none').replaceAll(/\d+/g, '0');
}

function differing(found: Outcome, { outcome, volatile }: Reference): string | undefined {
  const views = [
    ['catalog', found.catalog, outcome.catalog],
    ['rows', comparable(found.rows, volatile), comparable(outcome.rows, volatile)],
    ['journal', found.journal, outcome.journal],
  ] as const;
  const lines = views.flatMap(([name, is, expected]) =>
    is.join('\n') === expected.join('\n') ? [] : [`${name} differs:\n${difference(is, expected)}`],
  );
  return lines.length === 0 ? undefined : lines.join('\n');
}

/** Interrupts a run at a point, goes on with it, and says what is wrong then, if anything is. */
export async function tryOut(
  subject: Subject,
  reference: Reference,
  point: Point,
  death: Exclude<Death, 'server'>,
): Promise<string | undefined> {
  const { databases } = subject;
  const interrupted = await interrupt(subject, point, async ({ backend, cut }) => {
    if (death !== 'backend') cut();
    // A server process that is at a statement notices when it writes, and not before, so it is told here.
    if (death === 'backend' || (death !== 'unnoticed' && point.moment === 'inside'))
      await databases.terminate(backend);
  });
  if (death !== 'unnoticed') {
    await interrupted.clear();
    const error =
      death === 'repeatedly' ? await killedOver(subject, databases.urlOf(interrupted.database)) : undefined;
    const wrong = await goOn(subject, reference, interrupted);
    return error === undefined ? wrong : `on the way it said ${told(error)}\n${wrong}`;
  }
  // The server process that was left behind still has the lock of the target, and comes to its end only then.
  const clearing: Promise<void>[] = [];
  const wrong = await goOn(subject, reference, interrupted, ({ kind }) => {
    if (kind === 'waiting' && clearing.length === 0) clearing.push(interrupted.clear());
  });
  await Promise.all(clearing);
  return clearing.length === 0 ? 'it did not wait for the session that was left behind' : wrong;
}

/** Goes on with a run and kills that, each time one request later, until it comes to its end; gives what that throws. */
async function killedOver(subject: Subject, url: string): Promise<unknown> {
  for (let at = 0; ; at += 1) {
    let alive = true;
    const relay = await openRelay(url, {
      ...{ at, moment: 'after' },
      strike: async ({ cut }) => {
        alive = false;
        cut();
      },
    });
    const error = await thrownBy(() => subject.run(relay.url, countFrom(subject, relay)));
    relay.close();
    if (alive) return error;
  }
}
