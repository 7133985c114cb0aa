import type { Fields } from '../../tree.ts';
import { rawForm, termOf } from '../expression.ts';
import type { Scope } from '../scope.ts';
import { type Form, type Term, untyped } from '../term.ts';

/** An item of ORDER BY with what is the default written out. A text and a varchar sort alike. */
export function sortItem(fields: Fields, scope: Scope): Term {
  return untyped(['sort', termOf(fields['node'], scope).form, ...sortOrder(fields, scope)]);
}

export function sortOrder(fields: Fields, scope: Scope): readonly Form[] {
  const { sortby_dir, sortby_nulls, useOp } = fields;
  const direction = sortby_dir === 'SORTBY_DEFAULT' ? 'SORTBY_ASC' : String(sortby_dir);
  const usual = direction === 'SORTBY_DESC' ? 'SORTBY_NULLS_FIRST' : 'SORTBY_NULLS_LAST';
  const nulls = sortby_nulls === 'SORTBY_NULLS_DEFAULT' ? usual : String(sortby_nulls);
  return [direction, nulls, rawForm(useOp, scope)];
}
