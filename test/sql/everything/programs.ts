import type { Statement } from '../../../src/sql/statement.ts';
import { inPublic, integer, materializedView, routine, sql, text, trigger, type, view } from '../build.ts';
import { alter, app } from './names.ts';

const returnsTrigger = { kind: 'type', type: type('trigger'), setOf: false } as const;

export const programs: readonly Statement[] = [
  {
    kind: 'create_routine',
    orReplace: true,
    routine: routine('touch', {
      language: 'plpgsql',
      returns: returnsTrigger,
      set: [
        { name: 'search_path', value: "''" },
        { name: 'TimeZone', value: "'UTC'" },
      ],
      body: { kind: 'string', text: '\nBEGIN\n  RETURN NEW; -- $$\nEND\n' },
    }),
  },
  {
    kind: 'create_routine',
    orReplace: false,
    routine: routine('uuidv7', {
      arguments: [{ mode: 'variadic', name: 'order', type: { ...text, array: true }, default: sql("'{}'") }],
      returns: { kind: 'table', columns: [{ name: 'Id', type: integer }] },
      volatility: 'immutable',
      strict: true,
      leakproof: true,
      securityDefiner: true,
      parallel: 'restricted',
      cost: '9',
      rows: '1',
    }),
  },
  {
    kind: 'create_routine',
    orReplace: false,
    routine: routine('uuidv7', {
      returns: { kind: 'type', type: type('uuid'), setOf: false },
      body: { kind: 'sql', sql: sql('RETURN gen_random_uuid() -- once') },
    }),
  },
  {
    kind: 'create_routine',
    orReplace: false,
    routine: routine('p', {
      kind: 'procedure',
      arguments: [
        { mode: 'inout', name: 'a', type: integer },
        { mode: 'out', type: integer },
      ],
      body: { kind: 'sql', sql: sql('BEGIN ATOMIC\n  SELECT 1, 2;\nEND') },
    }),
  },
  {
    kind: 'create_trigger',
    relation: app('Users'),
    trigger: trigger('touch', {
      events: [{ kind: 'insert' }, { kind: 'update', columns: ['id', 'mood'] }],
      when: sql('NEW.id > 0'),
    }),
  },
  {
    kind: 'create_trigger',
    relation: app('Users'),
    trigger: trigger('later', {
      timing: 'after',
      constraint: { deferral: 'deferred' },
      execute: { name: 'touch', arguments: ["it's"] },
    }),
  },
  {
    kind: 'create_trigger',
    relation: app('Users'),
    trigger: trigger('all', {
      timing: 'after',
      forEach: 'statement',
      referencing: { oldTable: 'old rows', newTable: 'new' },
    }),
  },
  alter(
    'Users',
    { kind: 'set_trigger_state', trigger: 'all', enabled: 'always' },
    { kind: 'set_trigger_state', trigger: 'touch', enabled: 'disabled' },
  ),
  {
    kind: 'create_view',
    orReplace: false,
    view: view('V', 'SELECT id, mail FROM "App"."Users" -- all', {
      schema: 'App',
      columns: ['a', 'B'],
      securityBarrier: true,
      securityInvoker: true,
      checkOption: 'cascaded',
    }),
  },
  {
    kind: 'create_view',
    orReplace: true,
    view: view('V', 'SELECT id, mail FROM "App"."Users"', {
      schema: 'App',
      columns: ['a', 'B'],
      checkOption: 'local',
    }),
  },
  {
    kind: 'alter_view',
    view: app('V'),
    set: [{ name: 'security_barrier', value: 'true' }],
    reset: ['security_invoker'],
  },
  {
    kind: 'create_trigger',
    relation: app('V'),
    trigger: trigger('instead', { timing: 'instead of', events: [{ kind: 'insert' }, { kind: 'delete' }] }),
  },
  {
    kind: 'create_materialized_view',
    view: materializedView('M', 'SELECT 1 -- one', {
      columns: ['One'],
      storageParameters: [{ name: 'fillfactor', value: '80' }],
      withData: false,
    }),
  },
  { kind: 'refresh_materialized_view', view: inPublic('M') },
  {
    kind: 'alter_materialized_view',
    view: inPublic('M'),
    set: [{ name: 'fillfactor', value: '70' }],
    reset: ['autovacuum_enabled'],
  },
  alter('Users', { kind: 'set_logged', logged: false }),
  alter('Users', { kind: 'set_logged', logged: true }),
];
