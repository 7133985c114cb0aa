import { objectId } from '../../model/element.ts';
import { alterTable, changeComment, onExisting } from './common.ts';
import { addNotValid, dropConstraint, renameConstraint, replaceNotValid } from './constraint.ts';
import { existingTarget } from './joined-tables.ts';
import { alterNotValid } from './not-valid.ts';
import { nothing, type Recipe } from './recipe.ts';

export const foreignKey: Recipe<'foreign_key'> = {
  add: (change, context) =>
    addNotValid(change.next, { kind: 'foreign_key', value: change.next.value }, change, context),
  drop: dropConstraint,
  rename: renameConstraint,
  replace: (change, context) =>
    replaceNotValid(change, { kind: 'foreign_key', value: change.next.value }, context),
  redefine: nothing,
  alter: {
    columns: 'replace',
    references: 'replace',
    match: 'replace',
    onDelete: 'replace',
    onUpdate: 'replace',
    // The only attribute that ALTER CONSTRAINT changes on all versions from 15 on.
    deferral: (change, context) => [
      onExisting(objectId(change.next.owner), {
        statement: alterTable(change.next.owner, {
          kind: 'alter_constraint',
          name: change.next.value.name,
          deferral: change.next.value.deferral,
        }),
        cause: change,
        needs: [change.next.id],
        locks: [objectId(change.next.owner), ...existingTarget(change.next.value, context)],
      }),
    ],
    notValid: alterNotValid,
    comment: changeComment,
  },
};
