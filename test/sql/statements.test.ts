import { describe, expect, it } from 'vitest';
import { InternalError } from '../../src/diagnostic/diagnostic.ts';
import { renderStatement } from '../../src/sql/render.ts';
import type { Statement, StatementKind, TableAction, Target } from '../../src/sql/statement.ts';
import { check, column, domain, exclusion, inPublic, sql, table, text } from './build.ts';
import type { Golden, Goldens } from './goldens/golden.ts';
import { programs } from './goldens/programs.ts';
import { relations } from './goldens/relations.ts';
import { routines } from './goldens/routines.ts';
import { sequences } from './goldens/sequences.ts';
import { tableActions } from './goldens/table-actions.ts';
import { tables } from './goldens/tables.ts';
import { targets } from './goldens/targets.ts';
import { types } from './goldens/types.ts';
import { statementsIn } from './parse.ts';

/** These four are held against every kind of target below. */
type OnTargets = 'drop' | 'rename' | 'set_schema' | 'comment';

const goldens = {
  ...types,
  ...relations,
  ...sequences,
  ...routines,
  ...tables,
  ...programs,
} satisfies Goldens<Exclude<StatementKind, OnTargets>>;

function expectSql(statement: Statement, expected: string): void {
  const rendered = renderStatement(statement);
  expect(rendered).toBe(expected);
  expect(statementsIn(`${rendered};`)).toHaveLength(1);
}

describe.each(Object.entries(goldens))('%s', (_, examples) => {
  it.each(examples as readonly Golden<Statement>[])('%# %j', (statement, expected) => {
    expectSql(statement, expected);
  });
});

describe.each(Object.entries(tableActions))('alter_table, %s', (_, examples) => {
  it.each(examples as readonly Golden<TableAction>[])('%# %j', (action, expected) => {
    const rendered = renderStatement({ kind: 'alter_table', table: inPublic('t'), actions: [action] });
    expect(rendered.replace(/^ALTER TABLE t\s+/, '')).toBe(expected);
    expect(statementsIn(`${rendered};`)).toHaveLength(1);
  });
});

describe.each(Object.values(targets).flat())('target $comment', ({ target, ...expected }) => {
  const cases: readonly [Statement, string | undefined][] = [
    [{ kind: 'drop', target }, expected.drop],
    [{ kind: 'rename', target, to: 'New' }, expected.rename],
    [{ kind: 'set_schema', target, schema: 'app' }, expected.setSchema],
    [{ kind: 'comment', target, comment: "it's\n$$\\" }, `${expected.comment} 'it''s\n$$\\'`],
    [{ kind: 'comment', target }, `${expected.comment} NULL`],
  ];

  it.each(cases)('%j', (statement, sql) => {
    if (sql === undefined) expect(() => renderStatement(statement)).toThrow(InternalError);
    else expectSql(statement, sql);
  });
});

it('renders several actions of one table on lines of their own, whatever they are', () => {
  const actions = Object.values(tableActions).flatMap((examples) =>
    examples.map(([action]) => action as TableAction),
  );
  expect(statementsIn(renderStatement({ kind: 'alter_table', table: inPublic('t'), actions }))).toHaveLength(
    1,
  );
});

describe('what PostgreSQL has no statement for is our bug', () => {
  const bugs: readonly [string, Statement][] = [
    ['no action', { kind: 'alter_table', table: inPublic('t'), actions: [] }],
    [
      'NOT VALID in CREATE TABLE, which PostgreSQL ignores',
      {
        kind: 'create_table',
        table: table('t', [], {
          constraints: [{ constraint: check('c', sql('true'), { notValid: true }), named: true }],
        }),
      },
    ],
    [
      'a serial text',
      {
        kind: 'create_table',
        table: table('t', [column('a', text, { notNull: true, value: { kind: 'serial' } })]),
      },
    ],
    [
      'an operator that is none',
      {
        kind: 'alter_table',
        table: inPublic('t'),
        actions: [
          {
            kind: 'add_constraint',
            notValid: false,
            constraint: exclusion('x', {
              elements: [
                { key: { kind: 'column', name: 'a' }, order: 'asc', nulls: 'last', operator: '=) --' },
              ],
            }),
          },
        ],
      },
    ],
    ...(['schema', 'extension'] as const).map((kind): [string, Statement] => [
      `privileges of a ${kind}`,
      { kind: 'save_privileges', targets: [{ kind, name: 'x' }] },
    ]),
    [
      'privileges of an index',
      { kind: 'restore_privileges', targets: [{ kind: 'index', name: inPublic('i') } satisfies Target] },
    ],
  ];

  it.each(bugs)('%s', (_, statement) => {
    expect(() => renderStatement(statement)).toThrow(InternalError);
  });
});

it('keeps comments in what people wrote from swallowing what follows', () => {
  const comment = sql('1 -- one');
  const statements: readonly Statement[] = [
    {
      kind: 'create_domain',
      domain: domain('d', text, {
        default: comment,
        checks: [{ name: 'c', expression: comment, hints: {} }],
      }),
    },
    {
      kind: 'alter_table',
      table: inPublic('t'),
      actions: [
        { kind: 'set_expression', column: 'a', expression: comment },
        { kind: 'set_type', column: 'a', type: text, using: { kind: 'expression', expression: comment } },
        {
          kind: 'add_column',
          column: column('b', text, { value: { kind: 'default', expression: comment } }),
        },
        { kind: 'set_default', column: 'b', expression: comment },
      ],
    },
  ];
  for (const statement of statements)
    expect(statementsIn(`${renderStatement(statement)}; SELECT 1`)).toHaveLength(2);
});
