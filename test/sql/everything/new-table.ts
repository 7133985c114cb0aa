import type { Major } from '../../../src/model/model.ts';
import type { NewConstraint, Statement } from '../../../src/sql/statement.ts';
import {
  check,
  column,
  defaultTo,
  element,
  exclusion,
  foreignKey,
  integer,
  primaryKey,
  sql,
  table,
  type,
  unique,
} from '../build.ts';
import { hostile, users } from './names.ts';

const mood = { schema: 'App', name: 'mood', modifiers: [], array: false };
const unnamed = (constraint: NewConstraint['constraint']): NewConstraint => ({ constraint, named: false });
const named = (constraint: NewConstraint['constraint']): NewConstraint => ({ constraint, named: true });

export const newTable = (major: Major): readonly Statement[] => [
  {
    kind: 'create_table',
    table: table(
      'Users',
      [
        column('id', integer, { notNull: true, value: { kind: 'serial' } }),
        column('mail', { schema: 'public', name: 'email', modifiers: [], array: false }, { notNull: true }),
        column('mood', mood, { value: defaultTo(`'fine'::"App".mood`) }),
        column('way', { schema: 'public', name: 'path', modifiers: [], array: true }),
        column(hostile, type('interval', 'day to second', '3'), { value: defaultTo("interval '1 day'") }),
        column('number', type('bigint'), {
          notNull: true,
          value: { kind: 'identity', always: true, options: { start: '7' } },
        }),
        column('twice', integer, {
          value: { kind: 'generated', expression: sql('id * 2'), stored: major < 18 },
        }),
        column('friend', integer),
        column('at', type('timestamp with time zone', '3'), {
          value: defaultTo("now() AT TIME ZONE 'utc'"),
        }),
      ],
      {
        schema: 'App',
        storageParameters: [
          { name: 'fillfactor', value: '70' },
          { name: 'toast.autovacuum_enabled', value: 'false' },
        ],
        constraints: [
          unnamed(primaryKey('Users_pkey', ['id'])),
          unnamed(unique('Users_mail_key', ['mail'], { nullsNotDistinct: true, deferral: 'immediate' })),
          unnamed(unique('Users_mail_id_mood_key', ['mail', 'id'], { include: ['mood'] })),
          unnamed(check('Users_friend_check', sql('friend <> 0 -- nobody', 'friend'), { noInherit: true })),
          named(check('Users_mail_check', sql('(id > 0)', 'id'))),
          unnamed(
            foreignKey('Users_friend_fkey', ['friend'], users, {
              onDelete: { kind: 'set null', columns: ['friend'] },
            }),
          ),
          named(
            exclusion('apart', {
              elements: [
                { ...element('id', { opclass: { name: 'gist_int4_ops', parameters: [] } }), operator: '=' },
                { ...element(sql('tstzrange(at, at)')), operator: 'pg_catalog.&&' },
              ],
              include: ['mood'],
              where: sql('id > 0'),
              deferral: 'deferred',
            }),
          ),
        ],
      },
    ),
  },
];
