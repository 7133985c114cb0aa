import { needsOf } from '../context.ts';
import { draft } from '../draft.ts';
import { changeComment, commentOn, hazard } from './common.ts';
import { nothing, type Recipe } from './recipe.ts';

/** An extension can hold relations, which the model does not know and which its statements lock: they give up soon. */
export const extension: Recipe<'extension'> = {
  add: (change, context) => [
    draft({
      statement: { kind: 'create_extension', extension: change.next.value },
      cause: change,
      rank: 'container',
      group: change.next.id,
      needs: needsOf(change.next, context),
      provides: [change.next.id],
    }),
    ...commentOn(change.next, change),
  ],
  drop: (change) => [
    draft({
      statement: { kind: 'drop', target: { kind: 'extension', name: change.previous.value.name } },
      cause: change,
      rank: 'drop container',
      group: change.previous.id,
      timeouts: 'brief',
      removes: [change.previous.id],
      hazards: [
        hazard(
          'backward-incompatible',
          `everything that the extension ${change.previous.value.name} provides goes with it`,
        ),
      ],
    }),
  ],
  // An extension has the name of its files: two names are two extensions, and the spec refuses `renamed_from` there.
  rename: () => [],
  replace: nothing,
  redefine: nothing,
  alter: {
    schema: (change, context) => [
      draft({
        statement: {
          kind: 'alter_extension',
          name: change.next.value.name,
          action: { kind: 'set_schema', schema: change.next.value.schema ?? 'public' },
        },
        cause: change,
        rank: 'container',
        group: change.next.id,
        timeouts: 'brief',
        needs: needsOf(change.next, context),
        provides: [change.next.id],
      }),
    ],
    version: (change) => [
      draft({
        statement: {
          kind: 'alter_extension',
          name: change.next.value.name,
          action: {
            kind: 'update',
            ...(change.next.value.version === undefined ? {} : { version: change.next.value.version }),
          },
        },
        cause: change,
        rank: 'container',
        group: change.next.id,
        timeouts: 'brief',
        provides: [change.next.id],
      }),
    ],
    comment: changeComment,
  },
};
