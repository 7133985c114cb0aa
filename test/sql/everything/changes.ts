import type { Major } from '../../../src/model/model.ts';
import type { Statement } from '../../../src/sql/statement.ts';
import { column, defaultTo, element, foreignKey, index, sql, text, type } from '../build.ts';
import { alter, app, hostile, users } from './names.ts';

export const changes = (major: Major): readonly Statement[] => [
  alter(
    'Users',
    {
      kind: 'add_column',
      column: column('bio', text, { notNull: true, collation: 'C', value: defaultTo("'it''s'") }),
    },
    { kind: 'set_default_from_sequence', column: 'friend', sequence: app('Seq') },
    { kind: 'set_identity', column: 'number', always: false, options: { minValue: '5' } },
    {
      kind: 'set_parameters',
      set: [{ name: 'fillfactor', value: '80' }],
      reset: ['toast.autovacuum_enabled'],
    },
    {
      kind: 'add_constraint',
      constraint: foreignKey('fk', ['friend'], users, { deferral: 'deferred' }),
      notValid: true,
    },
    { kind: 'add_not_null_check', column: hostile, name: 'nn' },
  ),
  alter('Users', { kind: 'validate_constraint', name: 'fk' }, { kind: 'validate_constraint', name: 'nn' }),
  alter(
    'Users',
    { kind: 'alter_constraint', name: 'fk', deferral: 'immediate' },
    { kind: 'set_not_null', column: hostile },
  ),
  alter(
    'Users',
    { kind: 'alter_constraint', name: 'fk', deferral: 'no' },
    { kind: 'drop_constraint', name: 'nn' },
  ),
  {
    kind: 'alter_sequence',
    sequence: app('Seq'),
    action: { kind: 'owned_by', column: { ...users, column: 'friend' } },
  },
  { kind: 'advance_sequence', sequence: app('Seq'), table: app('Users'), column: 'friend' },
  { kind: 'begin_sequence', sequence: app('Seq'), first: '-1', start: '-1', down: true },
  alter(
    'Users',
    {
      kind: 'set_type',
      column: 'bio',
      type: type('character varying', '9'),
      using: { kind: 'expression', expression: sql('left(bio, 9)') },
    },
    { kind: 'drop_default', column: 'mood' },
    {
      kind: 'set_type',
      column: 'mood',
      type: text,
      collation: 'C',
      using: { kind: 'cast', byText: false },
    },
  ),
  alter('Users', {
    kind: 'set_type',
    column: 'mood',
    type: { schema: 'public', name: 'path', modifiers: [], array: false },
    using: { kind: 'cast', byText: true },
  }),
  alter('Users', { kind: 'drop_identity', column: 'number' }),
  alter('Users', { kind: 'add_identity', column: 'number', always: true, options: { increment: '-1' } }),
  ...(major === 17
    ? [alter('Users', { kind: 'set_expression', column: 'twice', expression: sql('id + id') })]
    : []),
  ...(major >= 18
    ? [alter('Users', { kind: 'add_not_null', column: 'way', name: 'way_nn', notValid: true })]
    : [alter('Users', { kind: 'drop_expression', column: 'twice' })]),
  {
    kind: 'create_index',
    table: app('Users'),
    index: index(
      'Users_i',
      [
        element('id', { order: 'desc', nulls: 'last' }),
        element(sql('lower(bio)'), {
          opclass: { name: 'text_pattern_ops', parameters: [] },
          collation: 'C',
        }),
        element(sql("bio || 'x'")),
      ],
      {
        unique: true,
        nullsNotDistinct: true,
        include: ['mail'],
        storageParameters: [{ name: 'fillfactor', value: '70' }],
        where: sql('id > 0 -- all'),
      },
    ),
    concurrently: true,
  },
  {
    kind: 'create_index',
    table: app('Users'),
    index: index(
      'trgm',
      [
        element('bio', {
          opclass: { name: 'gist_trgm_ops', parameters: [{ name: 'siglen', value: '32' }] },
        }),
      ],
      { method: 'gist' },
    ),
    concurrently: false,
  },
  {
    kind: 'alter_index',
    index: app('Users_i'),
    set: [{ name: 'fillfactor', value: '90' }],
    reset: ['deduplicate_items'],
  },
  {
    kind: 'create_index',
    table: app('Users'),
    index: index('uq', [element('number')], { unique: true }),
    concurrently: false,
  },
  alter('Users', {
    kind: 'add_constraint_using_index',
    constraint: 'unique',
    name: 'Uq',
    index: 'uq',
    deferral: 'deferred',
  }),
];
