import fc from 'fast-check';
import { type Document, documentOf } from './document.ts';
import { apply, type Edit, type Operation, operations } from './edits.ts';
import { restorable, stays } from './restorable.ts';
import { tidy } from './tidy.ts';
import {
  type Column,
  emptyWorld,
  outputsOf,
  type Ref,
  type Selectable,
  selectables,
  type View,
  type World,
} from './world.ts';

/** The edits that make a schema of nothing, and those that make the next one of it. */
export type History = { readonly before: readonly Edit[]; readonly edits: readonly Edit[] };

/** Two specs, as plain data. */
export type Specs = { readonly previous: Document; readonly next: Document };

const all = Object.keys(operations) as Operation[];
const makers = all.filter((operation) => operation.startsWith('add'));
/** What most of the rest stands on. */
const grounds: readonly Operation[] = [
  'addTable',
  'addTable',
  'addColumn',
  'addRoutine',
  'addEnum',
  'addView',
  'addForeignKey',
  'addIndex',
  'setPrimaryKey',
  'addCheck',
  'addUnique',
  'addTrigger',
  'addView',
];

const edit = (from: readonly Operation[]): fc.Arbitrary<Edit> =>
  fc.record({ operation: fc.constantFrom(...from), seed: fc.nat() });

const changing: readonly Operation[] = [
  ...all,
  'drop',
  'drop',
  'rename',
  'rename',
  'rename',
  'rename',
  'rename',
  'alterTrigger',
  'alterView',
  'alterType',
  'alterValue',
  'move',
  'comment',
];

export const arbitraryHistory: fc.Arbitrary<History> = fc.record({
  before: fc
    .tuple(
      fc.array(edit(['addSchema', 'addEnum', 'addDomain', 'addExtension', 'addSequence']), {
        maxLength: 5,
        size: 'max',
      }),
      fc.array(edit(['addTable']), { minLength: 1, maxLength: 4, size: 'max' }),
      fc.array(edit([...grounds, ...grounds, ...makers, 'ownSequence']), {
        minLength: 4,
        maxLength: 24,
        size: 'max',
      }),
    )
    .map((lists) => lists.flat()),
  edits: fc.array(edit(changing), { minLength: 2, maxLength: 12, size: 'max' }),
});

/** The specs that a history comes to. The same for the same history. */
export function specsOf({ before, edits }: History, major: number): Specs {
  const previous = emptyWorld();
  run(previous, before, major);
  const next = structuredClone(previous);
  run(next, edits, major);
  restorable(previous, next);
  keepOrder(previous, next);
  // Virtual columns need a spec for 18 and later.
  const postgresql = major === 18 ? 18 : 15;
  return {
    previous: documentOf(previous, undefined, next, postgresql),
    next: documentOf(next, previous, previous, postgresql),
  };
}

function run(world: World, edits: readonly Edit[], major: number): void {
  for (const one of edits) {
    apply(world, one, major);
    tidy(world);
  }
}

/**
 * The order of columns is not compared, and no ALTER TABLE changes it: a view of `*` shows it. So that both sides mean the same, `*` is
 * written out where columns come back at another place.
 */
function keepOrder(previous: World, next: World): void {
  for (const world of [previous, next]) {
    for (const view of world.views)
      if (view.query.form === 'star' && !isSteady(view.query.source, previous, next)) writeOut(world, view);
    for (const { form } of world.routines)
      if (form.kind === 'rows' && form.style === 'setof' && !isSteady(form.table, previous, next))
        form.style = 'table';
    tidy(world);
  }
}

function isSteady(source: Ref, previous: World, next: World): boolean {
  const [before, after] = [previous, next].map((world) =>
    selectables(world, source).map((column) =>
      JSON.stringify([column.id, column.name, 'value' in column && column.value]),
    ),
  ) as [string[], string[]];
  // What a generated column stands on can make it come back as the last one.
  if ([previous, next].some((world) => hasGeneratedBefore(selectables(world, source)))) return false;
  const table = previous.tables.find(({ id }) => id === source);
  if (table === undefined || !stays(table, previous.tables, next.tables)) return false;
  const [short, long] = before.length < after.length ? [before, after] : [after, before];
  return (
    short.every((column, position) => column === long[position]) &&
    next.views.concat(previous.views).every(({ id }) => id !== source)
  );
}

function hasGeneratedBefore(columns: readonly Selectable[]): boolean {
  return columns
    .slice(0, -1)
    .some((column) => 'value' in column && (column as Column).value.kind === 'generated');
}

function writeOut(world: World, view: View): void {
  const shown = outputsOf(world, view);
  view.query = { ...view.query, form: 'plain' };
  // Their identities stay those of the source, so that what stands on the view finds them.
  view.outputs = shown.map(({ id, name }) => ({ id, name, from: id, routine: undefined, side: 'left' }));
}
