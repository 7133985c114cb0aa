import type { Statement } from '../../../src/sql/statement.ts';
import { element, index, inPublic, materializedView, sql, trigger, view } from '../build.ts';
import { type Goldens, lines } from './golden.ts';

const users = inPublic('users');
const parameters = { set: [{ name: 'fillfactor', value: '80' }], reset: ['autosummarize'] };

export const relations: Goldens<
  Extract<
    Statement['kind'],
    | 'create_index'
    | 'drop_index'
    | 'alter_index'
    | 'create_trigger'
    | 'create_view'
    | 'alter_view'
    | 'create_materialized_view'
    | 'refresh_materialized_view'
    | 'alter_materialized_view'
  >
> = {
  create_index: [
    [
      {
        kind: 'create_index',
        table: users,
        index: index('idx_users_email', [element('email')]),
        concurrently: true,
      },
      'CREATE INDEX CONCURRENTLY idx_users_email ON users (email)',
    ],
    [
      {
        kind: 'create_index',
        table: { schema: 'app', name: 'T' },
        index: index(
          'i',
          [
            element('a', { order: 'desc', nulls: 'first' }),
            element('b', { order: 'desc', nulls: 'last', collation: 'C' }),
            element(sql('lower(c)'), { nulls: 'first' }),
            element(sql('c || d')),
          ],
          {
            unique: true,
            nullsNotDistinct: true,
            include: ['e', 'order'],
            storageParameters: [{ name: 'fillfactor', value: '70' }],
            where: sql('deleted_at IS NULL'),
          },
        ),
        concurrently: false,
      },
      lines(
        'CREATE UNIQUE INDEX i ON app."T" (',
        '  a DESC,',
        '  b COLLATE "C" DESC NULLS LAST,',
        '  lower(c) NULLS FIRST,',
        '  (c || d)',
        ')',
        '  INCLUDE (e, "order")',
        '  NULLS NOT DISTINCT',
        '  WITH (fillfactor=70)',
        '  WHERE deleted_at IS NULL',
      ),
    ],
    [
      {
        kind: 'create_index',
        table: users,
        index: index(
          'i',
          [
            element('bio', {
              opclass: { name: 'gist_trgm_ops', parameters: [{ name: 'siglen', value: '32' }] },
            }),
          ],
          { method: 'gist', where: sql('true -- all') },
        ),
        concurrently: false,
      },
      lines('CREATE INDEX i ON users USING gist (bio gist_trgm_ops (siglen=32))', '  WHERE true -- all\n'),
    ],
    [
      {
        kind: 'create_index',
        table: users,
        index: index(
          'i',
          [
            element('bio', { opclass: { schema: 'extensions', name: 'gin_trgm_ops', parameters: [] } }),
            element('bio', {
              opclass: { schema: 'My.Ext', name: 'Ops', parameters: [{ name: 'siglen', value: '32' }] },
            }),
          ],
          { method: 'gin' },
        ),
        concurrently: false,
      },
      'CREATE INDEX i ON users USING gin (bio extensions.gin_trgm_ops, bio "My.Ext"."Ops" (siglen=32))',
    ],
    [
      {
        kind: 'create_index',
        table: users,
        index: index(
          'i',
          ['a', 'b', 'c'].map((name) => element(`a_column_with_a_long_name_${name}`)),
        ),
        concurrently: false,
      },
      lines(
        'CREATE INDEX i ON users (',
        '  a_column_with_a_long_name_a,',
        '  a_column_with_a_long_name_b,',
        '  a_column_with_a_long_name_c',
        ')',
      ),
    ],
  ],
  drop_index: [
    [{ kind: 'drop_index', index: inPublic('i'), concurrently: false, ifExists: false }, 'DROP INDEX i'],
    [
      { kind: 'drop_index', index: inPublic('i'), concurrently: true, ifExists: true },
      'DROP INDEX CONCURRENTLY IF EXISTS i',
    ],
  ],
  alter_index: [
    [
      { kind: 'alter_index', index: inPublic('i'), ...parameters },
      'ALTER INDEX i SET (fillfactor=80), RESET (autosummarize)',
    ],
  ],
  create_trigger: [
    [
      { kind: 'create_trigger', relation: users, trigger: trigger('users_touch') },
      lines(
        'CREATE TRIGGER users_touch',
        '  BEFORE UPDATE ON users',
        '  FOR EACH ROW',
        '  EXECUTE FUNCTION touch()',
      ),
    ],
    [
      {
        kind: 'create_trigger',
        relation: { schema: 'app', name: 'v' },
        trigger: trigger('x', {
          timing: 'after',
          events: [{ kind: 'insert' }, { kind: 'update', columns: ['a', 'order'] }, { kind: 'delete' }],
          when: sql('NEW.a > 0'),
          constraint: { deferral: 'deferred' },
          execute: { schema: 'app', name: 'f', arguments: ["it's", 'b'] },
        }),
      },
      lines(
        'CREATE CONSTRAINT TRIGGER x',
        '  AFTER INSERT OR UPDATE OF a, "order" OR DELETE ON app.v',
        '  DEFERRABLE INITIALLY DEFERRED',
        '  FOR EACH ROW',
        '  WHEN (NEW.a > 0)',
        "  EXECUTE FUNCTION app.f('it''s', 'b')",
      ),
    ],
    [
      {
        kind: 'create_trigger',
        relation: users,
        trigger: trigger('x', {
          timing: 'after',
          forEach: 'statement',
          referencing: { oldTable: 'before', newTable: 'after' },
          execute: { name: 'f', arguments: [] },
        }),
      },
      lines(
        'CREATE TRIGGER x',
        '  AFTER UPDATE ON users',
        '  REFERENCING OLD TABLE AS before NEW TABLE AS after',
        '  FOR EACH STATEMENT',
        '  EXECUTE FUNCTION f()',
      ),
    ],
  ],
  create_view: [
    [
      { kind: 'create_view', view: view('active', 'SELECT id\nFROM users'), orReplace: false },
      lines('CREATE VIEW active AS', 'SELECT id', 'FROM users'),
    ],
    [
      {
        kind: 'create_view',
        view: view('active', 'SELECT id, a FROM users -- all', {
          columns: ['id', 'order'],
          securityBarrier: true,
          securityInvoker: true,
          checkOption: 'cascaded',
        }),
        orReplace: true,
      },
      lines(
        'CREATE OR REPLACE VIEW active (id, "order") WITH (security_barrier=true, security_invoker=true) AS',
        'SELECT id, a FROM users -- all',
        '',
        'WITH CHECK OPTION',
      ),
    ],
    [
      { kind: 'create_view', view: view('v', 'SELECT 1 -- one', {}), orReplace: false },
      'CREATE VIEW v AS\nSELECT 1 -- one\n',
    ],
    [
      { kind: 'create_view', view: view('v', 'SELECT 1', { checkOption: 'local' }), orReplace: false },
      'CREATE VIEW v AS\nSELECT 1\nWITH LOCAL CHECK OPTION',
    ],
  ],
  alter_view: [
    [
      {
        kind: 'alter_view',
        view: inPublic('v'),
        set: [{ name: 'security_barrier', value: 'true' }],
        reset: ['security_invoker'],
      },
      'ALTER VIEW v SET (security_barrier=true), RESET (security_invoker)',
    ],
  ],
  create_materialized_view: [
    [
      { kind: 'create_materialized_view', view: materializedView('m', 'SELECT 1') },
      'CREATE MATERIALIZED VIEW m AS\nSELECT 1',
    ],
    [
      {
        kind: 'create_materialized_view',
        view: materializedView('m', 'SELECT 1', {
          columns: ['one'],
          storageParameters: [{ name: 'fillfactor', value: '80' }],
          withData: false,
        }),
      },
      'CREATE MATERIALIZED VIEW m (one) WITH (fillfactor=80) AS\nSELECT 1\nWITH NO DATA',
    ],
  ],
  refresh_materialized_view: [
    [{ kind: 'refresh_materialized_view', view: inPublic('m') }, 'REFRESH MATERIALIZED VIEW m'],
  ],
  alter_materialized_view: [
    [
      { kind: 'alter_materialized_view', view: inPublic('m'), ...parameters },
      'ALTER MATERIALIZED VIEW m SET (fillfactor=80), RESET (autosummarize)',
    ],
  ],
};
