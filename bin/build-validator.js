import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const schemaFile = new URL('../spec/schema.json', import.meta.url);
const validatorFile = new URL('../src/spec/shape/validator.generated.js', import.meta.url);

/** One compiled validator for every kind of object, by the definition that says how it is written. */
const kinds = {
  schema: 'schema',
  extension: 'extension',
  enum: 'enum',
  domain: 'domain',
  sequence: 'sequence',
  function: 'function',
  procedure: 'procedure',
  table: 'table',
  view: 'view',
  materialized_view: 'materializedView',
};

/** The source of the validator module: ajv's code for spec/schema.json, made ahead of time, and the definitions themselves. */
export function validatorSource() {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const ajv = new Ajv({ code: { source: true, esm: true }, strict: true, allowUnionTypes: true });
  ajv.addSchema(schema, 'spec');
  const names = Object.fromEntries(
    Object.entries(kinds).map(([kind, definition]) => [
      `validate_${kind}`,
      `spec#/definitions/${definition}`,
    ]),
  );
  const code = standalone.default(ajv, names);
  if (/\b(?:require|import)\b\s*\(/.test(code))
    throw new Error('the compiled validator must not load anything');
  return [
    '// Made by bin/build-validator.js from spec/schema.json. Do not edit.',
    '// biome-ignore-all lint: generated',
    '// biome-ignore-all format: generated',
    code,
    `export const definitions = ${JSON.stringify(schema.definitions)};`,
    `export const definitionNames = ${JSON.stringify(kinds)};`,
    '',
  ].join('\n');
}

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(validatorFile, validatorSource());
