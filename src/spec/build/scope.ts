import type { Code } from '../../diagnostic/codes.ts';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { didYouMean } from '../../diagnostic/nearest.ts';
import type { Major } from '../../model/model.ts';
import type { MentionedName, Sql } from '../../model/sql.ts';
import type { DataType } from '../../model/type.ts';
import type { ObjectDocument } from '../document.ts';
import type { Mark } from '../site.ts';
import type { Path } from '../yaml/node.ts';
import { builtinTypeNames, extensionTypes, systemSchemas } from './known-names.ts';
import type { Symbols } from './symbols.ts';
import { keyOf } from './symbols.ts';

/** One object on its way into the model: what it may refer to, and where its problems go. */
export class Scope {
  readonly symbols: Symbols;
  readonly postgresql: Major;
  /** The schema that the object is in. */
  readonly schema: string;
  private readonly document: ObjectDocument;
  private readonly diagnostics: Diagnostic[];

  constructor(symbols: Symbols, postgresql: Major, document: ObjectDocument, diagnostics: Diagnostic[]) {
    this.symbols = symbols;
    this.postgresql = postgresql;
    this.document = document;
    this.schema = document.names.length > 1 ? (document.names[0] ?? 'public') : 'public';
    this.diagnostics = diagnostics;
  }

  report(code: Code, message: string, help: string, path: Path, mark?: Mark): void {
    this.diagnostics.push(this.document.site.diagnosticAt({ code, message, help }, path, mark));
  }

  /** A name that is not known may still be there: an extension's, or in a file that could not be read. */
  get mayBeElsewhere(): boolean {
    return !this.symbols.complete || this.symbols.extensions.size > 0;
  }

  /** A table or a schema that is not known may still be there: fewer extensions bring these. */
  get mayBeForeign(): boolean {
    return !this.symbols.complete || this.symbols.hasForeignExtensions;
  }

  /** The type with the schema that it is in. */
  type(type: DataType, path: Path): DataType {
    if (type.schema === undefined && builtinTypeNames.has(type.name)) return type;
    if (type.schema === 'pg_catalog') return withoutSchema(type);
    const schema = type.schema ?? this.symbols.schemaOf(this.symbols.types, type.name, this.schema);
    if (
      schema !== undefined &&
      (this.symbols.types.has(keyOf(schema, type.name)) || schema === 'information_schema')
    ) {
      return { ...type, schema };
    }
    if (type.schema === undefined && isOfCatalog(type.name)) return type;
    this.unknownType(type, path);
    return type;
  }

  /** Types that a piece of SQL mentions; without a schema they are looked up in public. */
  types(sql: Sql | undefined, path: Path): void {
    for (const { schema, name } of sql?.mentions.types ?? []) {
      const known =
        this.symbols.types.has(keyOf(schema ?? 'public', name)) ||
        (schema === undefined ? isOfCatalog(name) : systemSchemas.has(schema));
      if (!known) this.unknownType({ name }, path, { word: name });
    }
  }

  private unknownType(type: Pick<DataType, 'name'>, path: Path, mark?: Mark): void {
    const extension = extensionTypes.get(type.name);
    const missing = extension !== undefined && !this.symbols.extensions.has(extension);
    if (!this.symbols.complete || (this.symbols.extensions.size > 0 && !missing)) return;
    const declare =
      'Declare it under `enums:` or `domains:`, or the extension that brings it under `extensions:`.';
    const help = missing
      ? `The extension ${extension} brings it: add ${extension} under \`extensions:\`.`
      : this.symbols.suggest(
          type.name,
          this.symbols.types,
          this.schema,
          didYouMean(type.name, builtinTypeNames, declare),
        );
    this.report('unknown-type', `there is no type ${JSON.stringify(type.name)}`, help, path, mark);
  }

  /** Relations that a query or another piece of SQL mentions. */
  relations(
    sql: Sql | undefined,
    path: Path,
    code: 'unknown-relation' | 'unknown-sequence' = 'unknown-relation',
  ): void {
    for (const name of sql?.mentions.relations ?? [])
      if (!this.isRelation(name)) this.unknownRelation(name, path, code);
    this.types(sql, path);
  }

  private isRelation({ schema, name }: MentionedName): boolean {
    if (schema === undefined ? isOfCatalog(name) : systemSchemas.has(schema)) return true;
    return this.mayBeElsewhere || this.symbols.hasRelation(schema ?? 'public', name);
  }

  private unknownRelation({ schema, name }: MentionedName, path: Path, code: Code): void {
    const what = code === 'unknown-sequence' ? 'sequence' : 'table, view or sequence';
    const shown = schema === undefined ? name : `${schema}.${name}`;
    const otherwise = 'Names without a schema are looked up in public; others need their schema.';
    const word = schema === 'public' ? name : shown;
    const help = this.symbols.suggest(word, this.symbols.relations, schema ?? 'public', otherwise);
    this.report(code, `there is no ${what} ${JSON.stringify(shown)}`, help, path, { word: name });
  }

  /** Columns that a piece of SQL over one table mentions. */
  columns(sql: Sql | undefined, columns: ReadonlySet<string>, table: string, path: Path): void {
    for (const name of sql?.mentions.columns ?? []) {
      if (columns.has(name) || name === '*' || name === table || systemColumns.has(name)) continue;
      this.unknownColumn(name, columns, table, path, { word: name });
    }
    this.types(sql, path);
  }

  unknownColumn(name: string, columns: Iterable<string>, table: string, path: Path, mark?: Mark): void {
    const all = [...columns];
    const otherwise = all.length === 0 ? 'It has no columns.' : `Its columns: ${all.join(', ')}.`;
    const message = `${table} has no column ${JSON.stringify(name)}`;
    this.report('unknown-column', message, didYouMean(name, all, otherwise), path, mark);
  }
}

/** Whether a name can be that of one of PostgreSQL's own tables and views, or of its rows. */
function isOfCatalog(name: string): boolean {
  return name.startsWith('pg_');
}

/** Types of pg_catalog have none. */
function withoutSchema({ schema: _, ...type }: DataType): DataType {
  return type;
}

const systemColumns: ReadonlySet<string> = new Set(['tableoid', 'ctid', 'xmin', 'xmax', 'cmin', 'cmax']);
