import { connect } from '../../../database/target/connect.ts';
import type { Session } from '../../../database/target/session.ts';
import type { Model } from '../../../model/model.ts';
import { otherOrders } from '../column-order.ts';
import { gapsFor } from '../gaps-for.ts';
import { compared, type DatabaseUrl, notCompared, type Observation } from '../observation.ts';
import { shortened } from '../shortened.ts';
import { inspect, isSame, loadMigra, statementsBetween } from './library.ts';
import { catalogFor } from './read.ts';

/**
 * Whether `@pgkit/migra` finds a difference between two databases, in either direction. Differences are the statements
 * with which it would make the first like the second (→) or the second like the first (←).
 *
 * @param model what both should be; for what of it the library does not see
 * @throws DiagnosticError where a database cannot be reached; whatever goes wrong after that is said as `crashed`
 */
export async function observeWithMigra(
  from: DatabaseUrl,
  to: DatabaseUrl,
  model: Model,
): Promise<Observation> {
  const about = { observer: 'migra', notObserved: gapsFor('migra', model) } as const;
  const sessions = await connectBoth(from, to);
  try {
    return { ...about, ...(await compare(sessions)) };
  } catch (error) {
    return { ...about, ...notCompared('crashed', reasonOf(error)) };
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
  }
}

type Both = readonly [Session, Session];

async function connectBoth(from: DatabaseUrl, to: DatabaseUrl): Promise<Both> {
  const first = await connect(from, () => {});
  try {
    return [first, await connect(to, () => {})];
  } catch (error) {
    await first.close();
    throw error;
  }
}

async function compare([first, second]: Both) {
  const migra = await loadMigra();
  const read = async ({ client, server }: Session) => {
    const catalog = await catalogFor(client);
    return { columnsOf: catalog.columnsOf, inspected: await inspect(migra, server.major, catalog.ask) };
  };
  // Not Promise.all: it would leave one of them reading while its connection is closed.
  const [from, to] = await bothOf(read(first), read(second));
  const columnOrder = otherOrders(from.columnsOf, to.columnsOf);
  if (isSame(from.inspected, to.inspected)) return compared([], columnOrder);
  const there = await statementsBetween(migra, from.inspected, to.inspected);
  const back = await statementsBetween(migra, to.inspected, from.inspected);
  return compared(
    [
      ...there.filter(isDifference).map((statement) => `→ ${shortened(statement)}`),
      ...back.filter(isDifference).map((statement) => `← ${shortened(statement)}`),
    ],
    columnOrder,
  );
}

/** The library says this before functions that differ; alone it says nothing. */
function isDifference(statement: string): boolean {
  return statement !== 'set check_function_bodies = off;';
}

async function bothOf<T>(first: Promise<T>, second: Promise<T>): Promise<readonly [T, T]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
