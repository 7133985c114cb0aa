import type { Model } from '../../model/model.ts';
import { gapsOf } from './gaps.ts';
import { migraSees } from './migra/sees.ts';
import type { NotObserved, Observer } from './observation.ts';
import { pgDumpSees } from './pg-dump/sees.ts';
import type { VisibilityTable } from './visibility.ts';

const tables = { migra: migraSees, pg_dump: pgDumpSees } as const satisfies Record<Observer, VisibilityTable>;

/** What an observer cannot see of this model, wherever it is. */
export function gapsFor(observer: Observer, model: Model): readonly NotObserved[] {
  return gapsOf(tables[observer], model);
}
