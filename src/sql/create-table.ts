import { InternalError } from '../diagnostic/diagnostic.ts';
import { columnDefinition } from './column.ts';
import { columnConstraint, columnOf, constraintClauses } from './constraint.ts';
import { clauses, lines } from './layout.ts';
import { relationName } from './name.ts';
import { withParameters } from './parameter.ts';
import { quoteName } from './quote.ts';
import type { NewConstraint, NewTable } from './statement.ts';
import { words } from './words.ts';

/** A column a line, then the constraints that do not stand at a column. */
export function createTable(table: NewTable): string {
  const inside = tableParts(table);
  const body = inside.length === 0 ? '()' : `(\n${lines(inside)}\n)`;
  return words(
    'CREATE',
    table.unlogged && 'UNLOGGED',
    `TABLE ${relationName(table)}`,
    body,
    withParameters(table.storageParameters),
  );
}

function tableParts({ columns, constraints }: NewTable): readonly string[] {
  constraints.forEach(refuseNotValid);
  const key = constraints.find(({ constraint }) => constraint.kind === 'primary_key')?.constraint;
  const keyColumns = key?.kind === 'primary_key' ? key.value.columns : [];
  const names = new Set(columns.map((column) => column.name));
  const atColumn = ({ constraint, named }: NewConstraint) => {
    const column = named ? undefined : columnOf(constraint);
    return column !== undefined && names.has(column) ? column : undefined;
  };

  return [
    ...columns.map((column) =>
      clauses(
        [
          columnDefinition(column, keyColumns.includes(column.name)),
          ...constraints
            .filter((c) => atColumn(c) === column.name)
            .map(({ constraint }) => columnConstraint(constraint)),
        ],
        2,
      ),
    ),
    ...constraints.filter((constraint) => atColumn(constraint) === undefined).map(tableConstraint),
  ];
}

function tableConstraint({ constraint, named }: NewConstraint): string {
  const [definition = '', ...rest] = constraintClauses(constraint);
  return clauses([words(named && `CONSTRAINT ${quoteName(constraint.value.name)}`, definition), ...rest], 2);
}

/** PostgreSQL takes NOT VALID in CREATE TABLE and ignores it, since there are no rows. */
function refuseNotValid({ constraint }: NewConstraint): void {
  if ('notValid' in constraint.value && constraint.value.notValid) {
    throw new InternalError(`constraint ${constraint.value.name} cannot be NOT VALID in CREATE TABLE`);
  }
}
