import type { Model } from '../model/model.ts';
import {
  type DatabaseUrl,
  type Observation,
  observeWithMigra,
  observeWithPgDump,
} from './observers/index.ts';

/** What every observer says of two databases that should both be as the model says. */
export function observe(from: DatabaseUrl, to: DatabaseUrl, model: Model): Promise<readonly Observation[]> {
  return Promise.all([observeWithMigra(from, to, model), observeWithPgDump(from, to, model)]);
}
