import type { Change } from '../../diff/change.ts';
import type { ElementKind } from '../../model/element.ts';
import type { Context } from '../context.ts';
import type { Draft } from '../draft.ts';
import { check } from './check.ts';
import { column } from './column.ts';
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
  function: routine as unknown as Recipe<'function'>,
  procedure: routine as unknown as Recipe<'procedure'>,
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
  const recipe = recipeFor(change);
  switch (change.type) {
    case 'add':
      return recipe.add(change as never, context);
    case 'drop':
      return recipe.drop(change as never, context);
    case 'rename':
      return recipe.rename(change as never, context);
    case 'alter':
      // A renamed element is altered under its next name.
      return alterSteps(recipe, change as never, context).map((step) => ({ ...step, needs: [...step.needs, change.next.id] }));
  }
}

/** Whether a change makes its element anew, so that what depends on it has to be made anew, too. */
export function makesAnew(change: Change, context: Context): boolean {
  return change.type === 'alter' && replaces(recipeFor(change), change as never, context);
}

function recipeFor(change: Change): Recipe<ElementKind> {
  const kind = change.type === 'drop' ? change.previous.kind : change.next.kind;
  return recipes[kind] as unknown as Recipe<ElementKind>;
}
