import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../database/server/index.ts';
import type { Pair } from '../../diff/pair.ts';
import type { Model } from '../../model/model.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Proof } from '../../proof/proof.ts';
import { build } from '../../version.ts';

/** What a proof is of: whatever of it changes, makes it another one. */
export type ProofKey = {
  readonly pair: Pair;
  readonly forward: Plan;
  readonly backward: Plan;
  /** The server, by whatever tells its version and kind apart from others. */
  readonly server: string;
};

/**
 * Proofs of plans that have been run, on disk. A cache is never the reason for an error: what cannot be read is as good as absent, and
 * what cannot be written is not.
 */
export async function readCachedProof(key: ProofKey): Promise<Proof | undefined> {
  try {
    const path = await pathFor(key);
    return path === undefined ? undefined : (JSON.parse(readFileSync(path, 'utf8')) as Proof);
  } catch {
    return undefined;
  }
}

export async function writeCachedProof(key: ProofKey, proof: Proof): Promise<void> {
  try {
    const path = await pathFor(key);
    if (path === undefined) return;
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.${randomBytes(6).toString('hex')}`;
    writeFileSync(temporary, JSON.stringify(proof), { flag: 'wx' });
    renameSync(temporary, path);
    removeOldest(dirname(path));
  } catch {
    // The next command proves it again.
  }
}

/** Undefined in a program that runs from its sources: nobody knows which program proved what is there. */
async function pathFor({ pair, forward, backward, server }: ProofKey): Promise<string | undefined> {
  if (build === undefined) return undefined;
  const hash = createHash('sha256');
  hash.update(build);
  // What other observers this machine has decides what a proof says.
  hash.update(`\0${server}\0${process.env['LEARNR_SCHEMA_PG_DUMP'] ?? ''}\0${process.env['PATH'] ?? ''}`);
  for (const model of [pair.previous, pair.next]) hash.update(`\0${textOf(model)}`);
  hash.update(`\0${JSON.stringify([...pair.renames])}\0${JSON.stringify([forward, backward])}`);
  return join(await cacheFolder(), 'proofs', `${hash.digest('hex')}.json`);
}

function textOf({ postgresql, objects }: Model): string {
  return JSON.stringify([postgresql, [...objects.values()]]);
}

const kept = 64;

function removeOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= kept) return;
  const ages = names.map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs }));
  const oldest = ages.sort((a, b) => a.time - b.time).slice(0, names.length - kept);
  for (const { name } of oldest) rmSync(join(folder, name), { force: true });
}
