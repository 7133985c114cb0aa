import { inPublic } from '../build.ts';
import { type Goldens, lines } from './golden.ts';

const sequence = {
  kind: 'sequence',
  schema: 'public',
  name: 's',
  type: 'bigint',
  options: {},
  hints: {},
} as const;

export const sequences: Goldens<
  'create_sequence' | 'alter_sequence' | 'advance_sequence' | 'begin_sequence'
> = {
  create_sequence: [
    [{ kind: 'create_sequence', sequence }, 'CREATE SEQUENCE s'],
    [{ kind: 'create_sequence', sequence, unlogged: true }, 'CREATE UNLOGGED SEQUENCE s'],
    [
      {
        kind: 'create_sequence',
        sequence: {
          ...sequence,
          type: 'integer',
          options: { start: '5', increment: '2', minValue: '1', maxValue: '99', cache: '10', cycle: true },
          ownedBy: { schema: 'public', table: 'users', column: 'Id' },
        },
      },
      lines(
        'CREATE SEQUENCE s',
        '  AS integer',
        '  START WITH 5',
        '  INCREMENT BY 2',
        '  MINVALUE 1',
        '  MAXVALUE 99',
        '  CACHE 10',
        '  CYCLE',
        '  OWNED BY users."Id"',
      ),
    ],
  ],
  alter_sequence: [
    [
      { kind: 'alter_sequence', sequence: inPublic('s'), action: { kind: 'set_type', type: 'bigint' } },
      'ALTER SEQUENCE s AS bigint',
    ],
    [
      {
        kind: 'alter_sequence',
        sequence: inPublic('s'),
        action: { kind: 'set_options', type: 'bigint', options: {} },
      },
      'ALTER SEQUENCE s START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 NO CYCLE',
    ],
    [
      {
        kind: 'alter_sequence',
        sequence: inPublic('s'),
        action: {
          kind: 'set_options',
          type: 'integer',
          options: { increment: '-1', maxValue: '100', cycle: true },
        },
      },
      'ALTER SEQUENCE s START WITH 100 INCREMENT BY -1 NO MINVALUE MAXVALUE 100 CACHE 1 CYCLE',
    ],
    [
      {
        kind: 'alter_sequence',
        sequence: inPublic('s'),
        action: { kind: 'set_options', type: 'bigint', options: {}, restart: true },
      },
      'ALTER SEQUENCE s START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 NO CYCLE RESTART',
    ],
    [
      { kind: 'alter_sequence', sequence: inPublic('s'), action: { kind: 'set_logged', logged: false } },
      'ALTER SEQUENCE s SET UNLOGGED',
    ],
    [
      {
        kind: 'alter_sequence',
        sequence: inPublic('s'),
        action: { kind: 'owned_by', column: { schema: 'app', table: 't', column: 'id' } },
      },
      'ALTER SEQUENCE s OWNED BY app.t.id',
    ],
    [
      { kind: 'alter_sequence', sequence: inPublic('s'), action: { kind: 'owned_by' } },
      'ALTER SEQUENCE s OWNED BY NONE',
    ],
  ],
  advance_sequence: [
    [
      {
        kind: 'advance_sequence',
        sequence: inPublic('users_id_seq'),
        table: inPublic('users'),
        column: 'id',
      },
      lines(
        "SELECT setval('users_id_seq'::regclass, max(id)::bigint)",
        '  FROM users',
        '  HAVING max(id) >= (SELECT last_value FROM users_id_seq)',
      ),
    ],
  ],
  begin_sequence: [
    [
      { kind: 'begin_sequence', sequence: inPublic('s'), first: '10', start: '20', down: false },
      "SELECT setval('s'::regclass, 20, false) FROM s WHERE last_value < 10",
    ],
    [
      { kind: 'begin_sequence', sequence: inPublic('s'), first: '-10', start: '-20', down: true },
      "SELECT setval('s'::regclass, -20, false) FROM s WHERE last_value > -10",
    ],
  ],
};
