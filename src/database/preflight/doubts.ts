import { dependencies, readByBody, routinesNamed } from '../../model/dependencies.ts';
import { objectElement } from '../../model/element.ts';
import type { Id, ObjectId } from '../../model/id.ts';
import type { MentionedName, Sql } from '../../model/sql.ts';
import { type Course, doubtOfColumns } from './course.ts';
import { enumOf, type Forecast, nameKey, type TableForecast, typeNamed } from './forecast.ts';

/** Why a target cannot say now what an expression over the rows of a table will give. */
export function doubtOf({ forecast }: Course, table: TableForecast, sql: Sql): string | undefined {
  const { columns, types, routines, relations } = sql.mentions;
  if (columns.includes('*')) return 'it reads whole rows';
  const type = types.find((name) => isOtherType(forecast, name));
  if (type !== undefined) return `it speaks of type ${type.name}, which the plan makes or changes`;
  const routine = routines.find((name) => isOtherRoutine(forecast, name));
  if (routine !== undefined) return `it calls ${routine.name}, which the plan makes or changes`;
  const relation = relations.find((name) => isOtherRelation(forecast, name));
  if (relation !== undefined) return `it reads ${relation.name}, which the plan makes or changes`;
  if (ordersEnums(forecast, table, sql)) return 'it compares values of an enum that the plan changes';
  return doubtOfColumns(table, ownColumns(table, sql));
}

/** The first reason against one of several expressions. */
export function firstDoubt(course: Course, table: TableForecast, all: readonly Sql[]): string | undefined {
  return all.map((sql) => doubtOf(course, table, sql)).find((reason) => reason !== undefined);
}

/** The columns of a table that an expression mentions. */
export function ownColumns({ columns }: TableForecast, { mentions }: Sql): readonly string[] {
  return mentions.columns.filter((name) => columns.has(name));
}

function qualified({ schema = 'public', name }: MentionedName) {
  return { schema, name };
}

function isOtherType(forecast: Forecast, mentioned: MentionedName): boolean {
  const { schema, name } = qualified(mentioned);
  const type = typeNamed(forecast, { schema, name, modifiers: [], array: false });
  if (type === undefined) return false;
  return type.asText || type.origin === undefined || nameKey(type.origin) !== nameKey(type.object);
}

/** Also by way of what it calls itself. */
function isOtherRoutine(forecast: Forecast, mentioned: MentionedName): boolean {
  if (forecast.changed.has(nameKey(qualified(mentioned)))) return true;
  if (forecast.changed.size === 0) return false;
  const { next } = forecast.pair;
  const seen = new Set<Id>();
  const queue: Id[] = [...routinesNamed(next, mentioned)];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const object = next.objects.get(id as ObjectId);
    if (seen.has(id) || object === undefined) continue;
    seen.add(id);
    if ('schema' in object && object.kind !== 'extension' && forecast.changed.has(nameKey(object)))
      return true;
    const element = objectElement(object);
    queue.push(...dependencies(element, next), ...readByBody(element, next));
  }
  return false;
}

function isOtherRelation(forecast: Forecast, mentioned: MentionedName): boolean {
  const key = nameKey(qualified(mentioned));
  return forecast.tables.has(key) || forecast.changed.has(key);
}

/** The values of such an enum are read as texts, whose order is another. */
function ordersEnums(forecast: Forecast, table: TableForecast, sql: Sql): boolean {
  const reads = ownColumns(table, sql).some((name) => {
    const column = table.columns.get(name);
    const kept = column === undefined ? undefined : enumOf(forecast, column.type);
    return kept?.asText === true || (kept !== undefined && kept.origin === undefined);
  });
  const outside = sql.text.replace(/'(?:[^']|'')*'/g, "''").replaceAll('<>', '');
  return reads && /[<>]|\b(?:between|least|greatest|min|max|order)\b/i.test(outside);
}
