import type { Extension } from '../model/schema-object.ts';
import { quoteName, quoteText } from './quote.ts';
import { type Renderers, renderWith } from './renderers.ts';
import type { ExtensionAction } from './statement.ts';
import { words } from './words.ts';

export function createExtension({ name, schema, version }: Extension): string {
  return words(
    `CREATE EXTENSION ${quoteName(name)}`,
    schema !== undefined && `SCHEMA ${quoteName(schema)}`,
    version !== undefined && `VERSION ${quoteText(version)}`,
  );
}

export function alterExtension(name: string, action: ExtensionAction): string {
  return `ALTER EXTENSION ${quoteName(name)} ${renderWith(actions, action)}`;
}

const actions = {
  update: ({ version }) => words('UPDATE', version !== undefined && `TO ${quoteText(version)}`),
  set_schema: ({ schema }) => `SET SCHEMA ${quoteName(schema)}`,
} as const satisfies Renderers<ExtensionAction>;
