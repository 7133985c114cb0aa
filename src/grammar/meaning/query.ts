import type { Fields } from '../tree.ts';
import type { QueryPlace } from './place.ts';
import type { Sources } from './query/from.ts';
import { selectTerm, withNested } from './query/select.ts';
import type { QueryTerm, Scope } from './scope.ts';

/** The query of a view. */
export function viewTerm(select: Fields, place: QueryPlace): QueryTerm {
  return selectTerm(select, sourcesOf(place.relation, undefined), place.columns);
}

/** A query within an expression, a routine or another query. */
export function subqueryTerm(
  select: Fields,
  relation: QueryPlace['relation'],
  outer: Scope | undefined,
): QueryTerm {
  return selectTerm(select, sourcesOf(relation, outer), []);
}

function sourcesOf(relation: QueryPlace['relation'], outer: Scope | undefined): Sources {
  const empty: QueryTerm = { form: null, columns: undefined };
  return withNested({ relation, named: new Map(), outer, query: () => empty });
}
