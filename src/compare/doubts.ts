import { attributes } from '../diff/attributes.ts';
import type { Alter, Change } from '../diff/change.ts';
import { equal } from '../diff/equal.ts';
import type { Element } from '../model/element.ts';
import { base } from '../model/model.ts';
import { noMentions } from '../model/sql.ts';
import { elementsOf } from './parts.ts';
import { mapSql } from './places.ts';

/**
 * The changes of which it is not known whether they are any: the two sides differ in nothing but the text of SQL, and a server could
 * print the one for the other.
 */
export function doubtsAmong(changes: readonly Change[]): readonly Alter[] {
  return changes.filter((change): change is Alter => change.type === 'alter' && isDoubtful(change));
}

function isDoubtful({ previous, next }: Alter): boolean {
  const [before, after] = [withoutSql(previous), withoutSql(next)];
  return (
    before !== undefined &&
    after !== undefined &&
    Object.keys(attributes[next.kind]).every(
      (name) =>
        // A view is compared as its query prints, which holds the names that it gives to its columns.
        (name === 'columns' && (next.kind === 'view' || next.kind === 'materialized_view')) ||
        equal(Reflect.get(before.value, name), Reflect.get(after.value, name)),
    )
  );
}

function withoutSql(element: Element): Element | undefined {
  const owner = 'owner' in element ? element.owner : element.value;
  if (!('kind' in owner)) return undefined;
  const blank = mapSql(owner, base, (sql) => ({ ...sql, key: '', mentions: noMentions }));
  return elementsOf(blank).get(element.id);
}
