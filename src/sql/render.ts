import { alterTable } from './alter-table.ts';
import { backfill } from './backfill.ts';
import { commentOn } from './comment.ts';
import { createTable } from './create-table.ts';
import { alterDomain, createDomain } from './domain.ts';
import { drop } from './drop.ts';
import { addEnumValue, createEnum, renameEnumValue } from './enum.ts';
import { alterExtension, createExtension } from './extension.ts';
import { createIndex, dropIndex } from './index.ts';
import { relationName } from './name.ts';
import { setAndReset } from './parameter.ts';
import { restorePrivileges, savePrivileges } from './privileges.ts';
import { quoteName } from './quote.ts';
import { rename, setSchema } from './rename.ts';
import { type Renderers, renderWith } from './renderers.ts';
import { createRoutine } from './routine.ts';
import { advanceSequence, alterSequence, beginSequence, createSequence } from './sequence.ts';
import type { Statement } from './statement.ts';
import { createTrigger } from './trigger.ts';
import { createMaterializedView, createView } from './view.ts';

/** One statement, without the semicolon behind it, for a session with `search_path = public`. */
export function renderStatement(statement: Statement): string {
  return renderWith(statements, statement);
}

const statements = {
  create_schema: ({ name }) => `CREATE SCHEMA ${quoteName(name)}`,
  create_extension: ({ extension }) => createExtension(extension),
  alter_extension: ({ name, action }) => alterExtension(name, action),
  create_enum: (statement) => createEnum(statement.enum),
  add_enum_value: addEnumValue,
  rename_enum_value: ({ type, from, to }) => renameEnumValue(type, from, to),
  create_domain: ({ domain }) => createDomain(domain),
  alter_domain: ({ domain, action }) => alterDomain(domain, action),
  create_sequence: ({ sequence, unlogged }) => createSequence(sequence, unlogged === true),
  alter_sequence: ({ sequence, action }) => alterSequence(sequence, action),
  create_routine: ({ routine, orReplace }) => createRoutine(routine, orReplace),
  create_table: ({ table }) => createTable(table),
  alter_table: ({ table, actions }) => alterTable(table, actions),
  create_index: ({ table, index, concurrently }) => createIndex(table, index, concurrently),
  drop_index: ({ index, concurrently, ifExists }) => dropIndex(index, concurrently, ifExists),
  alter_index: ({ index, set, reset }) => `ALTER INDEX ${relationName(index)} ${setAndReset(set, reset)}`,
  create_trigger: ({ relation, trigger }) => createTrigger(relation, trigger),
  create_view: ({ view, orReplace }) => createView(view, orReplace),
  alter_view: ({ view, set, reset }) => `ALTER VIEW ${relationName(view)} ${setAndReset(set, reset)}`,
  create_materialized_view: ({ view }) => createMaterializedView(view),
  alter_materialized_view: ({ view, set, reset }) =>
    `ALTER MATERIALIZED VIEW ${relationName(view)} ${setAndReset(set, reset)}`,
  refresh_materialized_view: ({ view }) => `REFRESH MATERIALIZED VIEW ${relationName(view)}`,
  drop: ({ target }) => drop(target),
  rename: ({ target, to }) => rename(target, to),
  set_schema: ({ target, schema }) => setSchema(target, schema),
  comment: ({ target, comment }) => commentOn(target, comment),
  backfill: (statement) => backfill(statement.backfill),
  advance_sequence: ({ sequence, table, column }) => advanceSequence(sequence, table, column),
  begin_sequence: beginSequence,
  save_privileges: ({ targets }) => savePrivileges(targets),
  restore_privileges: ({ targets }) => restorePrivileges(targets),
} as const satisfies Renderers<Statement>;
