import type { Statement } from '../../../src/sql/statement.ts';
import { domain, inPublic, sql, type } from '../build.ts';
import { app } from './names.ts';

export const types: readonly Statement[] = [
  { kind: 'create_schema', name: 'App' },
  {
    kind: 'create_extension',
    extension: { kind: 'extension', name: 'btree_gist', schema: 'public', hints: {} },
  },
  { kind: 'create_extension', extension: { kind: 'extension', name: 'pg_trgm', hints: {} } },
  { kind: 'create_enum', enum: { ...app('mood'), values: [{ value: "it's", hints: {} }] } },
  {
    kind: 'add_enum_value',
    type: app('mood'),
    value: 'ok',
    position: { side: 'before', neighbour: "it's" },
  },
  { kind: 'rename_enum_value', type: app('mood'), from: 'ok', to: 'fine' },
  { kind: 'create_enum', enum: { ...inPublic('path'), values: [{ value: '/', hints: {} }] } },
  {
    kind: 'create_domain',
    domain: domain('email', type('character varying', '100'), {
      notNull: true,
      collation: 'C',
      default: sql("'a' || '@'"),
      checks: [{ name: 'at', expression: sql("VALUE LIKE '%@%'"), hints: {} }],
    }),
  },
  {
    kind: 'alter_domain',
    domain: inPublic('email'),
    action: {
      kind: 'add_check',
      check: { name: 'long', expression: sql('length(VALUE) < 9'), hints: {} },
      notValid: true,
    },
  },
  { kind: 'alter_domain', domain: inPublic('email'), action: { kind: 'validate_check', name: 'long' } },
  {
    kind: 'alter_domain',
    domain: inPublic('email'),
    action: { kind: 'rename_check', from: 'long', to: 'LONG' },
  },
  {
    kind: 'create_sequence',
    sequence: {
      kind: 'sequence',
      schema: 'App',
      name: 'Seq',
      type: 'integer',
      options: { start: '-5', increment: '-1', minValue: '-99', maxValue: '-1', cache: '2', cycle: true },
      hints: {},
    },
  },
  {
    kind: 'alter_sequence',
    sequence: app('Seq'),
    action: { kind: 'set_options', type: 'integer', options: { increment: '-2' } },
  },
  { kind: 'alter_sequence', sequence: app('Seq'), action: { kind: 'set_type', type: 'bigint' } },
];
