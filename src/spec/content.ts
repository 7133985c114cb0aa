import { InternalError } from '../diagnostic/diagnostic.ts';
import type { Grammar } from '../grammar/grammar.ts';
import type { ObjectKind } from '../model/element.ts';
import { dotted, typeInSignature } from '../model/id.ts';
import type { DataType } from '../model/type.ts';
import { builtinTypeNames } from './build/known-names.ts';
import type { Draft } from './draft.ts';
import type { PlacedProblem } from './problem.ts';
import { Reader } from './read/reader.ts';
import { readRoutine, readSignature, type Signature } from './read/routine.ts';
import { readDomain, readEnum, readExtension, readSchema, readSequence } from './read/simple-objects.ts';
import { readTable } from './read/table.ts';
import { readMaterializedView, readView } from './read/view.ts';
import { type Section, sections } from './sections.ts';
import { rightPart } from './shape/right-part.ts';
import { validateShape } from './shape/validate.ts';
import type { Entry, Node, ScalarNode } from './yaml/node.ts';

/** One entry of a section, read by itself. It depends on nothing but its text. */
export type Content = {
  readonly kind: ObjectKind;
  /** `table public.users`: what makes two entries the same object. */
  readonly key: string;
  /** The names from the schema down; empty where the name is wrong. */
  readonly names: readonly string[];
  /** Absent where the shape of the text is wrong: then only the name is known. */
  readonly draft?: Draft;
  /** What of it can be read nevertheless, to see what else is wrong. */
  readonly partial?: Draft;
  readonly problems: readonly PlacedProblem[];
};

/** @param source the text that the entry's offsets count in */
export function readContent(section: Section, entry: Entry, source: string, grammar: Grammar): Content {
  const kind = sections[section];
  const reader = new Reader(grammar, source);
  const name = readName(reader, kind, entry.key);
  const shape = validateShape(kind, entry.value);
  const nameIsGood = reader.problems.length === 0;
  const readable = shape.length === 0 ? entry.value : rightPart(kind, entry.value, shape);
  const draft = name && readable && readDraft(reader, kind, name, entry.key, readable);
  if (name === undefined || !nameIsGood) {
    return { kind, key: `${kind} ${entry.key.text}`, names: [], problems: [...reader.problems, ...shape] };
  }
  return {
    kind,
    key: keyOf(kind, name),
    names: name.names,
    ...(draft ? { [shape.length === 0 ? 'draft' : 'partial']: draft } : {}),
    problems: [...reader.problems, ...shape],
  };
}

type ObjectName = { readonly names: readonly string[]; readonly signature?: Signature };

function readName(reader: Reader, kind: ObjectKind, key: ScalarNode): ObjectName | undefined {
  switch (kind) {
    case 'schema':
    case 'extension':
      return { names: [reader.name(key)] };
    case 'function':
    case 'procedure': {
      const signature = readSignature(reader, kind, key);
      return signature && { names: [signature.name.schema ?? 'public', signature.name.name], signature };
    }
    default: {
      const { schema = 'public', name } = reader.qualifiedName(key);
      return { names: [schema, name] };
    }
  }
}

/**
 * The key of an object by name, as `dropped` lists and a later text of the same object give it. Types in a signature count
 * as they are written, but the schema of the routine itself is the same as nothing: there a type without one is looked up
 * first, unless PostgreSQL has one of that name.
 */
function keyOf(kind: ObjectKind, { names, signature }: ObjectName): string {
  if (signature === undefined) return `${kind} ${dotted(...names)}`;
  const types = signature.arguments
    .filter((argument) => argument.mode !== 'out')
    .map(({ type }) => typeInSignature(isNearest(type, names[0]) ? withoutSchema(type) : type));
  return `${kind} ${dotted(...names)}(${types.join(', ')})`;
}

function isNearest({ schema, name }: DataType, home: string | undefined): boolean {
  return schema === home && !builtinTypeNames.has(name);
}

function withoutSchema({ schema: _, ...type }: DataType): DataType {
  return type;
}

/** The key of an object by the text that names it in a section, such as in `dropped`. */
export function readKey(
  section: Section,
  node: ScalarNode,
  source: string,
  grammar: Grammar,
): { key?: string; problems: readonly PlacedProblem[] } {
  const reader = new Reader(grammar, source);
  const name = readName(reader, sections[section], node);
  return { ...(name ? { key: keyOf(sections[section], name) } : {}), problems: reader.problems };
}

function readDraft(reader: Reader, kind: ObjectKind, name: ObjectName, key: ScalarNode, node: Node): Draft {
  const [first = '', second = ''] = name.names;
  const inSchema = { schema: first, name: second };
  switch (kind) {
    case 'schema':
      return readSchema(reader, first, key, node);
    case 'extension':
      return readExtension(reader, first, node);
    case 'enum':
      return readEnum(reader, inSchema, node);
    case 'domain':
      return readDomain(reader, inSchema, node);
    case 'sequence':
      return readSequence(reader, inSchema, node);
    case 'function':
    case 'procedure': {
      if (name.signature === undefined) throw new InternalError('a routine has a signature');
      return readRoutine(reader, kind, key, name.signature, node);
    }
    case 'table':
      return readTable(reader, inSchema, node);
    case 'view':
      return readView(reader, inSchema, node);
    case 'materialized_view':
      return readMaterializedView(reader, inSchema, node);
  }
}
