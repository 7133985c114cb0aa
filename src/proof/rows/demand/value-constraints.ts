import type { Column, SequenceOptions } from '../../../model/schema-object.ts';
import type { Sql } from '../../../model/sql.ts';
import type { Datum } from '../expression/datum.ts';
import { evaluate, passes } from '../expression/evaluate.ts';
import type { Row } from '../rows.ts';
import { unique } from '../seed.ts';
import { resolveType } from '../type/resolve.ts';
import { type Constraint, type Verdict, verdictOf } from './constraint.ts';
import { environmentOf, evaluateIn, type Lens, neededBy, treeOf } from './lens.ts';

/** What a row has to satisfy by itself: types, NOT NULL, checks, and the checks of domains. */
export function valueConstraints(lens: Lens): readonly Constraint[] {
  return [
    ...lens.table.columns.flatMap((column) => ofColumn(lens, column)),
    ...lens.table.checks.map(
      ({ name, expression }): Constraint => ({
        name,
        reason: `no values were found for which ${expression.text} is true`,
        columns: unique(neededBy(lens, expression)),
        alone: true,
        verdict: (row) => verdictOf(passes(evaluateIn(lens, row, expression))),
      }),
    ),
  ];
}

function ofColumn(lens: Lens, column: Column): readonly Constraint[] {
  const { domains, elementDomains } = resolveType(column.type, lens.model);
  const constraint = (reason: string, verdict: (value: Datum) => Verdict, name?: string): Constraint => ({
    ...(name === undefined ? {} : { name }),
    column: column.name,
    reason,
    columns: unique(lens.needs(column.name)),
    alone: true,
    verdict: (row: Row) => verdict(lens.read(row, column.name)),
  });
  const items = (value: Datum): readonly Datum[] => (value.kind === 'array' ? value.items : []);
  return [
    constraint('none of its values fits the type', (value) => {
      if (value.kind === 'unknown') return lens.mayNotFit(column.name) ? 'unknown' : 'yes';
      return value.kind === 'error' ? 'no' : 'yes';
    }),
    ...(isNotNull(lens, column) || domains.some(({ notNull }) => notNull)
      ? [constraint('no value is known for a column that is NOT NULL', notNull)]
      : []),
    ...(column.value.kind === 'identity'
      ? [constraint('its sequence does not count as far as its values', within(column.value.options))]
      : []),
    ...domains.flatMap(({ checks }) =>
      checks.map((check) =>
        constraint(
          reasonOf(check.expression),
          (value) => domainCheck(lens, check.expression, value),
          check.name,
        ),
      ),
    ),
    ...elementDomains.flatMap((domain) => [
      ...domain.checks.map((check) =>
        constraint(
          reasonOf(check.expression),
          (value) => worst(items(value).map((item) => domainCheck(lens, check.expression, item))),
          check.name,
        ),
      ),
      ...(domain.notNull
        ? [constraint('its elements must not be NULL', (value) => worst(items(value).map(notNull)))]
        : []),
    ]),
  ];
}

/** Serial and identity columns and those of the primary key are, whatever the column says. */
export function isNotNull({ table }: Pick<Lens, 'table'>, column: Column): boolean {
  return (
    column.notNull ||
    column.value.kind === 'serial' ||
    column.value.kind === 'identity' ||
    (table.primaryKey?.columns.includes(column.name) ?? false)
  );
}

function domainCheck(lens: Lens, expression: Sql, value: Datum): Verdict {
  return verdictOf(
    passes(
      evaluate(
        treeOf(expression, lens.parse),
        environmentOf(lens, () => value),
      ),
    ),
  );
}

/** A sequence goes on after the values that are there, if its bounds let it. */
function within({ minValue, maxValue }: SequenceOptions): (value: Datum) => Verdict {
  const least = minValue === undefined ? Number.NEGATIVE_INFINITY : Number(minValue);
  const most = maxValue === undefined ? Number.POSITIVE_INFINITY : Number(maxValue);
  return (value) =>
    value.kind === 'number' ? verdictOf(least <= value.value && value.value <= most) : 'yes';
}

function notNull(value: Datum): Verdict {
  return value.kind === 'unknown' ? 'unknown' : verdictOf(value.kind !== 'null');
}

function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('no')) return 'no';
  return verdicts.includes('unknown') ? 'unknown' : 'yes';
}

function reasonOf(expression: Sql): string {
  return `no values were found for which ${expression.text} is true`;
}
