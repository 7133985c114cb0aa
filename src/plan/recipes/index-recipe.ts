import { dependencies } from '../../model/dependencies.ts';
import { type Element, objectId } from '../../model/element.ts';
import { type Context, mustStepAside, needsOf, usesOf } from '../context.ts';
import { draft, type Resource, relationName, sequence, typeOfColumn } from '../draft.ts';
import { temporaryName } from '../temporary-name.ts';
import { carrier } from './column-dropped.ts';
import { changeComment, commentOn, idNow, ownerNow } from './common.ts';
import { buildConcurrently } from './index-build.ts';
import { partNameNow } from './inner-names.ts';
import { nothing, type Recipe } from './recipe.ts';

export const index: Recipe<'index'> = {
  add: (change, context) =>
    sequence(
      buildConcurrently(change.next.owner, change.next.value, change, needsOf(change.next, context), [
        change.next.id,
      ]),
      ...commentOn(change.next, change),
    ),
  drop: (change, context) => {
    const { previous } = change;
    if (carrier(previous, context) !== undefined) return [];
    const owner = idNow(previous.owner, context);
    const { schema } = ownerNow(previous.owner, context);
    const name = partNameNow(previous, context);
    return [
      draft({
        statement: {
          kind: 'drop_index',
          index: { schema, name },
          concurrently: true,
          ifExists: false,
        },
        cause: change,
        rank: 'drop',
        group: owner,
        timeouts: 'patient',
        boundary: { kind: 'outside' },
        needs: [owner],
        uses: [...usesOf(previous, context), ...typesOfClasses(previous, context)].filter(
          (used) => used !== owner,
        ),
        removes: [previous.id, relationName(schema, name)],
      }),
    ];
  },
  rename: (change, context) => {
    const { schema } = ownerNow(change.previous.owner, context);
    const name = partNameNow(change.previous, context);
    return [
      draft({
        statement: {
          kind: 'rename',
          target: { kind: 'index', name: { schema, name } },
          to: change.next.value.name,
        },
        cause: change,
        rank: 'rename',
        group: objectId(change.next.owner),
        needs: [objectId(change.next.owner)],
        removes: [relationName(schema, name)],
        provides: [change.next.id, relationName(schema, change.next.value.name)],
        // ALTER INDEX … RENAME takes SHARE UPDATE EXCLUSIVE: it blocks neither readers nor writers.
        timeouts: 'brief',
      }),
    ];
  },
  replace: (change, context) => {
    const { next, previous } = change;
    const owner = next.owner;
    const built = temporaryName(owner.schema, [next.value.name], 'new', context);
    const step = { cause: change, rank: 'table', group: objectId(owner) } as const;
    const drop = draft({
      ...step,
      statement: {
        kind: 'drop_index',
        index: { schema: owner.schema, name: next.value.name },
        concurrently: true,
        ifExists: false,
      },
      timeouts: 'patient',
      boundary: { kind: 'outside' },
      uses: usesOf(previous, context).filter((used) => used !== objectId(owner)),
      removes: [next.id],
    });
    if (mustStepAside(previous, context)) {
      const build = buildConcurrently(owner, next.value, change, needsOf(next, context), [next.id]);
      return sequence(drop, build, ...commentOn(next, change));
    }
    return sequence(
      buildConcurrently(owner, { ...next.value, name: built }, change, needsOf(next, context)),
      drop,
      draft({
        ...step,
        statement: {
          kind: 'rename',
          target: { kind: 'index', name: { schema: owner.schema, name: built } },
          to: next.value.name,
        },
        timeouts: 'brief',
        provides: [next.id],
      }),
      ...commentOn(next, change),
    );
  },
  redefine: nothing,
  alter: {
    unique: 'replace',
    nullsNotDistinct: 'replace',
    method: 'replace',
    elements: 'replace',
    include: 'replace',
    where: 'replace',
    invalid: 'replace',
    storageParameters: (change) => {
      const set = change.next.value.storageParameters;
      const kept = new Set(set.map(({ name }) => name));
      return [
        draft({
          statement: {
            kind: 'alter_index',
            index: { schema: change.next.owner.schema, name: change.next.value.name },
            set,
            reset: change.previous.value.storageParameters
              .map(({ name }) => name)
              .filter((name) => !kept.has(name)),
          },
          cause: change,
          rank: 'table',
          group: objectId(change.next.owner),
          timeouts: 'brief',
          needs: [change.next.id],
        }),
      ];
    },
    comment: changeComment,
  },
};

/** An index that names operator classes goes before a column gets a type that these may not take. */
function typesOfClasses(index: Element<'index'>, context: Context): readonly Resource[] {
  if (index.value.elements.every(({ opclass }) => opclass === undefined)) return [];
  return dependencies(index, context.pair.previous).map((id) => typeOfColumn(context.to.id(id)));
}
