import { tmpdir } from 'node:os';
import { fail } from '../../diagnostic/diagnostic.ts';
import { mayEnter } from './access.ts';
import { memoryFolder } from './memory.ts';
import type { ServerUser } from './user.ts';

/** What a path to a Unix socket may measure, macOS being the strictest, without the byte that ends it. */
const socketPathLimit = 103;

/** The longest that we append to the temporary folder to name a socket. */
const longestSocket = '/learnr-schema-embedded-0123456789ab/.s.PGSQL.65535';

/**
 * The temporary folder of the system, or /tmp where that one is too long for sockets or shut to the user that runs the
 * server.
 *
 * @throws DiagnosticError `server-folder-unusable` where neither will do
 */
export async function temporaryFolder(user: ServerUser | undefined): Promise<string> {
  for (const folder of [tmpdir(), '/tmp']) {
    if (Buffer.byteLength(folder + longestSocket) > socketPathLimit) continue;
    if (await mayEnter(folder, user)) return folder;
  }
  return fail(
    'server-folder-unusable',
    `neither ${tmpdir()} nor /tmp is a temporary folder that a PostgreSQL server could use`,
    `Set TMPDIR to a folder with a short path that ${user?.name ?? 'you'} may enter.`,
  );
}

/** Where scratch servers may be. */
export type ScratchParents = {
  readonly usual: string;
  /** In memory, where files cost least to make. */
  readonly memory: string | undefined;
};

/**
 * The temporary folder, and the one in memory if there is one; where TMPDIR is set, only what it says.
 *
 * @throws DiagnosticError what {@link temporaryFolder} throws
 */
export async function scratchParents(user: ServerUser | undefined): Promise<ScratchParents> {
  const chosen = process.env['TMPDIR'] ?? '';
  return {
    usual: await temporaryFolder(user),
    memory: chosen === '' ? await memoryFolder(user) : undefined,
  };
}
