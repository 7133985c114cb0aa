import type { Statement, TableAction } from '../../../src/sql/statement.ts';

/** Names that have to be quoted, in a schema that does. */
export const hostile = 'a"; drop table "Users"; --🦆';
export const app = (name: string) => ({ schema: 'App', name });
export const users = { schema: 'App', table: 'Users', columns: ['id'] };

export const alter = (name: string, ...actions: readonly TableAction[]): Statement => ({
  kind: 'alter_table',
  table: app(name),
  actions,
});
