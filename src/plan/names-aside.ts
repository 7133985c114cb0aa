import { type Element, idOf, partsOf } from '../model/element.ts';
import type { SchemaObject } from '../model/schema-object.ts';
import type { QualifiedName, Statement, Target } from '../sql/statement.ts';
import type { Context } from './context.ts';
import { absent, type Draft, draft, isName, type Resource, renamedTo } from './draft.ts';
import { innerNames } from './recipes/inner-names.ts';
import { targetOf } from './recipes/target.ts';
import { temporaryName } from './temporary-name.ts';

/**
 * Where steps wait for each other because one takes the name of something that cannot go yet: what goes gives up its name first, and
 * goes under another one.
 * @param circle steps of which each waits for the one before it, the first for the last
 * @returns all drafts with one more; undefined where no name is in the way
 */
export function withNameAside(
  circle: readonly Draft[],
  drafts: readonly Draft[],
  context: Context,
): readonly Draft[] | undefined {
  for (const [position, going] of circle.entries()) {
    const coming = circle[(position + 1) % circle.length] as Draft;
    const wanted = new Set(
      [...coming.provides, ...coming.needs.map(absent)].filter(
        (resource) => resource !== undefined && isName(resource),
      ),
    );
    for (const name of going.removes.filter((resource) => wanted.has(resource))) {
      const moved = giveUp(going, name, coming, context);
      if (moved !== undefined) return drafts.flatMap(moved);
    }
  }
  return undefined;
}

/** What becomes of each draft. */
function giveUp(
  going: Draft,
  resource: Resource,
  coming: Draft,
  context: Context,
): ((each: Draft) => readonly Draft[]) | undefined {
  const place = placeOf(going.statement);
  const name = resource.slice(resource.lastIndexOf('\0') + 1);
  if (going.cause.type !== 'drop' || place === undefined) return undefined;
  // A table that takes the name of its own constraint still has its old one.
  const { previous } = going.cause;
  const waits = coming.cause.type === 'rename' && going.needs.includes(renamedTo(coming.cause.next.id));
  const now =
    waits && 'owner' in previous
      ? { schema: context.to.schema(previous.owner.schema), name: previous.owner.name }
      : place;
  const target = named(previous, name, now);
  if (target === undefined) return undefined;
  const to = temporaryName(place.schema, [name], 'old', context);
  const freed = going.removes.filter((each) => isName(each) && each.endsWith(`\0${name}`));
  const renaming = draft({
    statement: { kind: 'rename', target, to },
    cause: going.cause,
    rank: 'rename',
    group: going.group,
    needs: [
      idOf('schema', [place.schema]),
      ...going.needs.filter((need) => !(waits && coming.provides.includes(need))),
    ],
    removes: freed,
    locks: going.locks.slice(0, 1),
  });
  return (each) => {
    if (each === going) {
      const removes = each.removes.filter((gone) => !freed.includes(gone));
      const statement = under(each.statement, target, to);
      return [renaming, { ...each, statement, removes, after: [...each.after, renaming.token] }];
    }
    // A table that is dropped may have lost a foreign key before.
    return each.cause === going.cause && each.statement.kind === 'alter_table' && target.kind === 'table'
      ? [{ ...each, statement: under(each.statement, target, to), after: [...each.after, renaming.token] }]
      : [each];
  };
}

/** The relation that a step drops or drops something of, as it is named then; of an index only its schema counts. */
function placeOf(statement: Statement): QualifiedName | undefined {
  switch (statement.kind) {
    case 'drop':
      return 'name' in statement.target && typeof statement.target.name === 'object'
        ? statement.target.name
        : undefined;
    case 'alter_table':
      return statement.table;
    case 'drop_index':
      return statement.index;
    default:
      return undefined;
  }
}

/** What has the name: the element itself, one of its parts or of its owner's, or a sequence that goes along. */
function named(previous: Element, name: string, place: QualifiedName): Target | undefined {
  if (!('owner' in previous) && previous.value.name === name) {
    const target = targetOf(previous);
    return 'relation' in target || typeof target.name === 'string' || !('name' in target)
      ? undefined
      : ({ ...target, name: place } as Target);
  }
  const owner = 'owner' in previous ? previous.owner : (previous.value as SchemaObject);
  const part = partsOf(owner).find(
    (candidate) =>
      candidate.value.name === name && candidate.kind !== 'column' && candidate.kind !== 'trigger',
  );
  if (part !== undefined) return targetOf(part, place);
  return innerNames(owner).includes(name)
    ? { kind: 'sequence', name: { schema: place.schema, name } }
    : undefined;
}

/** A statement as it has to be once its object has another name. */
function under(statement: Statement, target: Target, to: string): Statement {
  switch (statement.kind) {
    case 'drop':
      return target.kind === statement.target.kind && typeof target.name === 'object'
        ? ({ ...statement, target: { ...target, name: { ...target.name, name: to } } } as Statement)
        : statement;
    case 'drop_index':
      return { ...statement, index: { schema: statement.index.schema, name: to } };
    case 'alter_table':
      return target.kind === 'table'
        ? { ...statement, table: { ...statement.table, name: to } }
        : {
            ...statement,
            actions: statement.actions.map((action) =>
              action.kind === 'drop_constraint' && action.name === target.name
                ? { ...action, name: to }
                : action,
            ),
          };
    default:
      return statement;
  }
}
