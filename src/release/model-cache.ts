import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../database/server/cache.ts';
import type { ObjectId } from '../model/id.ts';
import type { Major, Model } from '../model/model.ts';
import type { SchemaObject } from '../model/schema-object.ts';
import { build } from '../version.ts';
import type { Release } from './chain.ts';

/**
 * Models of chains of releases on disk, so that a plan between releases needs no YAML and no parser. A cache is never the
 * reason for an error: what cannot be read or is damaged is as good as absent, and what cannot be written is not.
 */
export async function readCachedModel(chain: readonly Release[]): Promise<Model | undefined> {
  try {
    const path = await pathFor(chain);
    return path === undefined ? undefined : decodeModel(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

export async function writeCachedModel(chain: readonly Release[], model: Model): Promise<void> {
  try {
    const path = await pathFor(chain);
    if (path === undefined) return;
    const models = dirname(path);
    mkdirSync(models, { recursive: true });
    const temporary = `${path}.${randomBytes(6).toString('hex')}`;
    writeFileSync(temporary, encodeModel(model), { flag: 'wx' });
    renameSync(temporary, path);
    removeOldest(models);
  } catch {
    // The next command makes the model again.
  }
}

let folder: Promise<string> | undefined;

/** Undefined in a program that runs from its sources: nobody knows which program wrote what is there. */
async function pathFor(chain: readonly Release[]): Promise<string | undefined> {
  if (build === undefined) return undefined;
  const key = createHash('sha256');
  key.update(build);
  for (const release of chain) key.update(`\0${release.checksum}`);
  folder ??= cacheFolder();
  return join(await folder, 'models', `${key.digest('hex')}.jsonl`);
}

const kept = 64;

function removeOldest(models: string): void {
  const names = readdirSync(models);
  if (names.length <= kept) return;
  const ages = names.map((name) => ({ name, time: statSync(join(models, name)).mtimeMs }));
  const oldest = ages.sort((a, b) => a.time - b.time).slice(0, names.length - kept);
  for (const { name } of oldest) rmSync(join(models, name), { force: true });
}

/**
 * A line that says what follows, then a line for each object. Objects that are alike in two models are then alike as lines,
 * and become one object in memory.
 */
export function encodeModel(model: Model): string {
  const lines = [...model.objects].map((entry) => JSON.stringify(entry));
  const body = lines.join('\n');
  return `${JSON.stringify({ postgresql: model.postgresql, checksum: hash(body) })}\n${body}`;
}

/** @returns undefined where the text is not exactly what was encoded */
export function decodeModel(text: string): Model | undefined {
  const end = text.indexOf('\n');
  const { postgresql, checksum } = JSON.parse(text.slice(0, end)) as { postgresql: Major; checksum: string };
  const body = text.slice(end + 1);
  if (end === -1 || hash(body) !== checksum) return undefined;
  return { postgresql, objects: new Map(body === '' ? [] : body.split('\n').map(decodeLine)) };
}

type Entry = readonly [ObjectId, SchemaObject];

const lines = new Map<string, Entry>();

function decodeLine(line: string): Entry {
  const known = lines.get(line) ?? (JSON.parse(line) as Entry);
  lines.set(line, known);
  return known;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
