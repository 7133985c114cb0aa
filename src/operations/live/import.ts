import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readable } from '../../compare/readable.ts';
import type { Catalog } from '../../database/catalog/catalog.ts';
import { withTarget } from '../../database/target/with-target.ts';
import { DiagnosticError, fail } from '../../diagnostic/diagnostic.ts';
import type { Change } from '../../diff/change.ts';
import { type Grammar, loadGrammar } from '../../grammar/grammar.ts';
import { objectId } from '../../model/element.ts';
import { dotted, type ObjectId } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { SchemaObject } from '../../model/schema-object.ts';
import { type NewFile, writeFiles } from '../../release/write-files.ts';
import { readSpec } from '../../spec/spec.ts';
import { writeSpec } from '../../spec/write/write-spec.ts';
import { rootOf } from '../root.ts';
import type { TargetRequest } from '../target-request.ts';
import { buildablePart } from './buildable.ts';
import { type Comparison, compare } from './compare.ts';
import { type Inexpressible, saidBy, sourcesOf } from './expressible.ts';
import { packageFile } from './package-file.ts';
import { restrictWithExtensions } from './scope.ts';
import { find, type Reading } from './verification.ts';

/** What was imported. */
export type Imported = Pick<Comparison, 'unsettled'> &
  Pick<Catalog, 'access' | 'leftOut'> & {
    /** What the spec does not say, by kind and name. */
    readonly notCovered: readonly Inexpressible[];
    /** Without its password. */
    readonly target: string;
    readonly server: string;
    /** How many objects of each kind. */
    readonly counts: ReadonlyMap<string, number>;
    /** Paths of what was written. */
    readonly files: readonly string[];
    /** Why the spec was not built on a scratch server of the same version. */
    readonly untried?: string;
    /** What would still have to change on the database to be as the spec says: nothing, if all is well. */
    readonly changes: readonly Change[];
  };

/**
 * Writes the spec of a live database. What is written is read again and compared with the database before a file is put in place.
 *
 * @param out the folder of the spec to write; its files are under schema/ in it
 * @throws DiagnosticError `import-exists` where there is a spec already, `import-empty`; what keeps the database from being read
 */
export async function importSpec(
  { project, target, onEvent }: TargetRequest,
  out: string,
  reading: Reading,
): Promise<Imported> {
  const folder = join(out, 'schema');
  refuseExisting(folder);
  const grammar = await loadGrammar();
  return withTarget(target, rootOf(project), onEvent, async (session) => {
    const { catalog } = await find(session, reading, grammar);
    const model = restrictWithExtensions(catalog.model, reading.schemas);
    if ([...model.objects.values()].every(({ kind }) => kind === 'extension'))
      fail(
        'import-empty',
        `${session.url.shown} has nothing that could be imported${reading.schemas.length === 0 ? '' : ` in ${reading.schemas.join(', ')}`}`,
        'Check the name of the database, and those of the schemas.',
      );
    const { files, comparison, left, untried } = await writtenAndRead(model, grammar);
    if (reading.strict) refuseLeft(left, session.url.shown);
    const written = [
      ...files.map(({ name, text }) => ({ path: join(folder, name), text })),
      ...(await editorFiles(out)),
    ];
    await writeFiles(written);
    return {
      target: session.url.shown,
      server: session.server.text,
      counts: countsOf(comparison.pair.next),
      files: written.map(({ path }) => path),
      changes: comparison.changes,
      unsettled: comparison.unsettled,
      ...(untried === undefined ? {} : { untried }),
      notCovered: [...catalog.notCovered, ...left],
      access: catalog.access,
      leftOut: catalog.leftOut,
    };
  });
}

function refuseExisting(folder: string): void {
  const present = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/i.test(name)) : [];
  if (present.length > 0)
    fail(
      'import-exists',
      `there is a spec already: ${join(folder, present[0] as string)}`,
      'Write to another folder with --out, or move the spec away.',
    );
}

type Files = ReturnType<typeof writeSpec>;

type Written = Pick<Imported, 'untried'> & {
  readonly files: Files;
  readonly comparison: Comparison;
  readonly left: readonly Inexpressible[];
};

/** In the words of people; where the server would understand those otherwise, in its own. */
async function writtenAndRead(whole: Model, grammar: Grammar): Promise<Written> {
  const said = saidBy(withoutInvalid(whole), grammar);
  const built = await buildablePart(said.model);
  // What stood on what the server refused.
  const rest = built.left.length === 0 ? { model: built.model, left: [] } : saidBy(built.model, grammar);
  const left = [...invalidIndexes(whole), ...said.left, ...built.left, ...rest.left];
  const first = await attempt(rest.model, grammar, new Set());
  const changed = new Set(first.comparison.changes.flatMap(objectOf));
  const last = changed.size === 0 ? first : await attempt(rest.model, grammar, changed);
  return { left, ...(built.untried === undefined ? {} : { untried: built.untried }), ...last };
}

/** The spec of an index whose build was interrupted is that of the index. */
function withoutInvalid(model: Model): Model {
  const objects = [...model.objects].map(([id, object]): [ObjectId, SchemaObject] => [
    id,
    'indexes' in object && object.indexes.some(({ invalid }) => invalid)
      ? { ...object, indexes: object.indexes.map(({ invalid: _, ...index }) => index) }
      : object,
  ]);
  return { ...model, objects: new Map(objects) };
}

function invalidIndexes(model: Model): readonly Inexpressible[] {
  return [...model.objects.values()].flatMap((object) =>
    'indexes' in object
      ? object.indexes
          .filter(({ invalid }) => invalid)
          .map(({ name }) => ({
            kind: 'state of an index',
            name: `${dotted(object.schema, name)}: it is INVALID, and imported as if it were not. Build it again`,
          }))
      : [],
  );
}

async function attempt(model: Model, grammar: Grammar, literal: ReadonlySet<ObjectId>) {
  const files = writeSpec(readable(model, grammar.readable, literal));
  return { files, comparison: await compare(model, readSpec(sourcesOf(files), grammar), grammar) };
}

function refuseLeft(left: readonly Inexpressible[], target: string): void {
  if (left.length > 0)
    throw new DiagnosticError(
      left.map(({ kind, name }) => ({
        code: 'not-covered-objects',
        message: `${target} has a ${kind} that a spec cannot say: ${name}`,
        help: 'Leave out --strict to import the rest.',
      })),
    );
}

function objectOf(change: Change): readonly ObjectId[] {
  const element = change.type === 'drop' ? change.previous : change.next;
  return ['owner' in element ? objectId(element.owner) : (element.id as ObjectId)];
}

function countsOf(model: Model): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of model.objects.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** What editors need to check a spec, where it is not there. */
async function editorFiles(spec: string): Promise<readonly NewFile[]> {
  const path = join(spec, 'schema.json');
  return existsSync(path) ? [] : [{ path, text: await packageFile('spec/schema.json') }];
}
