import type { Statement } from '../../../src/sql/statement.ts';
import { inPublic, integer, text } from '../build.ts';
import { app, hostile } from './names.ts';

const uuidv7 = { kind: 'function', name: inPublic('uuidv7'), arguments: [] } as const;

/** One on each kind of target. */
export const comments: readonly Statement[] = (
  [
    { kind: 'schema', name: 'App' },
    { kind: 'extension', name: 'pg_trgm' },
    { kind: 'enum', name: inPublic('path') },
    { kind: 'domain', name: inPublic('email') },
    { kind: 'domain_constraint', domain: inPublic('email'), name: 'LONG' },
    { kind: 'table', name: app('Users') },
    { kind: 'column', relation: app('Users'), relationKind: 'table', name: hostile },
    { kind: 'column', relation: app('V'), relationKind: 'view', name: 'B' },
    { kind: 'column', relation: inPublic('M'), relationKind: 'materialized_view', name: 'One' },
    { kind: 'constraint', relation: app('Users'), relationKind: 'table', name: 'Uq' },
    { kind: 'trigger', relation: app('Users'), relationKind: 'table', name: 'later' },
    { kind: 'trigger', relation: app('V'), relationKind: 'view', name: 'instead' },
    { kind: 'index', name: app('Users_i') },
    { kind: 'view', name: app('V') },
    { kind: 'materialized_view', name: inPublic('M') },
    { kind: 'function', name: inPublic('uuidv7'), arguments: [{ ...text, array: true }] },
    uuidv7,
    { kind: 'procedure', name: inPublic('p'), arguments: [integer] },
  ] as const
).map((target) => ({ kind: 'comment', target, comment: "it's" }));

/** Renames and moves, and then nothing is left. */
export const drops: readonly Statement[] = [
  { kind: 'rename', target: { kind: 'materialized_view', name: inPublic('M') }, to: 'N' },
  {
    kind: 'rename',
    target: { kind: 'column', relation: inPublic('N'), relationKind: 'materialized_view', name: 'One' },
    to: 'Two',
  },
  { kind: 'set_schema', target: { kind: 'materialized_view', name: inPublic('N') }, schema: 'App' },
  { kind: 'drop', target: { kind: 'materialized_view', name: app('N') } },
  {
    kind: 'rename',
    target: { kind: 'column', relation: app('V'), relationKind: 'view', name: 'B' },
    to: 'C',
  },
  { kind: 'drop', target: { kind: 'trigger', relation: app('V'), relationKind: 'view', name: 'instead' } },
  { kind: 'drop', target: { kind: 'view', name: app('V') } },
  { kind: 'rename', target: uuidv7, to: 'uuidv7_old' },
  { kind: 'set_schema', target: { ...uuidv7, name: inPublic('uuidv7_old') }, schema: 'App' },
  { kind: 'drop', target: { ...uuidv7, name: app('uuidv7_old') } },
  { kind: 'drop', target: { kind: 'procedure', name: inPublic('p'), arguments: [integer] } },
  {
    kind: 'rename',
    target: { kind: 'trigger', relation: app('Users'), relationKind: 'table', name: 'later' },
    to: 'sooner',
  },
  {
    kind: 'drop',
    target: { kind: 'trigger', relation: app('Users'), relationKind: 'table', name: 'sooner' },
  },
  {
    kind: 'rename',
    target: { kind: 'constraint', relation: app('Users'), relationKind: 'table', name: 'Uq' },
    to: 'uq',
  },
  { kind: 'drop', target: { kind: 'constraint', relation: app('Users'), relationKind: 'table', name: 'uq' } },
  { kind: 'rename', target: { kind: 'index', name: app('trgm') }, to: 'Trgm' },
  { kind: 'drop', target: { kind: 'index', name: app('Trgm') } },
  { kind: 'drop_index', index: app('Users_i'), concurrently: true, ifExists: true },
  {
    kind: 'rename',
    target: { kind: 'column', relation: app('Users'), relationKind: 'table', name: hostile },
    to: 'x',
  },
  { kind: 'drop', target: { kind: 'column', relation: app('Users'), relationKind: 'table', name: 'x' } },
  { kind: 'rename', target: { kind: 'table', name: app('Users') }, to: 'users' },
  { kind: 'rename', target: { kind: 'sequence', name: app('Seq') }, to: 'seq' },
  { kind: 'drop', target: { kind: 'table', name: app('users') } },
  { kind: 'drop', target: { kind: 'domain_constraint', domain: inPublic('email'), name: 'LONG' } },
  { kind: 'set_schema', target: { kind: 'domain', name: inPublic('email') }, schema: 'App' },
  { kind: 'drop', target: { kind: 'domain', name: app('email') } },
  { kind: 'rename', target: { kind: 'enum', name: inPublic('path') }, to: 'line' },
  { kind: 'drop', target: { kind: 'enum', name: inPublic('line') } },
  { kind: 'drop', target: { kind: 'enum', name: app('mood') } },
  { kind: 'alter_extension', name: 'pg_trgm', action: { kind: 'set_schema', schema: 'App' } },
  { kind: 'alter_extension', name: 'pg_trgm', action: { kind: 'update' } },
  { kind: 'drop', target: { kind: 'extension', name: 'pg_trgm' } },
  { kind: 'rename', target: { kind: 'schema', name: 'App' }, to: 'app' },
  { kind: 'drop', target: { kind: 'schema', name: 'app' } },
];
