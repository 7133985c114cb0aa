import type { Alter, Change, Rename } from '../../diff/change.ts';
import { type Element, objectId } from '../../model/element.ts';
import type { Index } from '../../model/schema-object.ts';
import { type Context, mustStepAside, needsOf, usesOf } from '../context.ts';
import { type Draft, sequence } from '../draft.ts';
import { temporaryName } from '../temporary-name.ts';
import { alterTable, changeComment, commentOn, onExisting } from './common.ts';
import { dropConstraint, renameConstraint } from './constraint.ts';
import { buildConcurrently } from './index-build.ts';
import { nothing, type Recipe } from './recipe.ts';

type Kind = 'primary_key' | 'unique';

const shared = {
  drop: dropConstraint,
  rename: (change: Rename<Kind>, context: Context) => renameConstraint(change, context),
  redefine: nothing,
} as const;

export const primaryKey: Recipe<'primary_key'> = {
  ...shared,
  add: (change, context) => sequence(...addKey(change.next, change, context)),
  replace: (change, context) => replaceKey(change, context),
  alter: { columns: 'replace', include: 'replace', deferral: 'replace', comment: changeComment },
};

export const unique: Recipe<'unique'> = {
  ...shared,
  add: (change, context) => sequence(...addKey(change.next, change, context)),
  replace: (change, context) => replaceKey(change, context),
  alter: {
    columns: 'replace',
    include: 'replace',
    nullsNotDistinct: 'replace',
    deferral: 'replace',
    comment: changeComment,
  },
};

/** The index is built beside the traffic; making it the constraint's own is a matter of the catalog. */
function addKey(element: Element<Kind>, cause: Change, context: Context): readonly Draft[] {
  const owner = objectId(element.owner);
  return [
    buildConcurrently(
      element.owner,
      indexBehind(element, element.value.name),
      cause,
      needsOf(element, context),
    ),
    onExisting(owner, {
      statement: alterTable(element.owner, usingIndex(element, element.value.name)),
      cause,
      needs: needsOf(element, context),
      provides: [element.id],
    }),
    ...commentOn(element, cause),
  ];
}

/** The new index takes the place of the old one in a single statement: at no moment are duplicates let in. */
function replaceKey(change: Alter<Kind>, context: Context): readonly Draft[] {
  const { previous, next } = change;
  const owner = objectId(next.owner);
  if (mustStepAside(previous, context)) {
    const drop = onExisting(owner, {
      statement: alterTable(next.owner, { kind: 'drop_constraint', name: next.value.name }),
      cause: change,
      uses: usesOf(previous, context),
      removes: [next.id],
    });
    return sequence(drop, ...addKey(next, change, context));
  }
  const built = temporaryName(next.owner.schema, [next.value.name], 'new', context);
  return sequence(
    buildConcurrently(next.owner, indexBehind(next, built), change, needsOf(next, context)),
    onExisting(owner, {
      statement: alterTable(
        next.owner,
        { kind: 'drop_constraint', name: next.value.name },
        usingIndex(next, built),
      ),
      cause: change,
      needs: needsOf(next, context),
      uses: usesOf(previous, context),
      removes: [next.id],
      provides: [next.id],
    }),
    ...commentOn(next, change),
  );
}

function usingIndex(element: Element<Kind>, index: string) {
  return {
    kind: 'add_constraint_using_index',
    constraint: element.kind,
    name: element.value.name,
    index,
    deferral: element.value.deferral,
  } as const;
}

/** The unique index that stands behind a primary key or unique constraint. */
function indexBehind(element: Element<Kind>, name: string): Index {
  const { columns, include } = element.value;
  return {
    name,
    unique: true,
    nullsNotDistinct: element.kind === 'unique' && element.value.nullsNotDistinct,
    method: 'btree',
    elements: columns.map((column) => ({
      key: { kind: 'column', name: column },
      order: 'asc',
      nulls: 'last',
    })),
    include,
    storageParameters: [],
    hints: {},
  };
}
