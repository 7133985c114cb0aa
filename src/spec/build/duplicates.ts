import type { Code } from '../../diagnostic/codes.ts';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { kindNames } from '../../model/element.ts';
import type { ObjectDocument } from '../document.ts';
import type { Path } from '../yaml/node.ts';
import { indexesOf, ownSequencesOf } from './own-relations.ts';
import { keyOf } from './symbols.ts';

/** The documents without those that describe an object a second time; the diagnostics point to both places. */
export function withoutDuplicates(documents: readonly ObjectDocument[]): {
  readonly documents: readonly ObjectDocument[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const first = new Map<string, ObjectDocument>();
  const diagnostics: Diagnostic[] = [];
  for (const document of documents) {
    const known = first.get(document.key);
    if (known === undefined) first.set(document.key, document);
    else diagnostics.push(describedTwice(document, known));
  }
  return { documents: [...first.values()], diagnostics };
}

export function describedTwice(document: ObjectDocument, first: ObjectDocument): Diagnostic {
  const message = `the ${document.key.replace('_', ' ')} is described twice: here and at ${first.site.label}`;
  const problem = { code: 'duplicate-object', message, help: 'Keep one of the two.' } as const;
  return document.site.diagnosticAt(problem, [], { at: 'key' });
}

/**
 * Tables, views, sequences and indexes of a schema share one space of names, those of the indexes behind keys included;
 * enums, domains and the row types of tables and views share another.
 */
export function checkSharedNames(documents: readonly ObjectDocument[]): readonly Diagnostic[] {
  const relations = new NameSpace('duplicate-relation');
  const types = new NameSpace('duplicate-type');
  for (const document of documents) {
    for (const { name, path } of ownSequencesOf(document)) relations.make(document, name, path);
  }
  for (const document of documents) {
    const [schema, name] = document.names;
    if (
      schema === undefined ||
      name === undefined ||
      document.kind === 'function' ||
      document.kind === 'procedure'
    )
      continue;
    const use = { document, schema, what: kindNames[document.kind].singular };
    if (document.kind === 'enum' || document.kind === 'domain') types.add(use, name, []);
    else relations.add(use, name, []);
    if (document.kind === 'table' || document.kind === 'view' || document.kind === 'materialized_view')
      types.add(use, name, [], true);
    for (const index of indexesOf(document))
      relations.add({ document, schema, what: 'index' }, index.name, index.path);
  }
  return [...relations.diagnostics, ...types.diagnostics];
}

type Use = { readonly document: ObjectDocument; readonly schema: string; readonly what: string };

class NameSpace {
  readonly diagnostics: Diagnostic[] = [];
  private readonly code: Code;
  private readonly made = new Map<string, string>();
  private readonly seen = new Map<string, Use & { readonly rowType: boolean }>();

  constructor(code: Code) {
    this.code = code;
  }

  /**
   * The name of a sequence that PostgreSQL makes for a column. For the second of two columns it chooses another name; but who
   * makes an object of that name, before or after, is in the way.
   */
  make(document: ObjectDocument, name: string, path: Path): void {
    const [schema = ''] = document.names;
    const key = keyOf(schema, name);
    if (!this.made.has(key)) this.made.set(key, document.site.labelAt(path));
  }

  /** @param rowType the name is taken as a relation too, where its duplicates are reported already */
  add(use: Use, name: string, path: Path, rowType = false): void {
    const key = keyOf(use.schema, name);
    const known = this.seen.get(key);
    if (known === undefined) {
      this.seen.set(key, { ...use, rowType });
      const column = this.made.get(key);
      if (column !== undefined) this.refuseOwn(use, name, path, column);
      return;
    }
    if (known.rowType && rowType) return;
    const message = `${use.what} ${JSON.stringify(name)} has the name of the ${known.what} at ${known.document.site.label}`;
    const help = 'Give one of the two another name; PostgreSQL keeps both in one space of names.';
    this.diagnostics.push(
      use.document.site.diagnosticAt({ code: this.code, message, help }, path, { at: 'key' }),
    );
  }
  private refuseOwn(use: Use, name: string, path: Path, column: string): void {
    const message = `${use.what} ${JSON.stringify(name)} has the name of the sequence that PostgreSQL makes for the column at ${column}`;
    const help =
      'Give it another name; to describe that sequence itself, write the column with default: nextval(…).';
    this.diagnostics.push(
      use.document.site.diagnosticAt({ code: this.code, message, help }, path, { at: 'key' }),
    );
  }
}
