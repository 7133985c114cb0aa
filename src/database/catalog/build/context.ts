import type { Grammar } from '../../../grammar/grammar.ts';
import type { Parsed } from '../../../grammar/parsed.ts';
import { dotted } from '../../../model/id.ts';
import type { DataType } from '../../../model/type.ts';
import type { NotCovered } from '../catalog.ts';
import type { NotCoveredKind } from '../not-covered.ts';
import { type CommentedClass, commentedClasses } from '../rows/comments.ts';
import type { Rows } from '../rows/queries.ts';
import { partKey } from './lists.ts';
import { typesOf } from './types.ts';

/** What the rows of every kind need of the others while they become parts of the model. */
export type Context = {
  readonly grammar: Grammar;
  /** @param text as format_type() prints it */
  type(oid: number, text: string): DataType;
  /** To be spread into an object. @param part the number of a column */
  commented(of: CommentedClass, oid: number, part?: number): { readonly comment?: string };
  /** What the grammar read; undefined where it refused, which is noted under the names of the object. */
  read<T>(result: Parsed<T>, names: readonly string[]): T | undefined;
  note(kind: NotCoveredKind, names: readonly string[]): void;
  /** Everything that was noted so far. */
  readonly noted: readonly NotCovered[];
};

const none = {};

export function makeContext(rows: Rows, grammar: Grammar): Context {
  const comments = new Map(commentedClasses.map((of) => [of, new Map<number, string>()]));
  for (const row of rows.comments) comments.get(row.class)?.set(partKey(row.oid, row.part), row.text);
  const noted: NotCovered[] = [];
  const note: Context['note'] = (kind, names) => noted.push({ kind, name: dotted(...names) });
  return {
    grammar,
    type: typesOf(rows.types, grammar),
    commented: (of, oid, part = 0) => {
      const comment = comments.get(of)?.get(partKey(oid, part));
      return comment === undefined ? none : { comment };
    },
    read: (result, names) => {
      if (result.ok) return result.value;
      note('unreadable expression', names);
      return undefined;
    },
    note,
    noted,
  };
}
