import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import { checkChain, missingReleases, type Release } from './chain.ts';
import { unreadable } from './files.ts';
import { gather } from './gather.ts';
import { readHeader } from './header.ts';
import { type Manifest, manifestName, parseManifest } from './manifest.ts';
import type { Project } from './project.ts';
import { readReleases } from './read-releases.ts';
import { loadReader } from './reader.ts';
import type { ReleaseFile } from './release-file.ts';

/** The releases of a project, in order, and what `generated/` says about them. */
export type Chain = {
  readonly releases: readonly Release[];
  /** Absent where nothing has been generated yet. */
  readonly manifest: Manifest | undefined;
  /** Releases that the manifest lists and that are gone. */
  readonly missing: readonly Diagnostic[];
};

/** @throws DiagnosticError where a release is missing, was edited, or cannot be read */
export async function loadChain(project: Project): Promise<Chain> {
  const chain = await loadRemainingChain(project);
  if (chain.missing.length > 0) throw new DiagnosticError(chain.missing);
  return chain;
}

/** The same for who can deal with releases that were removed at the end. */
export async function loadRemainingChain(project: Project): Promise<Chain> {
  const { files, diagnostics: names } = readReleases(join(project.spec, 'versions'));
  const manifest = readManifest(join(project.generated, manifestName));
  const diagnostics = [...names, ...manifest.diagnostics];
  const releases = await gather(
    files.map((file) => () => withHeader(file)),
    diagnostics,
  );
  diagnostics.push(...checkChain(releases, manifest.manifest));
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  const missing = manifest.manifest === undefined ? [] : missingReleases(releases, manifest.manifest);
  return { releases, manifest: manifest.manifest, missing };
}

/** Title and parent; only what people wrote by hand is read as YAML for them. */
async function withHeader(file: ReleaseFile): Promise<Release> {
  const header = readHeader(file.text);
  if (header !== undefined) return { ...file, ...header };
  const { grammar, spec } = await loadReader();
  const { title, parent = '' } = spec.readReleaseDocument(file, grammar);
  return { ...file, title, parent };
}

function readManifest(path: string): {
  readonly manifest: Manifest | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { manifest: undefined, diagnostics: absent ? [] : [unreadable(path, error)] };
  }
  const manifest = parseManifest(text);
  const help =
    'Restore it from version control. After a merge, keep either side, remove the file if there is none to keep, and run `learnr-schema check --fix`.';
  const message = `${path} is not as this program writes it`;
  return {
    manifest,
    diagnostics: manifest === undefined ? [{ code: 'manifest-invalid', message, help }] : [],
  };
}
