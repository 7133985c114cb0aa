import type { Grammar } from '../../../grammar/grammar.ts';
import type { Parsed } from '../../../grammar/parsed.ts';
import { dotted } from '../../../model/id.ts';
import type { DataType } from '../../../model/type.ts';
import type { NotCovered } from '../catalog.ts';
import type { NotCoveredKind } from '../not-covered.ts';
import type { CommentedClass } from '../rows/comments.ts';
import type { Rows } from '../rows/queries.ts';
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

export function makeContext(rows: Rows, grammar: Grammar): Context {
  const comments = new Map(rows.comments.map((row) => [`${row.class} ${row.oid} ${row.part}`, row.text]));
  const noted: NotCovered[] = [];
  const note: Context['note'] = (kind, names) => noted.push({ kind, name: dotted(...names) });
  return {
    grammar,
    type: typesOf(rows.types, grammar),
    commented: (of, oid, part = 0) => {
      const comment = comments.get(`${of} ${oid} ${part}`);
      return comment === undefined ? {} : { comment };
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
