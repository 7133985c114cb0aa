import type { Model } from '../../model/model.ts';
import { fileText } from './file-text.ts';
import { type FilePlan, planFiles } from './files.ts';
import { Names } from './names.ts';

/** A file of a spec that is written for the first time. */
export type SpecFile = {
  /** Its path below the folder of the spec: `public.yaml`. */
  readonly name: string;
  readonly text: string;
};

/** What a spec means that says nothing of the kind. */
const standardMajor = 15;

/**
 * The files of a spec that describe a model, as a person would write them: short forms wherever they hold, no name and no
 * option that PostgreSQL chooses itself. Reading them gives an equal model. Hints of the model are not written, and an index
 * whose build was interrupted is written as it is meant to be.
 * @returns no file for the empty schema
 */
export function writeSpec(model: Model): readonly SpecFile[] {
  const settings = model.postgresql === standardMajor ? '' : `postgresql: ${model.postgresql}\n`;
  const names = new Names(model);
  return withFirst(planFiles(model), settings).map((file, position) => ({
    name: file.name,
    text: fileText(file, names, position === 0 ? settings : ''),
  }));
}

/** Settings need a file to stand in. */
function withFirst(files: readonly FilePlan[], settings: string): readonly FilePlan[] {
  if (files.length > 0 || settings === '') return files;
  return [{ name: 'database.yaml', title: 'A database with nothing in it yet', objects: [] }];
}
