import type { Attribute } from '../../diff/attributes.ts';
import type { Add, Alter, Drop, Rename } from '../../diff/change.ts';
import type { ElementKind } from '../../model/element.ts';
import type { Context } from '../context.ts';
import { type Draft, sequence } from '../draft.ts';

/** How the changes to one kind of element are made. */
export type Recipe<K extends ElementKind> = {
  /** Parts come here only where their owner existed before; a new owner makes its parts itself. */
  readonly add: (change: Add<K>, context: Context) => readonly Draft[];
  /** Parts come here only where their owner stays. */
  readonly drop: (change: Drop<K>, context: Context) => readonly Draft[];
  readonly rename: (change: Rename<K>, context: Context) => readonly Draft[];
  /** Makes the element anew, whole, in place of the old one. */
  readonly replace: (change: Alter<K>, context: Context) => readonly Draft[];
  /** CREATE OR REPLACE, for the kinds that have it. */
  readonly redefine: (change: Alter<K>, context: Context) => readonly Draft[];
  /** For every attribute: what changes it where it stands, or that the element has to be made anew. */
  readonly alter: { readonly [A in Attribute<K>]: AttributeRule<K> };
};

/**
 * - a function: the steps that change this attribute
 * - `redefine`: CREATE OR REPLACE, once for all attributes that ask for it
 * - `replace`: the element has to be made anew, whatever else changes
 */
export type AttributeRule<K extends ElementKind> =
  | Verdict
  | ((change: Alter<K>, context: Context) => readonly Draft[] | Verdict);

type Verdict = 'replace' | 'redefine';

/** The steps of an alteration: of every attribute that differs, or of the whole element where one of them asks for it. */
export function alterSteps<K extends ElementKind>(
  recipe: Recipe<K>,
  change: Alter<K>,
  context: Context,
): readonly Draft[] {
  const outcomes = outcomesOf(recipe, change, context);
  if (outcomes.includes('replace')) return recipe.replace(change, context);
  const redefined = outcomes.includes('redefine') ? recipe.redefine(change, context) : [];
  return sequence(
    ...redefined,
    ...outcomes.flatMap((outcome) => (typeof outcome === 'string' ? [] : outcome)),
  );
}

/** Whether an alteration makes its element anew: then whatever depends on it must be, too. */
export function replaces<K extends ElementKind>(
  recipe: Recipe<K>,
  change: Alter<K>,
  context: Context,
): boolean {
  return outcomesOf(recipe, change, context).includes('replace');
}

function outcomesOf<K extends ElementKind>(
  recipe: Recipe<K>,
  change: Alter<K>,
  context: Context,
): readonly (readonly Draft[] | Verdict)[] {
  // No differing attribute: something below the element is made anew, so it has to be as well.
  if (change.attributes.length === 0) return ['replace'];
  return (Object.entries(recipe.alter) as [string, AttributeRule<K>][])
    .filter(([name]) => change.attributes.includes(name))
    .map(([, rule]) => (typeof rule === 'string' ? rule : rule(change, context)));
}

/** For what a kind of element does not have: no rule of the kind ever asks for it. */
export function nothing(): readonly Draft[] {
  return [];
}
