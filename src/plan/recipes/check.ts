import { changeComment } from './common.ts';
import { addNotValid, dropConstraint, renameConstraint, replaceNotValid } from './constraint.ts';
import { alterNotValid } from './not-valid.ts';
import { nothing, type Recipe } from './recipe.ts';

export const check: Recipe<'check'> = {
  add: (change, context) =>
    addNotValid(change.next, { kind: 'check', value: change.next.value }, change, context),
  drop: dropConstraint,
  rename: renameConstraint,
  replace: (change, context) => replaceNotValid(change, { kind: 'check', value: change.next.value }, context),
  redefine: nothing,
  alter: { expression: 'replace', noInherit: 'replace', notValid: alterNotValid, comment: changeComment },
};
