import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core';

// Writes oclif.manifest.json: with it oclif knows every command and flag. `oclif manifest` does the same, and would need the
// package to be packed first.
const root = fileURLToPath(new URL('..', import.meta.url));
const plugin = new Plugin({
  errorOnManifestCreate: true,
  ignoreManifest: true,
  isRoot: true,
  root,
  type: 'core',
});
await plugin.load();
const commands = Object.fromEntries(
  Object.entries(plugin.manifest.commands).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(
  `${root}oclif.manifest.json`,
  `${JSON.stringify({ ...plugin.manifest, commands }, undefined, 2)}\n`,
);
