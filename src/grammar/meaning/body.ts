import { type Fields, isFields, nodeOf } from '../tree.ts';
import { assigned } from './convert.ts';
import { rawForm, termOf } from './expression.ts';
import type { BodyPlace } from './place.ts';
import { raw } from './query/level.ts';
import { subqueryTerm } from './query.ts';
import type { Scope } from './scope.ts';
import { type Form, labelled } from './term.ts';
import { typeOfData } from './type.ts';

/** RETURN and an expression, or the statements of BEGIN ATOMIC. */
export function bodyForm(tree: unknown, place: BodyPlace): Form {
  const scope = bodyScope(place);
  const { kind, fields } = isFields(tree) ? nodeOf(tree) : { kind: undefined, fields: {} as Fields };
  if (kind !== 'ReturnStmt') return rawForm(tree, scope);
  const term = termOf(fields['returnval'], scope);
  const { returns } = place;
  return ['return', returns === undefined ? labelled(term) : assigned(term, typeOfData(returns)).form];
}

/** Arguments by their name, which may follow that of the routine. */
function bodyScope({ argument, relation }: BodyPlace): Scope {
  const scope: Scope = {
    column: (parts) => {
      const name = parts.at(-1) ?? '';
      const type = parts.length > 2 ? undefined : argument(name);
      return type === undefined ? raw(parts) : { form: ['argument', name], type: typeOfData(type) };
    },
    isColumn: (parts) => parts.length > 2 || argument(parts.at(-1) ?? '') === undefined,
    query: (select) => subqueryTerm(select, relation ?? (() => undefined), scope),
  };
  return scope;
}
