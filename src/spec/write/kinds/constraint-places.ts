import { defaultName } from '../../../model/default-names.ts';
import type { Check, ForeignKey, PrimaryKey, Table, Unique } from '../../../model/schema-object.ts';
import type { Scope } from '../names.ts';
import { type Entry, entry, flag, sql } from '../yaml/value.ts';
import { columnReference } from './foreign-key.ts';

/** Which constraints of a table stand with their column, and which in sections of their own. */
export type ConstraintPlaces = {
  /** By column, the entries of the constraints that stand with it. */
  readonly inColumns: ReadonlyMap<string, readonly Entry[]>;
  readonly primaryKey: PrimaryKey | undefined;
  readonly uniques: readonly Unique[];
  readonly checks: readonly Check[];
  readonly foreignKeys: readonly ForeignKey[];
};

/** Whether a constraint has the name that the reader gives to one without a name. */
export const isUnnamed = {
  primary_key: (table: Table, { name }: PrimaryKey) => name === defaultName(table.name, [], 'pkey'),
  unique: (table: Table, { name, columns, include }: Unique) =>
    name === defaultName(table.name, [...columns, ...include], 'key'),
  check: (table: Table, { name, expression: { mentions } }: Check) => {
    const [only, ...others] = mentions.columns;
    const columns = only !== undefined && others.length === 0 && only !== '*' ? [only] : [];
    return name === defaultName(table.name, columns, 'check');
  },
  foreign_key: (table: Table, { name, columns }: ForeignKey) =>
    name === defaultName(table.name, columns, 'fkey'),
} as const;

/** With a column stands what is about it alone, has the name that PostgreSQL gives, and says no more than fits there. */
export function constraintPlaces(table: Table, scope: Scope): ConstraintPlaces {
  const inColumns = new Map<string, readonly Entry[]>();
  const takes = (column: string | undefined, ...entries: readonly Entry[]): boolean => {
    if (column === undefined) return false;
    inColumns.set(column, [...(inColumns.get(column) ?? []), ...entries]);
    return true;
  };
  const { primaryKey: key } = table;
  return {
    inColumns,
    primaryKey: key && takes(columnOfKey(table, key), entry('primary_key', flag(true))) ? undefined : key,
    uniques: table.uniques.filter(
      (unique) => !takes(columnOfUnique(table, unique), entry('unique', flag(true))),
    ),
    checks: table.checks.filter(
      (check) => !takes(columnOfCheck(table, check), entry('check', sql(check.expression))),
    ),
    foreignKeys: table.foreignKeys.filter(
      (foreignKey) =>
        !takes(
          columnOfForeignKey(table, foreignKey),
          entry('references', columnReference(foreignKey, scope)),
        ),
    ),
  };
}

function columnOfKey(table: Table, key: PrimaryKey): string | undefined {
  const isPlain = key.include.length === 0 && key.deferral === 'no' && key.comment === undefined;
  return isPlain && isUnnamed.primary_key(table, key) ? only(table, key.columns) : undefined;
}

function columnOfUnique(table: Table, unique: Unique): string | undefined {
  const isPlain =
    unique.include.length === 0 &&
    unique.deferral === 'no' &&
    unique.comment === undefined &&
    !unique.nullsNotDistinct;
  return isPlain && isUnnamed.unique(table, unique) ? only(table, unique.columns) : undefined;
}

function columnOfCheck(table: Table, check: Check): string | undefined {
  const isPlain = !check.noInherit && !check.notValid && check.comment === undefined;
  return isPlain && isUnnamed.check(table, check)
    ? only(table, check.expression.mentions.columns)
    : undefined;
}

function columnOfForeignKey(table: Table, key: ForeignKey): string | undefined {
  return isUnnamed.foreign_key(table, key) ? only(table, key.columns) : undefined;
}

/** The only one of these columns, if it is one of the table's. */
function only(table: Table, columns: readonly string[]): string | undefined {
  const [name, ...others] = columns;
  return others.length === 0 && table.columns.some((column) => column.name === name) ? name : undefined;
}
