import { type Refusal, tryBuild } from '../../database/scratch/try-build.ts';
import { DiagnosticError } from '../../diagnostic/diagnostic.ts';
import { kindNames, objectElement, objectId } from '../../model/element.ts';
import { dotted, type ObjectId } from '../../model/id.ts';
import type { Major, Model } from '../../model/model.ts';
import type { SchemaObject } from '../../model/schema-object.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import type { Inexpressible } from './expressible.ts';

/** As much of a model as a server takes, and what it does not. */
export type Buildable = {
  readonly model: Model;
  readonly left: readonly Inexpressible[];
  /** Why nobody knows: there was no server to try it on, or one without an extension that is needed. */
  readonly untried?: string;
};

/**
 * What a server of the same version takes of a model that was read from a live one. What is refused stands on something that the model
 * does not cover in a way that only a server sees, such as an operator or a text search configuration.
 */
export async function buildablePart(model: Model): Promise<Buildable> {
  const left: Inexpressible[] = [];
  let current = model;
  // What is refused can be all that something else stood on, but most of that is refused in the same round.
  for (let round = 0; round < 5; round += 1) {
    const refusals = await tried(current, model.postgresql);
    if (typeof refusals === 'string') return { model, left: [], untried: refusals };
    if (refusals.length === 0) break;
    const objects = new Map(current.objects);
    for (const refusal of refusals) leaveOut(refusal, objects, left);
    current = { ...current, objects };
  }
  return { model: current, left };
}

async function tried(model: Model, major: Major): Promise<readonly Refusal[] | string> {
  try {
    const refusals = await tryBuild(model, major);
    const extension = refusals.find(({ step }) => step.statement.kind === 'create_extension');
    return extension === undefined ? refusals : extension.words;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ message }) => message).join('; ');
  }
}

/** The smallest thing that the statement makes. */
function leaveOut(
  { step: { statement, cause }, words }: Refusal,
  objects: Map<ObjectId, SchemaObject>,
  left: Inexpressible[],
): void {
  const element = cause.type === 'drop' ? cause.previous : cause.next;
  const id = 'owner' in element ? objectId(element.owner) : (element.id as ObjectId);
  const object = objects.get(id);
  // A comment, or another part, of what has gone already.
  if (object === undefined || statement.kind === 'comment') return;
  if (statement.kind === 'create_index' && 'indexes' in object) {
    const indexes = object.indexes.filter(({ name }) => name !== statement.index.name);
    objects.set(id, { ...object, indexes });
    left.push(inexpressible('index', { ...object, name: statement.index.name }, words));
  } else if (statement.kind === 'create_trigger' && 'triggers' in object) {
    const triggers = object.triggers.filter(({ name }) => name !== statement.trigger.name);
    objects.set(id, { ...object, triggers } as SchemaObject);
    left.push(inexpressible('trigger', { ...object, name: statement.trigger.name }, words));
  } else {
    objects.delete(id);
    left.push({
      kind: kindNames[object.kind].singular,
      name: `${objectElement(object).id.slice(object.kind.length + 1)}: ${words}`,
    });
  }
}

function inexpressible(kind: string, { schema, name }: QualifiedName, words: string): Inexpressible {
  return { kind, name: `${dotted(schema, name)}: ${words}` };
}
