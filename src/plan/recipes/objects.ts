import type { Drop, Rename } from '../../diff/change.ts';
import { type Element, idOf, type ObjectKind } from '../../model/element.ts';
import type { QualifiedName, Target } from '../../sql/statement.ts';
import { type Context, nameNow, usesOf } from '../context.ts';
import { type Draft, draft, type Rank, type Resource, relationName } from '../draft.ts';
import { hazard } from './common.ts';
import { targetOf } from './target.ts';

/** The kinds of object that live in a schema. */
type InSchema = Exclude<ObjectKind, 'schema' | 'extension'>;

/** DROP of an object that nothing is in. Its schema may have been renamed. */
export function dropObject(change: Drop<InSchema>, context: Context): readonly Draft[] {
  return [
    draft({
      statement: {
        kind: 'drop',
        target: renamedTarget(change.previous, nameNow(change.previous.value, context)),
      },
      cause: change,
      rank: 'drop',
      group: change.previous.id,
      uses: usesOf(change.previous, context),
      removes: [change.previous.id, ...relationNames(change.previous)],
    }),
  ];
}

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
    needs: schemas,
    hazards: [goneName(change)],
  };
  const locks = isRelation(next) ? [next.id] : [];
  if (at.name !== next.value.name) {
    drafts.push(
      draft({
        ...parts,
        statement: { kind: 'rename', target: renamedTarget(previous, at), to: next.value.name },
        removes: relationNames(previous),
        provides: [next.id, ...relationNames(next)],
        locks,
      }),
    );
  }
  if (at.schema !== next.value.schema) {
    drafts.push(
      draft({
        ...parts,
        statement: {
          kind: 'set_schema',
          target: renamedTarget(previous, { schema: at.schema, name: next.value.name }),
          schema: next.value.schema,
        },
        removes: relationNames(previous),
        provides: [next.id, ...relationNames(next)],
        after: drafts.map(({ token }) => token),
        hazards: drafts.length > 0 ? [] : [goneName(change)],
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
 * The name that this object takes in its schema. Tables, views, sequences and indexes share one space; types have another, but every
 * table and view has a row type in it, so one space for all of them is right.
 */
export function relationNames(element: Element<InSchema>): readonly Resource[] {
  return relations.has(element.kind) ? [relationName(element.value.schema, element.value.name)] : [];
}

function isRelation(element: Element<InSchema>): boolean {
  return element.kind === 'table' || element.kind === 'view' || element.kind === 'materialized_view';
}
