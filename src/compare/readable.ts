import type { Place } from '../grammar/meaning/place.ts';
import type { ObjectId } from '../model/id.ts';
import type { Model } from '../model/model.ts';
import type { Sql } from '../model/sql.ts';
import { mapSql } from './places.ts';

/**
 * The model with its SQL as people would write it, to be printed and not to be compared: only the texts are changed.
 *
 * @param literal objects that keep their texts
 */
export function readable(
  model: Model,
  textOf: (sql: Sql, place: Place) => string,
  literal: ReadonlySet<ObjectId>,
): Model {
  const objects = [...model.objects].map(
    ([id, object]) =>
      [
        id,
        literal.has(id)
          ? object
          : mapSql(object, model, (sql, place) => ({ ...sql, text: textOf(sql, place) })),
      ] as const,
  );
  return { ...model, objects: new Map(objects) };
}
