import type { Alter } from '../../diff/change.ts';
import { equal } from '../../diff/equal.ts';
import { objectId, objectsOf, partId } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { Column, Domain, DomainCheck } from '../../model/schema-object.ts';
import type { DomainAction, Statement } from '../../sql/statement.ts';
import { type Context, needsOf, usesOf } from '../context.ts';
import { absenceOf, type Draft, type DraftParts, draft, sequence, typeOfColumn } from '../draft.ts';
import { changeComment } from './common.ts';
import { domainsOf } from './domains-of.ts';
import { createObject, dropObject, renameObject } from './objects.ts';
import { rebuildType } from './rebuild-type.ts';
import { nothing, type Recipe } from './recipe.ts';

export const domain: Recipe<'domain'> = {
  add: (change, context) =>
    createObject(change, context, { kind: 'create_domain', domain: change.next.value }, 'type'),
  drop: dropObject,
  rename: renameObject,
  replace: (change, context) =>
    rebuildType(change, context, { kind: 'create_domain', domain: change.next.value }),
  redefine: nothing,
  alter: {
    type: 'replace',
    collation: 'replace',
    default: (change, context) => {
      const expression = change.next.value.default;
      return [
        alter(change, context, expression ? { kind: 'set_default', expression } : { kind: 'drop_default' }),
      ];
    },
    notNull: (change, context) =>
      change.next.value.notNull
        ? [
            alter(
              change,
              context,
              { kind: 'set_not_null' },
              {
                boundary: { kind: 'own', key: change.next.id },
                ...scans(change, context),
              },
            ),
          ]
        : [alter(change, context, { kind: 'drop_not_null' })],
    checks: changeChecks,
    comment: changeComment,
  },
};

/** Checks are matched by name; one that changes goes and comes back, without looking at the rows until VALIDATE does. */
function changeChecks(change: Alter<'domain'>, context: Context): readonly Draft[] {
  const before = new Map(change.previous.value.checks.map((check) => [check.name, check]));
  const renames: Draft[] = [];
  const drops: Draft[] = [];
  const adds: Draft[] = [];
  for (const check of change.next.value.checks) {
    const old = before.get(check.name) ?? renamedCheck(check, change.previous.value, change.next.value);
    if (old !== undefined) before.delete(old.name);
    if (old !== undefined && old.name !== check.name) {
      renames.push(alter(change, context, { kind: 'rename_check', from: old.name, to: check.name }));
    }
    if (old !== undefined && equal(old.expression, check.expression)) continue;
    if (old !== undefined) drops.push(alter(change, context, { kind: 'drop_check', name: check.name }));
    adds.push(
      alter(change, context, { kind: 'add_check', check, notValid: true }),
      alter(
        change,
        context,
        { kind: 'validate_check', name: check.name },
        {
          boundary: { kind: 'own', key: `${change.next.id} ${check.name}` },
          ...scans(change, context),
        },
      ),
    );
  }
  for (const gone of before.keys()) drops.push(alter(change, context, { kind: 'drop_check', name: gone }));
  return sequence(...renames, ...drops, ...adds);
}

/** Unlike VALIDATE CONSTRAINT on a table, everything that looks at a domain's rows takes SHARE locks on their tables. */
function scans(change: Alter<'domain'>, context: Context): Pick<Draft, 'locks' | 'work' | 'prefers'> {
  const dropped = droppedWith(change.previous.value, context);
  const left = leftBy(change, context);
  return {
    locks: tablesWith(change.previous.value, context, new Set([...dropped, ...left.map(({ id }) => id)])),
    // Values that go are not asked, nor are those of columns that leave the domain.
    prefers: [...dropped, ...left.map(({ now }) => typeOfColumn(now))].map(absenceOf),
    work: `every value of ${change.next.value.name} is checked`,
  };
}

/** The tables that have columns of a domain, or of one over it, before the plan, and keep them. */
function tablesWith(domain: Domain, context: Context, without: ReadonlySet<Id>): readonly Id[] {
  const { previous } = context.pair;
  return objectsOf(previous, 'table')
    .filter((table) => !without.has(objectId(table)))
    .filter((table) =>
      table.columns.some(
        (column) => isOf(column, domain, previous) && !without.has(partId('column', table, column.name)),
      ),
    )
    .map((table) => context.to.id(objectId(table)));
}

/** What the plan drops of tables and columns with values of a domain. */
function droppedWith(domain: Domain, context: Context): readonly Id[] {
  const { previous } = context.pair;
  return context.changes.flatMap((change) => {
    if (change.type !== 'drop') return [];
    const { kind, value, id } = change.previous;
    return (kind === 'table' && value.columns.some((column) => isOf(column, domain, previous))) ||
      (kind === 'column' && isOf(value, domain, previous))
      ? [id]
      : [];
  });
}

/** The columns that are of the domain, or of one over it, before the plan and not after it, under both of their ids. */
function leftBy(
  { previous, next }: Alter<'domain'>,
  { pair, changes }: Context,
): readonly { readonly id: Id; readonly now: Id }[] {
  return changes.flatMap((change) =>
    change.type === 'alter' &&
    change.previous.kind === 'column' &&
    change.next.kind === 'column' &&
    isOf(change.previous.value, previous.value, pair.previous) &&
    !isOf(change.next.value, next.value, pair.next)
      ? [{ id: change.previous.id, now: change.next.id }]
      : [],
  );
}

function isOf({ type }: Column, domain: Domain, model: Model): boolean {
  return domainsOf(type, model).some((each) => each === domain);
}

/** Reads the hint in whichever of the two models carries it: the way back has it in the previous one. */
function renamedCheck(check: DomainCheck, previous: Domain, next: Domain): DomainCheck | undefined {
  const stays = new Set(next.checks.map(({ name }) => name));
  const old = previous.checks.find(
    (candidate) => candidate.name === check.hints.renamedFrom || candidate.hints.renamedFrom === check.name,
  );
  return old !== undefined && !stays.has(old.name) ? old : undefined;
}

function alter(
  change: Alter<'domain'>,
  context: Context,
  action: DomainAction,
  parts: Partial<DraftParts> = {},
): Draft {
  const { schema, name } = change.next.value;
  const statement: Statement = { kind: 'alter_domain', domain: { schema, name }, action };
  return draft({
    statement,
    cause: change,
    rank: 'type',
    group: change.next.id,
    needs: needsOf(change.next, context),
    uses: usesOf(change.previous, context),
    provides: [change.next.id],
    timeouts: 'brief',
    ...parts,
  });
}
