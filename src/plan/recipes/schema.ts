import { draft } from '../draft.ts';
import { changeComment, commentOn, hazard } from './common.ts';
import { nothing, type Recipe } from './recipe.ts';

export const schema: Recipe<'schema'> = {
  add: (change) => [
    draft({
      statement: { kind: 'create_schema', name: change.next.value.name },
      cause: change,
      rank: 'container',
      group: change.next.id,
      provides: [change.next.id],
    }),
    ...commentOn(change.next, change),
  ],
  drop: (change) => [
    draft({
      statement: { kind: 'drop', target: { kind: 'schema', name: change.previous.value.name } },
      cause: change,
      rank: 'drop container',
      group: change.previous.id,
      removes: [change.previous.id],
    }),
  ],
  rename: (change) => [
    draft({
      statement: {
        kind: 'rename',
        target: { kind: 'schema', name: change.previous.value.name },
        to: change.next.value.name,
      },
      cause: change,
      rank: 'rename',
      group: change.next.id,
      provides: [change.next.id],
      hazards: [
        hazard('backward-incompatible', `programs that say ${change.previous.value.name} no longer find it`),
      ],
    }),
  ],
  replace: nothing,
  redefine: nothing,
  alter: { comment: changeComment },
};
