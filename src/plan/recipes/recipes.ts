import type { Add, Alter, Change, Drop, Rename } from '../../diff/change.ts';
import { type Element, type ElementKind, objectId } from '../../model/element.ts';
import type { Context } from '../context.ts';
import { type Draft, renamedTo } from '../draft.ts';
import { check } from './check.ts';
import { column } from './column.ts';
import { idNow } from './common.ts';
import { domain } from './domain.ts';
import { enumeration } from './enum.ts';
import { exclusion } from './exclusion.ts';
import { extension } from './extension.ts';
import { foreignKey } from './foreign-key.ts';
import { index } from './index-recipe.ts';
import { primaryKey, unique } from './key.ts';
import { alterSteps, type Recipe, replaces } from './recipe.ts';
import { routine } from './routine.ts';
import { schema } from './schema.ts';
import { sequence } from './sequence.ts';
import { table } from './table.ts';
import { trigger } from './trigger.ts';
import { materializedView, view } from './view.ts';

/** How every kind of element is made, changed and dropped. */
const recipes: { readonly [K in ElementKind]: Recipe<K> } = {
  schema,
  extension,
  enum: enumeration,
  domain,
  sequence,
  function: routine,
  procedure: routine,
  table,
  column,
  primary_key: primaryKey,
  unique,
  check,
  foreign_key: foreignKey,
  exclusion,
  index,
  trigger,
  view,
  materialized_view: materializedView,
};

/** The steps of one change, before they have their place. */
export function draftsOf(change: Change, context: Context): readonly Draft[] {
  switch (change.type) {
    case 'add':
      return added(change, context);
    case 'drop':
      return dropped(change, context);
    case 'rename':
      return renamed(change, context);
    case 'alter':
      return altered(change, context);
  }
}

/** Whether a change makes its element anew, so that what depends on it has to be made anew, too. */
export function makesAnew(change: Change, context: Context): boolean {
  return change.type === 'alter' && altersByReplacing(change, context);
}

// One type parameter says that a change and the recipe that its kind leads to are for the same kind.

function added<K extends ElementKind>(change: Add<K>, context: Context): readonly Draft[] {
  return recipeOf<K>(change.next.kind).add(change, context);
}

function dropped<K extends ElementKind>(change: Drop<K>, context: Context): readonly Draft[] {
  const steps = recipeOf<K>(change.previous.kind).drop(change, context);
  const element: Element = change.previous;
  if (!('owner' in element)) return steps;
  const owner = renamedTo(idNow(element.owner, context));
  return steps.map((step) =>
    step.statement.kind === 'alter_table' ? { ...step, needs: [...step.needs, owner] } : step,
  );
}

function renamed<K extends ElementKind>(change: Rename<K>, context: Context): readonly Draft[] {
  return recipeOf<K>(change.next.kind)
    .rename(change, context)
    .map((step) => ({ ...step, provides: [...step.provides, renamedTo(change.next.id)] }));
}

function altered<K extends ElementKind>(change: Alter<K>, context: Context): readonly Draft[] {
  const element: Element = change.next;
  // A renamed element is altered under its next name, and under that of what it is a part of.
  const names = [element.id, ...('owner' in element ? [objectId(element.owner)] : [])].map(renamedTo);
  return alterSteps(recipeOf<K>(change.next.kind), change, context).map((step) => ({
    ...step,
    needs: [...step.needs, ...names],
  }));
}

function altersByReplacing<K extends ElementKind>(change: Alter<K>, context: Context): boolean {
  return replaces(recipeOf<K>(change.next.kind), change, context);
}

function recipeOf<K extends ElementKind>(kind: ElementKind): Recipe<K> {
  return recipes[kind as K];
}
