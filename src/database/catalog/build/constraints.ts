import { InternalError } from '../../../diagnostic/diagnostic.ts';
import type {
  Check,
  Deferral,
  Exclusion,
  ForeignKey,
  ForeignKeyAction,
  PrimaryKey,
  Unique,
} from '../../../model/schema-object.ts';
import { byName } from '../../../spec/read/reader.ts';
import type { ActionLetter, ConstraintRow } from '../rows/constraints.ts';
import type { IndexRow } from '../rows/indexes.ts';
import type { RelationRow } from '../rows/relations.ts';
import type { Context } from './context.ts';
import { buildExclusion, type IndexNames } from './indexes.ts';

/** The constraints of a table as it holds them. */
export type Constraints = {
  readonly primaryKey?: PrimaryKey;
  readonly uniques: readonly Unique[];
  readonly checks: readonly Check[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly exclusions: readonly Exclusion[];
};

export function buildConstraints(
  rows: readonly ConstraintRow[],
  table: RelationRow,
  indexes: ReadonlyMap<number, IndexRow>,
  names: IndexNames,
  context: Context,
): Constraints {
  let primaryKey: PrimaryKey | undefined;
  const uniques: Unique[] = [];
  const checks: Check[] = [];
  const foreignKeys: ForeignKey[] = [];
  const exclusions: Exclusion[] = [];
  for (const row of rows) {
    const address = [table.schema, table.name, row.name];
    if (row.temporal) context.note('temporal constraint', address);
    else if (!row.enforced) context.note('constraint that is not enforced', address);
    else if (row.type === 'p') primaryKey = key(row, indexes, names, context);
    else if (row.type === 'u') {
      const nullsNotDistinct = indexOf(row, indexes).nulls_not_distinct;
      uniques.push({ ...key(row, indexes, names, context), nullsNotDistinct });
    } else if (row.type === 'c') {
      const check = checkOf(row, address, context);
      if (check !== undefined) checks.push(check);
    } else if (row.type === 'f') foreignKeys.push(foreignKey(row, names, context));
    else {
      const exclusion = buildExclusion(row, indexOf(row, indexes), table, names, context);
      if (exclusion !== undefined) exclusions.push(exclusion);
    }
  }
  return {
    ...(primaryKey === undefined ? {} : { primaryKey }),
    uniques: uniques.sort(byName),
    checks: checks.sort(byName),
    foreignKeys: foreignKeys.sort(byName),
    exclusions: exclusions.sort(byName),
  };
}

export function deferralOf({
  deferrable,
  deferred,
}: Pick<ConstraintRow, 'deferrable' | 'deferred'>): Deferral {
  if (!deferrable) return 'no';
  return deferred ? 'deferred' : 'immediate';
}

function indexOf(row: ConstraintRow, indexes: ReadonlyMap<number, IndexRow>): IndexRow {
  const index = indexes.get(row.index);
  if (index === undefined) throw new InternalError(`the constraint ${row.name} has no index`);
  return index;
}

function key(
  row: ConstraintRow,
  indexes: ReadonlyMap<number, IndexRow>,
  { columns }: IndexNames,
  context: Context,
): PrimaryKey {
  const index = indexOf(row, indexes);
  return {
    name: row.name,
    columns: columns.names(row.relation, row.columns),
    include: columns.names(row.relation, index.columns.slice(index.keys)),
    deferral: deferralOf(row),
    ...context.commented('pg_constraint', row.oid),
    hints: {},
  };
}

function checkOf(row: ConstraintRow, address: readonly string[], context: Context): Check | undefined {
  const expression = context.read(context.grammar.expression(row.expression ?? ''), address);
  return (
    expression && {
      name: row.name,
      expression,
      noInherit: row.no_inherit,
      notValid: !row.validated,
      ...context.commented('pg_constraint', row.oid),
      hints: {},
    }
  );
}

function foreignKey(row: ConstraintRow, { columns }: IndexNames, context: Context): ForeignKey {
  return {
    name: row.name,
    columns: columns.names(row.relation, row.columns),
    references: {
      schema: row.foreign_schema ?? '',
      table: row.foreign_table ?? '',
      columns: columns.names(row.foreign_relation, row.foreign_columns),
    },
    match: row.match === 'f' ? 'full' : 'simple',
    onDelete: action(row.on_delete, columns.names(row.relation, row.on_delete_columns)),
    onUpdate: action(row.on_update, []),
    deferral: deferralOf(row),
    notValid: !row.validated,
    ...context.commented('pg_constraint', row.oid),
    hints: {},
  };
}

const actions = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
} as const satisfies Record<ActionLetter, ForeignKeyAction['kind']>;

function action(letter: ConstraintRow['on_delete'], columns: readonly string[]): ForeignKeyAction {
  const kind = letter === ' ' ? 'no action' : actions[letter];
  return kind === 'set null' || kind === 'set default' ? { kind, columns } : { kind };
}
