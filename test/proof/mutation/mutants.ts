import type { Major } from '../../../src/model/model.ts';
import { thorough } from '../../support/thorough.ts';
import {
  afterNextBatch,
  amended,
  amendedIn,
  hidden,
  inTransaction,
  inTurn,
  mergedIntoPredecessor,
  type Spoil,
  swapped,
  undeclared,
  without,
  withoutLosses,
} from './edit.ts';
import type { Case, Judge, Mutant } from './mutant.ts';

/** Ways in which a plan can be wrong. */
const all: readonly Mutant[] = [
  // What is made, made otherwise.
  ...of(
    'library',
    [
      ['a step is dropped', without(/^CREATE INDEX idx_books_price/), 'our reader'],
      ['two steps are swapped', swapped(/^CREATE SCHEMA/, /^COMMENT ON SCHEMA/), 'failure'],
      ['an extension is left out', without(/^CREATE EXTENSION/), 'failure'],
      [
        'a table has another name',
        amended({ name: 'authors', unlogged: false }, { name: 'writers' }),
        'failure',
      ],
      ['a column has another name', column('sort_title', { name: 'title_sort' }), 'our reader'],
      [
        'a column comes in another type',
        column('sort_title', { type: type('citext', [], 'public'), collation: undefined }),
        'our reader',
      ],
      [
        'varchar(50) for varchar(51)',
        column('name', { type: type('character varying', ['51']) }),
        'our reader',
      ],
      ['another scale of numeric', column('price', { type: type('numeric', ['10', '3']) }), 'our reader'],
      [
        'timestamp for timestamptz',
        column('printed_at', { type: type('timestamp without time zone') }),
        'our reader',
      ],
      ['another collation', column('sort_title', { collation: 'POSIX' }), 'our reader'],
      ['a default is forgotten', column('price', { value: { kind: 'none' } }), 'our reader'],
      [
        'another default',
        amendedIn(/^CREATE TABLE books/, { text: 'now()' }, { text: 'statement_timestamp()' }),
        'our reader',
      ],
      ['NOT NULL is forgotten', column('title', { notNull: false }), 'our reader'],
      [
        'identity by default for always',
        amended({ kind: 'identity', always: true }, { always: false }),
        'our reader',
      ],
      [
        'another generated expression',
        amended({ kind: 'generated' }, { expression: sql('upper(title)') }),
        'our reader',
      ],
      [
        'a storage parameter is forgotten',
        amended({ name: 'books', unlogged: false }, { storageParameters: [] }),
        'our reader',
      ],
      [
        'UNLOGGED is forgotten',
        amended({ name: 'loans', unlogged: true }, { unlogged: false }),
        'our reader',
      ],
      [
        'a serial column for a plain one',
        amendedIn(/TABLE audit.loans/, { kind: 'serial' }, { kind: 'none' }),
        'our reader',
      ],
      [
        'a constraint has another name',
        amended({ name: 'fk_books_editor' }, { name: 'fk_books_author_2' }),
        'our reader',
      ],
      [
        'a unique constraint includes nothing',
        amended({ name: 'uq_books_title' }, { include: [] }),
        'our reader',
      ],
      [
        'a unique constraint is not deferrable',
        amended({ name: 'uq_books_title' }, { deferral: 'no' }),
        'our reader',
      ],
      [
        'nulls are not distinct',
        amended({ name: 'uq_books_title' }, { nullsNotDistinct: true }),
        'our reader',
      ],
      [
        'a unique constraint on columns in another order',
        amended({ name: 'uq_books_title' }, { columns: ['title', 'author_id'] }),
        'our reader',
      ],
      [
        'a check of < for <=',
        amended({ name: 'ck_books_price' }, { expression: sql('price < 100') }),
        'our reader',
      ],
      [
        'a foreign key does not cascade',
        amended({ name: 'fk_books_author' }, { onDelete: { kind: 'no action' } }),
        'our reader',
      ],
      [
        'a foreign key sets null on update',
        amended({ name: 'fk_books_editor' }, { onUpdate: { kind: 'set null', columns: [] } }),
        'our reader',
      ],
      [
        'a foreign key is not deferrable',
        amended({ name: 'fk_books_author' }, { deferral: 'no' }),
        'our reader',
      ],
      [
        'a foreign key of another column',
        amended({ name: 'fk_books_editor' }, { columns: ['author_id'] }),
        'our reader',
      ],
      ['a foreign key is MATCH FULL', amended({ name: 'fk_books_editor' }, { match: 'full' }), 'our reader'],
      ['another operator of an exclusion', amended({ operator: '&&' }, { operator: '-|-' }), 'our reader'],
      [
        'an exclusion without its predicate',
        amended({ name: 'no_two_readers' }, { where: undefined }),
        'our reader',
      ],
      [
        'an index has another name',
        amended({ name: 'idx_books_price' }, { name: 'idx_books_prices' }),
        'our reader',
      ],
      ['a unique index is plain', amended({ name: 'idx_books_title' }, { unique: false }), 'our reader'],
      ['another method of an index', amended({ name: 'idx_books_price' }, { method: 'btree' }), 'our reader'],
      [
        'an index in another order',
        amended({ order: 'desc', nulls: 'last' }, { order: 'asc' }),
        'our reader',
      ],
      [
        'an index with nulls elsewhere',
        amended({ order: 'desc', nulls: 'last' }, { nulls: 'first' }),
        'our reader',
      ],
      [
        'an index without its operator class',
        amended({ opclass: { name: 'text_pattern_ops', parameters: [] } }, { opclass: undefined }),
        'our reader',
      ],
      [
        'an index without its predicate',
        amended({ name: 'idx_books_printed' }, { where: undefined }),
        'our reader',
      ],
      [
        'an index includes another column',
        amended({ name: 'idx_books_printed' }, { include: ['id'] }),
        'our reader',
      ],
      [
        'an index without its storage parameter',
        amended({ name: 'idx_books_printed' }, { storageParameters: [] }),
        'our reader',
      ],
      ['the comment of a table is forgotten', without(/^COMMENT ON TABLE authors/), 'our reader'],
      ['the comment of a column of a view is forgotten', without(/^COMMENT ON COLUMN cheap/), 'our reader'],
      [
        'a comment on another column',
        amendedIn(/^COMMENT ON COLUMN authors/, { kind: 'column' }, { name: 'mail' }),
        'our reader',
      ],
      ['another comment', amended({ comment: 'Newest first' }, { comment: 'newest first' }), 'our reader'],
      ['an enum without one of its values', enumValues(['sad', 'glad']), 'failure'],
      ['an enum with its values in another order', enumValues(['sad', 'glad', 'ok']), 'our reader'],
      [
        'another check of a domain',
        amended({ name: 'percent_check' }, { expression: sql('VALUE < 100') }),
        'our reader',
      ],
      [
        'another default of a domain',
        amended({ kind: 'domain', name: 'percent' }, { default: sql('1') }),
        'our reader',
      ],
      ['a sequence with another increment', amended({ increment: '5' }, { increment: '1' }), 'our reader'],
      ['a sequence with another start', amended({ start: '10' }, { start: '15' }), 'our reader'],
      [
        'a sequence of another type',
        amended({ kind: 'sequence', name: 'shelf_no' }, { type: 'bigint' }),
        'our reader',
      ],
      ['a sequence that belongs to nothing', without(/OWNED BY/), 'our reader'],
      [
        'a sequence that belongs to another column',
        amended({ kind: 'owned_by' }, { column: { schema: 'public', table: 'books', column: 'author_id' } }),
        'our reader',
      ],
      [
        'another body of a function',
        amended({ text: 'SELECT upper(t)', kind: 'string' }, { text: 'SELECT lower(t)' }),
        'our reader',
      ],
      ['a stable function', amended({ name: 'shout' }, { volatility: 'stable' }), 'our reader'],
      ['a function that takes NULL', amended({ name: 'shout' }, { strict: false }), 'our reader'],
      [
        'a function without SECURITY DEFINER',
        amended({ name: 'shout' }, { securityDefiner: false }),
        'our reader',
      ],
      ['a function without its search path', amended({ name: 'shout' }, { set: [] }), 'our reader'],
      ['a function of another name', amended({ name: 'shout' }, { name: 'cry' }), 'our reader'],
      ['a procedure is left out', without(/^CREATE PROCEDURE/), 'our reader'],
      [
        'a trigger of another name',
        inTurn(
          amendedIn(/^CREATE TRIGGER/, { name: 'stamp', timing: 'before' }, { name: 'stamped' }),
          without(/TRIGGER stamp/),
        ),
        'our reader',
      ],
      ['a trigger at another time', amended({ timing: 'before' }, { timing: 'after' }), 'our reader'],
      [
        'a trigger at fewer events',
        amended({ name: 'stamp', timing: 'before' }, { events: [{ kind: 'insert' }] }),
        'our reader',
      ],
      [
        'a trigger at the update of any column',
        amended({ kind: 'update', columns: ['title'] }, { columns: [] }),
        'our reader',
      ],
      [
        'a trigger without WHEN',
        amended({ name: 'stamp', timing: 'before' }, { when: undefined }),
        'our reader',
      ],
      [
        'a trigger for each statement',
        amended({ name: 'stamp', timing: 'before' }, { forEach: 'statement', when: undefined }),
        'our reader',
      ],
      [
        'a trigger that calls another function',
        amended({ name: 'stamp', arguments: [] }, { name: 'shout' }),
        'failure',
      ],
      [
        'a trigger is left disabled',
        amended({ kind: 'set_trigger_state' }, { enabled: 'disabled' }),
        'our reader',
      ],
      ['a trigger fires as usual', without(/ENABLE ALWAYS/), 'our reader'],
      [
        'another query of a view',
        amendedIn(
          /VIEW cheap/,
          { kind: 'view' },
          { query: sql('SELECT id, title, price FROM books WHERE price <= 10') },
        ),
        'our reader',
      ],
      [
        'security_barrier is lost',
        amended({ securityBarrier: true }, { securityBarrier: false }),
        'our reader',
      ],
      [
        'security_invoker comes',
        amended({ securityInvoker: false }, { securityInvoker: true }),
        'our reader',
      ],
      ['another check option', amended({ checkOption: 'local' }, { checkOption: 'cascaded' }), 'our reader'],
      [
        'another query of a materialized view',
        amended(
          { kind: 'materialized_view' },
          { query: sql('SELECT author_id, count(id) AS n FROM books GROUP BY author_id') },
        ),
        'our reader',
      ],
      [
        'a materialized view is not filled',
        amended({ kind: 'materialized_view' }, { withData: false }),
        'our reader',
      ],
    ],
    15,
  ),

  // What is changed under people who work.
  ...of(
    'town',
    [
      ['VALIDATE is left out', without(/VALIDATE CONSTRAINT houses_street_id_fkey/), 'our reader'],
      [
        'VALIDATE in the batch of NOT VALID',
        mergedIntoPredecessor(/VALIDATE CONSTRAINT houses_street_id_fkey/),
        'lock window',
      ],
      [
        'a check is validated in the batch that adds it',
        mergedIntoPredecessor(/VALIDATE CONSTRAINT ck_streets_length/),
        'lock window',
      ],
      [
        'a foreign key without NOT VALID',
        inTurn(
          amendedIn(/ADD CONSTRAINT houses_street_id_fkey/, { notValid: true }, { notValid: false }),
          without(/VALIDATE CONSTRAINT houses_street_id_fkey/),
        ),
        'lock window',
      ],
      [
        'CONCURRENTLY is turned off',
        amendedIn(/INDEX CONCURRENTLY idx_streets_paved/, { concurrently: true }, { concurrently: false }),
        'lock window',
      ],
      [
        'an index is built in a transaction',
        inTurn(
          inTransaction(/INDEX CONCURRENTLY idx_streets_paved/),
          amendedIn(/INDEX CONCURRENTLY idx_streets_paved/, { concurrently: true }, { concurrently: false }),
        ),
        'lock window',
      ],
      ['CONCURRENTLY in a transaction', inTransaction(/INDEX CONCURRENTLY idx_streets_paved/), 'failure'],
      [
        'CONCURRENTLY in the transaction before',
        mergedIntoPredecessor(/INDEX CONCURRENTLY idx_streets_paved/),
        'failure',
      ],
      ['a rewrite is not declared', undeclared(/COLUMN area TYPE bigint/), 'lock window'],
      ['the rewrite of an enum is not declared', undeclared(/COLUMN level TYPE level/), 'lock window'],
      ['SET NOT NULL without its check', without(/streets_slug_not_null_check/), 'lock window'],
      ['NOT NULL is forgotten in the end', without(/COLUMN slug SET NOT NULL/), 'our reader'],
      [
        'the check for NOT NULL is left behind',
        without(/DROP CONSTRAINT streets_slug_not_null_check/),
        'our reader',
      ],
      [
        'the check for NOT NULL is not validated',
        without(/VALIDATE CONSTRAINT streets_slug_not_null_check/),
        'lock window',
      ],
      ['an index keeps its temporary name', without(/RENAME TO idx_streets_name/), 'our reader'],
      ['the index that was replaced stays', without(/^DROP INDEX CONCURRENTLY idx_streets_name/), 'failure'],
      ['an index that goes stays', without(/^DROP INDEX CONCURRENTLY idx_streets_kind/), 'our reader'],
      ['a unique index does not become a constraint', without(/UNIQUE USING INDEX/), 'our reader'],
      [
        'the batch of an index after the constraint that uses it',
        afterNextBatch(/CONCURRENTLY uq_houses/),
        'failure',
      ],
      ['the old type stays', without(/^DROP TYPE level_old/), 'our reader'],
      [
        'an enum value in another place',
        amendedIn(
          /^CREATE TYPE level/,
          { name: 'level' },
          { values: ['middle', 'low', 'high'].map((value) => ({ value, hints: {} })) },
        ),
        'our reader',
      ],
      [
        'an enum loses a value that rows have',
        amendedIn(
          /^CREATE TYPE level/,
          { name: 'level' },
          { values: ['middle', 'high'].map((value) => ({ value, hints: {} })) },
        ),
        'failure',
      ],
      [
        'a type is not widened far enough',
        amendedIn(/COLUMN name TYPE/, { modifiers: ['30'] }, { modifiers: ['29'] }),
        'our reader',
      ],
      ['a view stays away', without(/^CREATE VIEW long_streets/), 'failure'],
      [
        'a function under a view gets another name',
        amendedIn(/^CREATE FUNCTION rate/, { name: 'rate' }, { name: 'grade' }),
        'failure',
      ],
      ['a column that goes stays', without(/DROP COLUMN old_name/), 'our reader'],
      ['a table that goes stays', without(/^DROP TABLE ruins/), 'our reader'],
      [
        'another column is dropped',
        amendedIn(/DROP COLUMN old_name/, { kind: 'drop_column' }, { column: 'kind' }),
        'failure',
      ],
      [
        'another column is renamed',
        amendedIn(/RENAME COLUMN owner/, { name: 'owner' }, { name: 'number' }),
        'failure',
      ],
      [
        'a column is dropped and added instead of renamed',
        inTurn(
          amendedIn(
            /RENAME COLUMN owner/,
            { kind: 'rename' },
            {
              kind: 'alter_table',
              table: { schema: 'public', name: 'houses' },
              actions: [
                { kind: 'drop_column', column: 'owner' },
                {
                  kind: 'add_column',
                  column: {
                    name: 'resident',
                    type: type('text'),
                    notNull: false,
                    value: { kind: 'none' },
                    hints: {},
                  },
                },
              ],
              target: undefined,
              to: undefined,
            },
          ),
        ),
        'rows',
      ],
      ['a hidden DELETE', hidden(/^CREATE VIEW long_streets/, 'DELETE FROM houses WHERE id = 2'), 'rows'],
      ['a hidden TRUNCATE', hidden(/^CREATE VIEW long_streets/, 'TRUNCATE houses'), 'rows'],
      [
        'a hidden UPDATE',
        hidden(/^CREATE VIEW long_streets/, "UPDATE streets SET kind = 'x' WHERE id = 1"),
        'rows',
      ],
      [
        'a hidden UPDATE to NULL',
        hidden(/^CREATE VIEW long_streets/, 'UPDATE houses SET resident = NULL'),
        'rows',
      ],
      [
        'values of two rows are swapped',
        hidden(
          /^CREATE VIEW long_streets/,
          'UPDATE houses AS h SET resident = (SELECT o.resident FROM houses AS o WHERE o.id = 3 - h.id) WHERE h.id IN (1, 2)',
        ),
        'rows',
      ],
      [
        'a change of type destroys the values',
        amendedIn(
          /COLUMN area TYPE/,
          { kind: 'set_type' },
          { using: { kind: 'expression', expression: sql('(area / 2)::bigint') } },
        ),
        'rows',
      ],
      ['no loss is declared', withoutLosses, 'rows'],
      ['one of two losses is not declared', (plan) => ({ ...plan, losses: plan.losses.slice(0, 1) }), 'rows'],
      [
        'a backfill that stops early',
        amendedIn(
          /UPDATE streets SET slug/,
          { text: 'lower(name)' },
          { text: 'CASE WHEN id <> 3 THEN lower(name) END' },
        ),
        'failure',
      ],
      ['a backfill is left out', without(/UPDATE streets SET length/), 'failure'],
      [
        'a backfill of another column',
        amendedIn(/UPDATE streets SET slug/, { column: 'slug' }, { column: 'kind' }),
        'failure',
      ],
    ],
    15,
  ),
  ...of(
    'town',
    [
      ['the way back leaves a column behind', without(/DROP COLUMN slug/), 'our reader'],
      ['the way back leaves NOT NULL behind', without(/COLUMN length DROP NOT NULL/), 'our reader'],
      ['the way back leaves a check behind', without(/DROP CONSTRAINT ck_streets_length/), 'our reader'],
      [
        'the way back leaves an index behind',
        without(/^DROP INDEX CONCURRENTLY idx_streets_paved/),
        'our reader',
      ],
      ['the way back does not make a table again', without(/^CREATE TABLE ruins/), 'our reader'],
      [
        'the way back brings another default',
        amendedIn(/COLUMN paved SET DEFAULT/, { text: 'false' }, { text: 'true' }),
        'our reader',
      ],
      [
        'the way back destroys rows',
        hidden(/^CREATE VIEW long_streets/, 'DELETE FROM houses WHERE id = 1'),
        'rows',
      ],
      ['the way back declares no rewrite', undeclared(/COLUMN area TYPE integer/), 'lock window'],
    ],
    15,
    'backward',
  ),
  ...of(
    'counter',
    [
      [
        'NOT NULL at once',
        amendedIn(/ADD CONSTRAINT \S+ NOT NULL seat/, { notValid: true }, { notValid: false }),
        'lock window',
      ],
      ['NOT NULL is not validated', without(/VALIDATE CONSTRAINT/), 'our reader'],
      [
        'VALIDATE of NOT NULL in the batch of NOT VALID',
        mergedIntoPredecessor(/VALIDATE CONSTRAINT/),
        'lock window',
      ],
      ['the default of a sequence stays', without(/DROP DEFAULT/), 'failure'],
      ['identity by default', amended({ kind: 'add_identity' }, { always: false }), 'our reader'],
      ['a sequence begins anew beside rows with its values', without(/setval/), 'our reader'],
    ],
    18,
  ),
];

/** Near relatives of others: like every third of the rest only where everything is run, so that the tests of every day stay short. */
const seldom: ReadonlySet<string> = new Set([
  'a column comes in another type',
  'another collation',
  'a serial column for a plain one',
  'a unique constraint includes nothing',
  'nulls are not distinct',
  'a unique constraint on columns in another order',
  'a foreign key sets null on update',
  'a foreign key is MATCH FULL',
  'an exclusion without its predicate',
  'an index without its storage parameter',
  'the comment of a column of a view is forgotten',
  'another comment',
  'another default of a domain',
  'a sequence with another start',
  'a sequence of another type',
  'a sequence that belongs to nothing',
  'a function that takes NULL',
  'a function without its search path',
  'a function of another name',
  'a procedure is left out',
  'a trigger at the update of any column',
  'a trigger for each statement',
  'a trigger fires as usual',
  'security_invoker comes',
  'another check option',
  'another query of a materialized view',
  'CONCURRENTLY in the transaction before',
  'an index that goes stays',
  'a view stays away',
  'a function under a view gets another name',
  'another column is renamed',
  'a hidden UPDATE to NULL',
  'a check is validated in the batch that adds it',
  'the rewrite of an enum is not declared',
  'a backfill of another column',
  'the way back leaves an index behind',
  'the way back leaves a check behind',
  'an index is built in a transaction',
  'the batch of an index after the constraint that uses it',
  'one of two losses is not declared',
  'an enum loses a value that rows have',
  'the way back leaves NOT NULL behind',
  'the old type stays',
  'identity by default',
]);

export const mutants = thorough
  ? all
  : all.filter(({ what }, position) => !seldom.has(what) && position % 3 !== 2);

function of(
  which: Case,
  list: readonly (readonly [string, Spoil, Judge])[],
  major: Major,
  way: Mutant['way'] = 'forward',
): readonly Mutant[] {
  return list.map(([what, spoil, by]) => ({ what, of: which, way, spoil, by, major }));
}

function column(name: string, patch: Readonly<Record<string, unknown>>): Spoil {
  return amendedIn(/^CREATE TABLE/, { name, hints: {} }, patch);
}

function type(name: string, modifiers: readonly string[] = [], schema?: string) {
  return { name, modifiers, array: false, ...(schema === undefined ? {} : { schema }) };
}

/** Statements print the text and nothing else of it. */
function sql(text: string) {
  return { text, key: text, mentions: { columns: [], relations: [], routines: [], types: [] } };
}

function enumValues(values: readonly string[]): Spoil {
  return amendedIn(
    /^CREATE TYPE mood/,
    { name: 'mood' },
    {
      values: values.map((value) => ({ value, hints: {} })),
    },
  );
}
