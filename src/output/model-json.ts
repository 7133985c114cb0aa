import type { Model } from '../model/model.ts';
import type { Sql } from '../model/sql.ts';

/** A model as `show --json` prints it: every object whole by its address, SQL as its text. */
export type ModelJson = { readonly postgresql: number; readonly objects: Readonly<Record<string, unknown>> };

/** What tools have no use for is left out: parse trees, and hints on how to get there. */
export function modelJson(model: Model): ModelJson {
  const objects = [...model.objects].map(([id, object]) => [id, clean(object)] as const);
  return { postgresql: model.postgresql, objects: Object.fromEntries(objects) };
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  if (isSql(value)) return value.text;
  const entries = Object.entries(value).filter(([key]) => key !== 'hints');
  return Object.fromEntries(entries.map(([key, inner]) => [key, clean(inner)]));
}

function isSql(value: object): value is Sql {
  return 'key' in value && 'mentions' in value;
}
