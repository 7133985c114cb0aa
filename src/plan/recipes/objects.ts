import type { Add, Drop, Rename } from '../../diff/change.ts';
import { type Element, idOf, type ObjectKind } from '../../model/element.ts';
import type { QualifiedName, Statement, Target } from '../../sql/statement.ts';
import { type Context, nameNow, needsOf, prefersOf, usesOf } from '../context.ts';
import { absenceOf, type Draft, draft, type Rank, type Resource, relationName, renamedTo } from '../draft.ts';
import { commentOn, hazard } from './common.ts';
import { innerNames, kept, nameWhileMoving, passing, renamedOnTheWay } from './inner-names.ts';
import { targetOf } from './target.ts';

/** The kinds of object that live in a schema. */
type InSchema = Exclude<ObjectKind, 'schema' | 'extension'>;

/** The statement that makes an object, and its comment. */
export function createObject(
  change: Add<InSchema>,
  context: Context,
  statement: Statement,
  rank: Rank,
): readonly Draft[] {
  return [
    draft({
      statement,
      cause: change,
      rank,
      group: change.next.id,
      needs: needsOf(change.next, context),
      prefers: prefersOf(change.next, context),
      provides: [change.next.id, ...relationNames(change.next)],
    }),
    ...commentOn(change.next, change),
  ];
}

/** DROP of an object that nothing is in. Its schema may have been renamed. */
export function dropObject(change: Drop<InSchema>, context: Context): readonly Draft[] {
  return [
    draft({
      statement: {
        kind: 'drop',
        target: withTypesNow(renamedTarget(change.previous, droppedName(change.previous, context)), context),
      },
      cause: change,
      rank: 'drop',
      group: change.previous.id,
      needs: namesSaid(change.previous, context),
      uses: usesOf(change.previous, context),
      removes: [change.previous.id, ...relationNames(change.previous, context)],
      locks: isRelation(change.previous) ? [change.previous.id] : [],
    }),
  ];
}

/** The types that a routine takes have their next names by then. */
export function withTypesNow(target: Target, context: Context): Target {
  return 'arguments' in target ? { ...target, arguments: target.arguments.map(context.to.type) } : target;
}

/** Routines have names of their own, which the renaming of a relation does not touch. */
function droppedName({ kind, value }: Element<InSchema>, context: Context): QualifiedName {
  return kind === 'function' || kind === 'procedure'
    ? { schema: context.to.schema(value.schema), name: value.name }
    : nameNow(value, context);
}

/** What DROP says by the names that it has once the renames are done: the schema, and the types that a routine takes. */
function namesSaid(previous: Element<InSchema>, context: Context): readonly Resource[] {
  return [
    renamedTo(idOf('schema', [context.to.schema(previous.value.schema)])),
    ...typesSaid(previous, context),
  ];
}

/** The types that a routine takes, by which statements name it. */
export function typesSaid(previous: Element<InSchema>, context: Context): readonly Resource[] {
  if (previous.kind !== 'function' && previous.kind !== 'procedure') return [];
  return previous.value.arguments
    .map(({ type }) => context.to.type(type))
    .flatMap(({ schema, name }) =>
      schema === undefined ? [] : typeKinds.map((kind) => renamedTo(idOf(kind, [schema, name]))),
    );
}

const typeKinds = ['enum', 'domain', 'table'] as const;

/** RENAME and SET SCHEMA of an object, with what carries its name along. */
export function renameObject(change: Rename<InSchema>, context: Context): readonly Draft[] {
  const { previous, next } = change;
  const drafts: Draft[] = [];
  const at: QualifiedName = { schema: context.to.schema(previous.value.schema), name: previous.value.name };
  const schemas = [at.schema, next.value.schema].map((name): Resource => idOf('schema', [name]));
  const parts = {
    cause: change,
    group: next.id,
    rank: 'rename' as Rank,
    needs: [...schemas, ...typesSaid(previous, context)],
    hazards: [goneName(change)],
  };
  const locks = isRelation(next) ? [next.id] : [];
  const moving = nameWhileMoving(previous.value, next.value, context);
  const arrives = moving === next.value.name ? [next.id, ...relationNames(next)] : [];
  if (at.name !== moving) {
    drafts.push(
      draft({
        ...parts,
        statement: {
          kind: 'rename',
          target: withTypesNow(renamedTarget(previous, at), context),
          to: moving,
        },
        removes: relationNames(previous, context),
        provides: arrives,
        locks,
      }),
    );
  }
  if (at.schema !== next.value.schema) {
    for (const { part, from, name } of renamedOnTheWay(previous.value, context)) {
      drafts.push(
        draft({
          ...parts,
          statement: {
            kind: 'rename',
            target: part
              ? targetOf(part, { schema: at.schema, name: moving })
              : { kind: 'sequence', name: { schema: at.schema, name: from } },
            to: name,
          },
          hazards: [],
          removes: [relationName(at.schema, from)],
          after: drafts.map(({ token }) => token),
          locks,
        }),
      );
    }
    drafts.push(
      draft({
        ...parts,
        statement: {
          kind: 'set_schema',
          target: withTypesNow(renamedTarget(previous, { schema: at.schema, name: moving }), context),
          schema: next.value.schema,
        },
        // It takes its indexes and sequences along; those that go or get another name have theirs only for a while, but need it as well.
        needs: [
          ...parts.needs,
          ...passing(previous.value, next.value, context).map((name) =>
            absenceOf(relationName(next.value.schema, name)),
          ),
        ],
        removes: [
          ...relationNames(previous, context),
          ...innerNames(previous.value).map((name) => relationName(at.schema, name)),
        ],
        provides: [
          ...arrives,
          ...kept(previous.value, next.value, context).map((name) => relationName(next.value.schema, name)),
        ],
        after: drafts.map(({ token }) => token),
        hazards: at.name !== moving ? [] : [goneName(change)],
        locks,
      }),
    );
  }
  if (moving !== next.value.name) {
    drafts.push(
      draft({
        ...parts,
        statement: {
          kind: 'rename',
          target: withTypesNow(renamedTarget(previous, { schema: next.value.schema, name: moving }), context),
          to: next.value.name,
        },
        hazards: [],
        provides: [next.id, ...relationNames(next)],
        after: drafts.map(({ token }) => token),
        locks,
      }),
    );
  }
  return drafts;
}

function goneName(change: Rename<InSchema>) {
  return hazard('backward-incompatible', `programs that say ${change.previous.value.name} no longer find it`);
}

/** An object under another name than its own: the one that it has at that moment. */
export function renamedTarget(element: Element<InSchema>, name: QualifiedName): Target {
  const target = targetOf(element);
  return 'name' in target && typeof target.name === 'object' ? ({ ...target, name } as Target) : target;
}

const relations: ReadonlySet<string> = new Set([
  'table',
  'view',
  'materialized_view',
  'sequence',
  'enum',
  'domain',
]);

/**
 * The name that this object takes in its schema, which may have been renamed before an object of the previous model goes. Tables, views, sequences and indexes share one space; types have another, but every
 * table and view has a row type in it, so one space for all of them is right.
 */
export function relationNames(element: Element<InSchema>, before?: Context): readonly Resource[] {
  const { schema, name } = element.value;
  return relations.has(element.kind) ? [relationName(before?.to.schema(schema) ?? schema, name)] : [];
}

/** Whether it can be locked so that readers or writers wait; a sequence, by those that draw from it. */
function isRelation({ kind }: Element<InSchema>): boolean {
  return kind === 'table' || kind === 'view' || kind === 'materialized_view' || kind === 'sequence';
}
