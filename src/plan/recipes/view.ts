import type { Add, Alter, Change } from '../../diff/change.ts';
import { type Element, partElement } from '../../model/element.ts';
import { dotted, type Id } from '../../model/id.ts';
import type { MaterializedView, Parameter, View } from '../../model/schema-object.ts';
import type { Statement } from '../../sql/statement.ts';
import { type Context, nameNow, needsOf, usesOf } from '../context.ts';
import { type Draft, draft, type Resource, relationName, sequence } from '../draft.ts';
import { changeComment, commentOn, hazard } from './common.ts';
import { dropObject, relationNames, renamedTarget, renameObject } from './objects.ts';
import { nothing, type Recipe } from './recipe.ts';
import { targetOf } from './target.ts';
import { newTrigger } from './trigger.ts';

type Kind = 'view' | 'materialized_view';

export const view: Recipe<'view'> = {
  add: (change, context) => succeed(change, context),
  drop: dropView,
  rename: renameObject,
  replace: (change, context) => replaceView(change, context),
  redefine: nothing,
  alter: {
    // CREATE OR REPLACE VIEW can only append columns; whether a query keeps the others and their types, only the server knows.
    query: 'replace',
    columns: 'replace',
    checkOption: (change) => [setOptions(change)],
    securityBarrier: (change) => (change.attributes.includes('checkOption') ? [] : [setOptions(change)]),
    securityInvoker: (change) =>
      change.attributes.includes('checkOption') || change.attributes.includes('securityBarrier')
        ? []
        : [setOptions(change)],
    columnComments: (change) => columnComments(change.previous.value, change.next, change),
    comment: changeComment,
  },
};

export const materializedView: Recipe<'materialized_view'> = {
  add: (change, context) => succeed(change, context),
  drop: dropView,
  rename: renameObject,
  replace: (change, context) => replaceView(change, context),
  redefine: nothing,
  alter: {
    query: 'replace',
    columns: 'replace',
    withData: (change, context) => (change.next.value.withData ? [fill(change, context)] : []),
    storageParameters: (change) => [
      draft({
        statement: {
          kind: 'alter_materialized_view',
          view: { schema: change.next.value.schema, name: change.next.value.name },
          ...parameterChanges(change.previous.value.storageParameters, change.next.value.storageParameters),
        },
        cause: change,
        rank: 'program',
        group: change.next.id,
      }),
    ],
    columnComments: (change) => columnComments(change.previous.value, change.next, change),
    comment: changeComment,
  },
};

/** A view that has not been filled can be read by nobody. One that is to be made without its rows keeps those that it has. */
function fill(change: Alter<'materialized_view'>, context: Context): Draft {
  const { next } = change;
  return draft({
    statement: { kind: 'refresh_materialized_view', view: nameOf(next) },
    cause: change,
    rank: 'program',
    group: next.id,
    needs: needsOf(next, context),
    provides: [next.id],
    locks: [next.id],
    timeouts: 'brief',
    hazards: [hazard('rewrite', `${next.value.name} is computed while nobody can read it`)],
  });
}

function dropView(change: Parameters<Recipe<Kind>['drop']>[0], context: Context): readonly Draft[] {
  const { previous } = change;
  const inner = previous.kind === 'materialized_view' ? previous.value.indexes : [];
  const successor = exchanges(context).get(previous.id);
  return dropObject(change, context).map((step) => ({
    ...step,
    uses: [...step.uses, ...usesOfTriggers(previous, context)],
    ...(successor === undefined ? {} : { opens: successor }),
    removes: [...step.removes, ...inner.map((index) => relationName(previous.value.schema, index.name))],
    hazards: [hazard('backward-incompatible', `programs that read ${previous.value.name} fail`)],
  }));
}

/** A view takes its triggers along, and the functions that they execute go after that. */
function usesOfTriggers({ kind, value }: Element<Kind>, context: Context): readonly Resource[] {
  if (kind === 'materialized_view') return [];
  return value.triggers.flatMap((trigger) => usesOf(partElement('trigger', value, trigger), context));
}

/** Where it takes the place of a view of the other kind, in one transaction with its drop. */
function succeed(change: Add<Kind>, context: Context): readonly Draft[] {
  const steps = addView(change.next, change, context);
  const key = exchanges(context).get(change.next.id);
  return key === undefined ? steps : closing(sequence(...steps), key);
}

function closing(steps: readonly Draft[], key: Id): readonly Draft[] {
  return steps.map((step, position) => (position === steps.length - 1 ? { ...step, closes: key } : step));
}

const known = new WeakMap<Context['changes'], ReadonlyMap<Id, Id>>();

/** Views that give their name to one of the other kind: by the ids of both, the id of the one that comes. */
function exchanges(context: Context): ReadonlyMap<Id, Id> {
  const found = known.get(context.changes);
  if (found !== undefined) return found;
  const added = new Map<string, Id>();
  for (const change of context.changes) {
    if (change.type === 'add' && isView(change.next))
      added.set(dotted(change.next.value.schema, change.next.value.name), change.next.id);
  }
  const pairs = context.changes.flatMap((change): readonly (readonly [Id, Id])[] => {
    if (change.type !== 'drop' || !isView(change.previous)) return [];
    const { schema, name } = nameNow(change.previous.value, context);
    const next = added.get(dotted(schema, name));
    if (next === undefined) return [];
    return [change.previous.id, next].map((id) => [id, next] as const);
  });
  const map = new Map(pairs);
  known.set(context.changes, map);
  return map;
}

function isView(element: Element): element is Element<Kind> {
  return element.kind === 'view' || element.kind === 'materialized_view';
}

/** The view with its indexes, triggers and comments. */
function addView(element: Element<Kind>, cause: Change, context: Context): readonly Draft[] {
  const add: Add = { type: 'add', next: element };
  return [
    create(element, cause, context),
    ...(element.kind === 'view'
      ? element.value.triggers.flatMap((trigger) => {
          const part = partElement('trigger', element.value, trigger);
          return [...newTrigger(add, part, context), ...commentOn(part, cause)];
        })
      : element.value.indexes.flatMap((index) => {
          const part = partElement('index', element.value, index);
          return [
            draft({
              statement: { kind: 'create_index', table: nameOf(element), index, concurrently: false },
              cause,
              rank: 'program',
              group: element.id,
              needs: needsOf(part, context),
              provides: [part.id, relationName(element.value.schema, index.name)],
              ...working(element, `an index of ${element.value.name} is built`),
            }),
            ...commentOn(part, cause),
          ];
        })),
    ...commentOn(element, cause),
    ...columnComments(undefined, element, cause),
  ];
}

/** In one transaction and with its privileges, indexes and triggers: nobody sees any of them missing. */
function replaceView(change: Alter<'view'> | Alter<'materialized_view'>, context: Context): readonly Draft[] {
  const next: Element<Kind> = change.next;
  const previous: Element<Kind> = change.previous;
  const step = { cause: change, rank: 'program', group: next.id } as const;
  const [created, ...rest] = addView(next, change, context);
  const inner = previous.kind === 'materialized_view' ? previous.value.indexes : [];
  const innerNext = next.kind === 'materialized_view' ? next.value.indexes : [];
  const steps = [
    draft({
      ...step,
      // Waits, like the drop, until nothing stands on it any more: then the two share a transaction.
      statement: { kind: 'save_privileges', targets: [renamedTarget(previous, nameOf(next))] },
      removes: [next.id],
      opens: next.id,
    }),
    draft({
      ...step,
      statement: { kind: 'drop', target: renamedTarget(previous, nameOf(next)) },
      uses: [...usesOf(previous, context), ...usesOfTriggers(previous, context)],
      removes: [next.id, ...inner.map((index) => relationName(next.value.schema, index.name))],
      locks: [next.id],
    }),
    ...(created === undefined ? [] : [{ ...created, locks: [next.id] }]),
    draft({
      ...step,
      statement: { kind: 'restore_privileges', targets: [targetOf(next)] },
      provides: innerNext.map((index) => relationName(next.value.schema, index.name)),
    }),
    ...rest,
  ];
  return closing(sequence(...steps), next.id);
}

function create(element: Element<Kind>, cause: Change, context: Context): Draft {
  const statement: Statement =
    element.kind === 'view'
      ? { kind: 'create_view', view: element.value, orReplace: false }
      : { kind: 'create_materialized_view', view: element.value };
  return draft({
    statement,
    cause,
    rank: 'program',
    group: element.id,
    needs: needsOf(element, context),
    provides: [element.id, ...relationNames(element)],
    ...working(element, `${element.value.name} is computed`),
  });
}

/** What is done with the rows of a materialized view that is made with any. */
function working(element: Element<Kind>, work: string): Pick<Draft, 'work'> {
  return element.kind === 'materialized_view' && element.value.withData ? { work } : {};
}

function setOptions(change: Alter<'view'>): Draft {
  return draft({
    statement: {
      kind: 'alter_view',
      view: nameOf(change.next),
      ...parameterChanges(viewOptions(change.previous.value), viewOptions(change.next.value)),
    },
    cause: change,
    rank: 'program',
    group: change.next.id,
    locks: [change.next.id],
  });
}

function viewOptions(value: View): readonly Parameter[] {
  return [
    ...(value.checkOption === undefined ? [] : [{ name: 'check_option', value: value.checkOption }]),
    ...(value.securityBarrier ? [{ name: 'security_barrier', value: 'true' }] : []),
    ...(value.securityInvoker ? [{ name: 'security_invoker', value: 'true' }] : []),
  ];
}

function parameterChanges(previous: readonly Parameter[], next: readonly Parameter[]) {
  const before = new Map(previous.map(({ name, value }) => [name, value]));
  const kept = new Set(next.map(({ name }) => name));
  return {
    set: next.filter(({ name, value }) => before.get(name) !== value),
    reset: previous.map(({ name }) => name).filter((name) => !kept.has(name)),
  };
}

function columnComments(
  previous: View | MaterializedView | undefined,
  next: Element<Kind>,
  cause: Change,
): readonly Draft[] {
  const before = new Map(previous?.columnComments.map(({ column, comment }) => [column, comment]));
  const after = new Map(next.value.columnComments.map(({ column, comment }) => [column, comment]));
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names
    .filter((column) => before.get(column) !== after.get(column))
    .map((column) => {
      const comment = after.get(column);
      return draft({
        statement: {
          kind: 'comment',
          target: { kind: 'column', relation: nameOf(next), relationKind: next.kind, name: column },
          ...(comment === undefined ? {} : { comment }),
        },
        cause,
        rank: 'comment',
        group: next.id,
        needs: [next.id],
      });
    });
}

function nameOf(element: Element<Kind>) {
  return { schema: element.value.schema, name: element.value.name };
}
