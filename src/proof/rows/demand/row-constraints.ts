import type { Exclusion, IndexElement } from '../../../model/schema-object.ts';
import type { Sql } from '../../../model/sql.ts';
import { type Datum, keyOf } from '../expression/datum.ts';
import { applyOperator } from '../expression/operators.ts';
import type { Row } from '../rows.ts';
import { unique } from '../seed.ts';
import type { Constraint, Verdict } from './constraint.ts';
import { evaluateIn, type Lens, neededBy } from './lens.ts';

/** What a row has to satisfy beside the others of its table: keys, unique indexes and exclusion constraints. */
export function rowConstraints(lens: Lens): readonly Constraint[] {
  const { primaryKey, uniques, indexes, exclusions } = lens.table;
  const onColumns = (columns: readonly string[]) => columns.map(columnElement);
  return [
    ...(primaryKey === undefined
      ? []
      : [
          keyConstraint(lens, {
            ...primaryKey,
            elements: onColumns(primaryKey.columns),
            nullsNotDistinct: false,
          }),
        ]),
    ...uniques.map((key) => keyConstraint(lens, { ...key, elements: onColumns(key.columns) })),
    ...indexes.filter((index) => index.unique).map((index) => keyConstraint(lens, index)),
    ...exclusions.map((exclusion) => exclusionConstraint(lens, exclusion)),
  ];
}

type Element = Pick<IndexElement, 'key'>;
type Key = {
  readonly name: string;
  readonly elements: readonly Element[];
  readonly nullsNotDistinct: boolean;
  readonly where?: Sql;
};

function columnElement(name: string): Element {
  return { key: { kind: 'column', name } };
}

function keyConstraint(lens: Lens, key: Key): Constraint {
  const columns = neededByElements(lens, key.elements, key.where);
  const data = remembered((row) => ({
    values: key.elements.map((element) => elementValue(lens, row, element)),
    raw: JSON.stringify(columns.map((column) => row[column] ?? null)),
    covered: covers(lens, row, key.where),
  }));
  return {
    name: key.name,
    reason: 'no other values were found that are still free',
    columns,
    alone: false,
    verdict: (row, earlier) => {
      const own = data(row);
      if (own.covered === 'no') return 'yes';
      if (!key.nullsNotDistinct && own.values.some(({ kind }) => kind === 'null')) return 'yes';
      const mine = joined(own.values);
      return worstOf(earlier, (other) => {
        const their = data(other);
        if (their.covered === 'no') return 'yes';
        const theirs = joined(their.values);
        // The same from the same: whatever the expression is, an index needs it to be immutable.
        if (columns.length > 0 && own.raw === their.raw) return 'no';
        if (mine === undefined || theirs === undefined) return 'unknown';
        return mine === theirs ? 'no' : 'yes';
      });
    },
  };
}

function exclusionConstraint(lens: Lens, exclusion: Exclusion): Constraint {
  const columns = neededByElements(lens, exclusion.elements, exclusion.where);
  const data = remembered((row) => ({
    values: exclusion.elements.map((element) => elementValue(lens, row, element)),
    covered: covers(lens, row, exclusion.where),
  }));
  return {
    name: exclusion.name,
    reason: 'no other values were found that do not conflict',
    columns,
    alone: false,
    verdict: (row, earlier) => {
      const own = data(row);
      if (own.covered === 'no') return 'yes';
      return worstOf(earlier, (other) => {
        const their = data(other);
        if (their.covered === 'no') return 'yes';
        const results = exclusion.elements.map(({ operator }, position) =>
          applyOperator(operator, own.values[position] as Datum, their.values[position] as Datum),
        );
        if (results.some((result) => result.kind === 'null' || (result.kind === 'boolean' && !result.value)))
          return 'yes';
        return results.every(({ kind }) => kind === 'boolean') ? 'no' : 'unknown';
      });
    },
  };
}

function neededByElements(
  lens: Lens,
  elements: readonly Element[],
  where: Sql | undefined,
): readonly string[] {
  const names = elements.flatMap(({ key }) =>
    key.kind === 'column' ? lens.needs(key.name) : neededBy(lens, key.expression),
  );
  return unique([...names, ...neededBy(lens, where)]);
}

function elementValue(lens: Lens, row: Row, { key }: Element): Datum {
  return key.kind === 'column' ? lens.read(row, key.name) : evaluateIn(lens, row, key.expression);
}

/** Whether a partial index holds the row; what is not known is taken for held. */
function covers(lens: Lens, row: Row, where: Sql | undefined): Verdict {
  if (where === undefined) return 'yes';
  const value = evaluateIn(lens, row, where);
  if (value.kind === 'null') return 'no';
  return value.kind === 'boolean' && !value.value ? 'no' : 'yes';
}

function joined(values: readonly Datum[]): string | undefined {
  const keys = values.map(keyOf);
  return keys.includes(undefined) ? undefined : JSON.stringify(keys);
}

function worstOf(rows: readonly Row[], verdict: (row: Row) => Verdict): Verdict {
  let worst: Verdict = 'yes';
  for (const row of rows) {
    const one = verdict(row);
    if (one === 'no') return 'no';
    if (one === 'unknown') worst = 'unknown';
  }
  return worst;
}

/** Rows that are there already are asked for the same again and again. */
function remembered<T>(compute: (row: Row) => T): (row: Row) => T {
  const known = new WeakMap<Row, T>();
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const now = compute(row);
    known.set(row, now);
    return now;
  };
}
