import { libpqVariables } from '../../../database/pg-dump/environment.ts';
import { findPgDumps, fitting, type PgDump } from '../../../database/pg-dump/find.ts';
import { runProgram } from '../../../database/pg-dump/program.ts';
import { connect } from '../../../database/target/connect.ts';
import type { Model } from '../../../model/model.ts';
import { gapsFor } from '../gaps-for.ts';
import { type DatabaseUrl, notCompared, type Observation } from '../observation.ts';
import { compareDumps } from './compare.ts';

const timeoutMs = 120_000;

/**
 * Whether `pg_dump --schema-only` says the same of two databases, whatever the order. Owners and privileges count where the same user
 * looks at both.
 *
 * @param model what both should be; for what of it pg_dump does not say
 * @param programs those to choose from; all that this machine has by default
 * @throws DiagnosticError where a database cannot be reached
 */
export async function observeWithPgDump(
  from: DatabaseUrl,
  to: DatabaseUrl,
  model: Model,
  programs?: readonly PgDump[],
): Promise<Observation> {
  const about = { observer: 'pg_dump', notObserved: gapsFor('pg_dump', model) } as const;
  const [known, ...majors] = await Promise.all([programs ?? findPgDumps(), majorOf(from), majorOf(to)]);
  const major = Math.max(...majors);
  const program = fitting(known, major);
  if (program === undefined) return { ...about, ...notCompared('unavailable', whyNone(known, major)) };
  const owners = from.user === to.user ? [] : ['--no-owner', '--no-privileges'];
  const [first, second] = await Promise.allSettled([dump(program, from, owners), dump(program, to, owners)]);
  if (first.status === 'rejected') return { ...about, ...notCompared('crashed', messageOf(first.reason)) };
  if (second.status === 'rejected') return { ...about, ...notCompared('crashed', messageOf(second.reason)) };
  return { ...about, ...compareDumps(first.value, second.value) };
}

async function majorOf(url: DatabaseUrl): Promise<number> {
  const session = await connect(url, () => {});
  await session.close();
  return session.server.major;
}

function whyNone(programs: readonly PgDump[], major: number): string {
  const found = [...new Set(programs.map(({ version }) => version))];
  return found.length === 0
    ? `the server is PostgreSQL ${major}, and no pg_dump was found on this machine; LEARNR_SCHEMA_PG_DUMP can name one`
    : `the server is PostgreSQL ${major}, and this machine has only pg_dump ${found.join(', ')}, which would refuse; LEARNR_SCHEMA_PG_DUMP can name another`;
}

function dump(program: PgDump, url: DatabaseUrl, owners: readonly string[]): Promise<string> {
  const args = [
    '--schema-only',
    '--no-password',
    '--exclude-schema=learnr_schema',
    '--lock-wait-timeout=30s',
    ...owners,
  ];
  return runProgram(program.path, args, libpqVariables(url), timeoutMs);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
