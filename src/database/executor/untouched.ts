import { dependencies } from '../../model/dependencies.ts';
import { type Element, idOf, partsOf } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { QualifiedName, Statement } from '../../sql/statement.ts';
import type { Passage } from '../journal/passage.ts';
import type { NumberedStep } from './steps.ts';

export type IndexStep = NumberedStep & {
  readonly statement: Extract<Statement, { kind: 'create_index' }>;
};

/**
 * Says of steps of a passage that make an index whether they could run as well after the passages that follow: those leave the index, its
 * table and all that it stands on as they are, and make nothing that needs it.
 */
export function untouchedBy({ pair }: Passage, later: readonly Passage[]): (step: IndexStep) => boolean {
  const changed = new Set(later.flatMap(idsChanged));
  const needed = new Set(later.flatMap(idsNeeded));
  return ({ statement }) => {
    const made = madeBy(statement, pair.next);
    const standsOn = made.flatMap((element) => dependencies(element, pair.next));
    const ids = [...relationIds(statement.table), ...made.map(({ id }) => id)];
    // A view that groups by a primary key needs it, and names no more than its columns.
    const wanted = made.flatMap((element) => [
      element.id,
      ...(element.kind === 'primary_key' ? dependencies(element, pair.next) : []),
    ]);
    return [...ids, ...standsOn].every((id) => !changed.has(id)) && wanted.every((id) => !needed.has(id));
  };
}

const relationKinds = ['table', 'materialized_view'] as const;

/** The names by which the relation is called, of whatever kind it is. */
function relationIds({ schema, name }: QualifiedName): readonly Id[] {
  return [idOf('schema', [schema]), ...relationKinds.map((kind) => idOf(kind, [schema, name]))];
}

/** The index, or the constraint that is made of it. */
function madeBy({ table, index }: IndexStep['statement'], model: Model): readonly Element[] {
  const objects = relationKinds.flatMap(
    (kind) => model.objects.get(idOf(kind, [table.schema, table.name])) ?? [],
  );
  const kinds: ReadonlySet<Element['kind']> = new Set(['index', 'unique', 'primary_key'] as const);
  return objects.flatMap(partsOf).filter(({ kind, value }) => kinds.has(kind) && value.name === index.name);
}

function idsChanged({ plan }: Passage): readonly Id[] {
  return causesOf(plan).flatMap((cause) => [
    ...('previous' in cause ? [cause.previous.id] : []),
    ...('next' in cause ? [cause.next.id] : []),
  ]);
}

/** What a passage builds on. A table is made with its parts. */
function idsNeeded({ plan, pair }: Passage): readonly Id[] {
  return causesOf(plan).flatMap((cause) => {
    if (!('next' in cause)) return [];
    const { next } = cause;
    const elements: readonly Element[] = [next, ...(next.kind === 'table' ? partsOf(next.value) : [])];
    return elements.flatMap((element) => dependencies(element, pair.next));
  });
}

function causesOf({ batches }: Passage['plan']) {
  return batches.flatMap(({ steps }) => steps.map(({ cause }) => cause));
}
