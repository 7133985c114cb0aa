import { DiagnosticError, InternalError } from '../diagnostic/diagnostic.ts';
import { equal } from '../diff/equal.ts';
import type { Model } from '../model/model.ts';
import type { Documents } from '../spec/build/build-model.ts';
import { withoutRenamed } from './fold.ts';
import { loadReader } from './reader.ts';
import type { NewFile } from './write-files.ts';

/**
 * Reads a release back before it is written: on top of the releases before it, it must give exactly the model that it was
 * made from.
 *
 * @throws InternalError where it does not
 */
export async function proveFold(
  { path, text }: NewFile,
  previous: Documents,
  expected: Model,
): Promise<void> {
  const model = await fold({ path, text }, previous);
  const ids = new Set([...model.objects.keys(), ...expected.objects.keys()]);
  const differing = [...ids].filter((id) => !equal(model.objects.get(id), expected.objects.get(id)));
  if (differing.length === 0 && model.postgresql === expected.postgresql) return;
  throw new InternalError(
    `the release would not say what the spec says about ${differing.join(', ') || 'postgresql'}`,
  );
}

async function fold({ path, text }: NewFile, previous: Documents): Promise<Model> {
  const { grammar, spec } = await loadReader();
  try {
    const document = spec.readReleaseDocument({ path, bytes: new TextEncoder().encode(text) }, grammar);
    return spec.buildModel(spec.applyRelease(withoutRenamed(previous, document), document));
  } catch (error) {
    // Nobody has written this release but us.
    if (error instanceof DiagnosticError)
      throw new InternalError(`the release could not be read back: ${error.message}`);
    throw error;
  }
}
