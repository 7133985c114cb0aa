import { didYouMean } from '../../diagnostic/nearest.ts';
import type { ObjectKind } from '../../model/element.ts';
import type { ObjectDocument } from '../document.ts';
import { suppliedExtensions } from './known-names.ts';
import { indexesOf, ownSequencesOf } from './own-relations.ts';

/** What a name can mean: everything that the documents make, by schema and name. */
export class Symbols {
  /** False where a file could not be read: then a name that is not here may be in that file. */
  readonly complete: boolean;
  readonly schemas: ReadonlySet<string>;
  readonly extensions: ReadonlySet<string>;
  /** Tables, views, materialized views and sequences. */
  readonly relations: ReadonlyMap<string, ObjectDocument>;
  /** Enums, domains, and the row types of tables and views. */
  readonly types: ReadonlyMap<string, ObjectDocument>;
  readonly functions: ReadonlySet<string>;
  private suggestions = 0;
  private foreign: boolean | undefined;
  private implicit: ReadonlySet<string> | undefined;
  private readonly documents: readonly ObjectDocument[];

  constructor(documents: readonly ObjectDocument[], complete: boolean) {
    this.documents = documents;
    this.complete = complete && documents.every((document) => document.names.length > 0);
    const names = (kind: ObjectKind) =>
      documents.filter((document) => document.kind === kind).map((document) => document.names[0] ?? '');
    this.schemas = new Set(['public', ...names('schema')]);
    this.extensions = new Set(names('extension'));
    this.relations = byName(documents, relationKinds);
    this.types = byName(documents, typeKinds);
    this.functions = new Set(byName(documents, routineKinds).keys());
  }

  /** Where an unqualified name of an object in `schema` leads: to that schema first, then to public. */
  schemaOf(map: { has(key: string): boolean }, name: string, schema: string): string | undefined {
    if (map.has(keyOf(schema, name))) return schema;
    return map.has(keyOf('public', name)) ? 'public' : undefined;
  }

  /** An extension that PostgreSQL does not come with can bring tables and schemas of its own. */
  get hasForeignExtensions(): boolean {
    this.foreign ??= [...this.extensions].some((name) => !suppliedExtensions.has(name));
    return this.foreign;
  }

  /**
   * Whether a piece of SQL can mention this relation; sequences of serial and identity columns count, and indexes, which can
   * be a regclass.
   */
  hasRelation(schema: string, name: string): boolean {
    const key = keyOf(schema, name);
    if (this.relations.has(key)) return true;
    this.implicit ??= new Set(implicitRelations(this.documents));
    return this.implicit.has(key) || this.documents.some((document) => mayBring(document, schema, name));
  }

  /** `Did you mean …?` with the nearest name of a map, without its schema where that is the one given; or what else to do. */
  suggest(word: string, map: { keys(): Iterable<string> }, schema: string, otherwise: string): string {
    if (this.suggestions > mostSuggestions) return otherwise;
    this.suggestions += 1;
    const candidates = [...map.keys()].map((key) => {
      const [first = '', second = ''] = key.split('\0');
      return first === schema || first === 'public' ? second : `${first}.${second}`;
    });
    return didYouMean(word, candidates, otherwise);
  }
}

/** Each looks at every name; a spec with more mistakes than this has another problem. */
const mostSuggestions = 200;

export function keyOf(schema: string, name: string): string {
  return `${schema}\0${name}`;
}

const relationKinds: ReadonlySet<ObjectKind> = new Set<ObjectKind>([
  'table',
  'view',
  'materialized_view',
  'sequence',
]);
const typeKinds: ReadonlySet<ObjectKind> = new Set<ObjectKind>([
  'enum',
  'domain',
  'table',
  'view',
  'materialized_view',
]);
const routineKinds: ReadonlySet<ObjectKind> = new Set<ObjectKind>(['function', 'procedure']);

/** The first document of each name. */
function byName(
  documents: readonly ObjectDocument[],
  kinds: ReadonlySet<ObjectKind>,
): ReadonlyMap<string, ObjectDocument> {
  const map = new Map<string, ObjectDocument>();
  for (const document of documents) {
    const [schema, name] = document.names;
    if (!kinds.has(document.kind) || schema === undefined || name === undefined) continue;
    const key = keyOf(schema, name);
    if (!map.has(key)) map.set(key, document);
  }
  return map;
}

function* implicitRelations(documents: readonly ObjectDocument[]): Iterable<string> {
  for (const document of documents) {
    const schema = document.names[0] ?? '';
    for (const { name } of [...ownSequencesOf(document), ...indexesOf(document)]) yield keyOf(schema, name);
  }
}

/** What comes with a table whose text is wrong is not known: by its name it may be this. */
function mayBring({ kind, names, draft }: ObjectDocument, schema: string, name: string): boolean {
  if (draft !== undefined || kind !== 'table') return false;
  return names[0] === schema && name.startsWith(`${names[1]}_`);
}
