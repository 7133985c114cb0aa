import { isConvertible } from './edits.ts';
import { templates } from './templates.ts';
import { tidy } from './tidy.ts';
import type { Column, Expression, Ref, Table, Type, World } from './world.ts';

/**
 * Makes the way back one that rows can go. What a plan drops, the plan back can only fill with what the spec says: a default, a backfill,
 * or NULL. Where the schema takes none of these, it says so as a hazard and fails, and rightly so; that proves nothing.
 */
export function restorable(previous: World, next: World): void {
  for (const table of previous.tables) {
    const after = next.tables.find(({ id }) => id === table.id);
    if (after === undefined) continue;
    for (const column of table.columns) {
      const other = after.columns.find(({ id }) => id === column.id);
      if (other !== undefined) keepDigits(previous, column, next, other);
      // A rename without a hint is a drop, too, and the column comes back as a new one.
      const stays =
        other !== undefined && (other.name === column.name || isRenamed(column, other, table, after));
      if (stays) {
        if (other.value.kind === 'generated' && column.value.kind !== 'generated')
          keepGenerated(table, column, other);
        // The values of a virtual column are nowhere.
        if (isVirtual(column) && other.value.kind === 'none') other.notNull = false;
        continue;
      }
      if (table.primaryKey?.columns.includes(column.id) === true && !draws(column)) {
        if (other === undefined) after.columns.push(structuredClone(column));
        else other.name = column.name;
      } else comeBack(table, column);
    }
    for (const column of after.columns) {
      // One that takes the name of another is that one with another type.
      const namesake = table.columns.find(({ name }) => name === column.name);
      if (namesake !== undefined && !areConvertible(previous, namesake, next, column))
        column.name = `c_${column.id}`;
      // Values that a backfill gives to columns of a foreign key are in no other table.
      if (refers(table, column.id) || refers(after, column.id)) column.backfill = undefined;
      const old = table.columns.find(({ id }) => id === column.id);
      if (old === undefined || (old.name !== column.name && !isRenamed(old, column, table, after)))
        arrive(after, column);
    }
  }
  keepParents(previous, next);
  for (const world of [previous, next]) tidy(world);
}

/** Rows that stay refer to nothing once the rows that they refer to have gone, and the way back cannot bring those. */
function keepParents(previous: World, next: World): void {
  for (const table of previous.tables) {
    if (!stays(table, previous.tables, next.tables)) continue;
    table.foreignKeys = table.foreignKeys.filter((key) => {
      const target = previous.tables.find(({ id }) => id === key.table);
      const after = next.tables.find(({ id }) => id === key.table);
      if (target === undefined || after === undefined || !stays(target, previous.tables, next.tables))
        return false;
      return key.targets.every((id) => {
        const [column, other] = [target, after].map(({ columns }) => columns.find((one) => one.id === id));
        return (
          column !== undefined &&
          other !== undefined &&
          (column.name === other.name || isRenamed(column, other, target, after))
        );
      });
    });
  }
}

/** Whether a plan takes the one for the other, and does not drop and make it. */
export function stays(table: Table, before: readonly Table[], after: readonly Table[]): boolean {
  const next = after.find(({ id }) => id === table.id);
  if (next === undefined) return false;
  const isAt = (one: Table, other: Table) => one.name === other.name && one.schema === other.schema;
  if (isAt(next, table)) return true;
  return next.hinted && !before.some((one) => isAt(one, next)) && !after.some((one) => isAt(one, table));
}

function areConvertible(previous: World, old: Column, next: World, column: Column): boolean {
  // Both in one world, where each identity means the same thing.
  const both = {
    ...next,
    domains: [...next.domains, ...previous.domains],
    enums: [...next.enums, ...previous.enums],
  };
  return isConvertible(both, old.type, column.type);
}

/** A real comes back from another number with six digits, which can be on the other side of a check, or in the way of a key. */
function keepDigits(previous: World, column: Column, next: World, other: Column): void {
  const names = [nameOf(previous, column.type), nameOf(next, other.type)];
  if (names[0] === names[1] || !names.includes('real')) return;
  const type: Type = { kind: 'builtin', name: names.find((name) => name !== 'real') ?? 'real' };
  column.type = { ...type };
  other.type = { ...type };
}

function nameOf({ domains }: World, type: Type): string | undefined {
  if (type.kind === 'builtin') return type.name;
  return type.kind === 'domain' ? domains.find(({ id }) => id === type.id)?.type : undefined;
}

function isRenamed(old: Column, column: Column, table: Table, after: Table): boolean {
  return (
    column.hinted &&
    !table.columns.some(({ name }) => name === column.name) &&
    !after.columns.some(({ name }) => name === old.name)
  );
}

/** A generated column that is given up keeps its values, whatever they are. */
function keepGenerated(table: Table, column: Column, other: Column): void {
  if (table.primaryKey?.columns.includes(column.id) === true || draws(column)) {
    other.value = structuredClone(column.value);
    return;
  }
  column.notNull = false;
  const without = <T extends { columns: Ref[] }>(keys: T[]) =>
    keys.filter(({ columns }) => !columns.includes(column.id));
  table.uniques = without(table.uniques);
  table.foreignKeys = without(table.foreignKeys);
  table.checks = table.checks.filter(({ expression }) => !expression.columns.includes(column.id));
  table.exclusions = table.exclusions.filter(
    ({ elements }) => !elements.some((one) => one.column === column.id),
  );
  for (const index of table.indexes) index.unique = false;
}

function isVirtual({ value }: Column): boolean {
  return value.kind === 'generated' && !value.stored;
}

function draws({ value }: Column): boolean {
  return value.kind === 'serial' || value.kind === 'identity';
}

/** NULL is let in, and what has other values stands in no constraint. */
function comeBack(table: Table, column: Column): void {
  if (draws(column) || column.value.kind === 'generated') {
    table.foreignKeys = table.foreignKeys.filter(({ columns }) => !columns.includes(column.id));
    table.checks = table.checks.filter(({ expression }) => !expression.columns.includes(column.id));
    return;
  }
  const isFilled = column.value.kind === 'default' || column.backfill !== undefined;
  if (isFilled && isConstrained(table, column.id)) {
    column.value = { kind: 'none' };
    column.backfill = undefined;
  }
  if (column.value.kind === 'none' && column.backfill === undefined) column.notNull = false;
  table.checks = table.checks.filter(({ expression }) => !refusesNull(expression, column.id));
}

/** Most columns that come leave the rows in their table. */
function arrive(table: Table, column: Column): void {
  if (column.value.kind === 'none' && column.backfill === undefined && column.id % 5 !== 0)
    column.notNull = false;
  if (column.value.kind === 'default' && isConstrained(table, column.id)) column.value = { kind: 'none' };
}

function isConstrained(table: Table, id: Ref): boolean {
  return (
    [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques, ...table.foreignKeys].some(
      ({ columns }) => columns.includes(id),
    ) ||
    table.checks.some(({ expression }) => expression.columns.includes(id)) ||
    table.exclusions.some(({ elements }) => elements.some(({ column }) => column === id)) ||
    table.indexes.some(
      ({ unique, elements }) =>
        unique &&
        elements.some(({ column, expression }) => column === id || expression?.columns.includes(id)),
    )
  );
}

function refers({ foreignKeys }: Table, id: Ref): boolean {
  return foreignKeys.some(({ columns }) => columns.includes(id));
}

function refusesNull({ template, columns }: Expression, id: Ref): boolean {
  const words = templates[template]?.sql('a', 'b', 'c') ?? '';
  return columns.includes(id) && words.includes('IS NOT NULL');
}
