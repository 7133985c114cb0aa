import { InternalError } from '../diagnostic/diagnostic.ts';
import type { Deferral, Exclusion, ExclusionElement, ForeignKey } from '../model/schema-object.ts';
import { enclosed } from './expression.ts';
import { includeColumns, indexElement, usingMethod } from './index-element.ts';
import { quoteName, quoteNames } from './quote.ts';
import { references } from './references.ts';
import { type Renderers, renderWith } from './renderers.ts';
import type { Constraint } from './statement.ts';
import { words } from './words.ts';

/** What follows `CONSTRAINT name`, as clauses. */
export function constraintClauses(constraint: Constraint): readonly string[] {
  return renderWith(definitions, constraint);
}

const definitions = {
  primary_key: ({ value }) => [
    `PRIMARY KEY ${quoteNames(value.columns)}`,
    includeColumns(value.include),
    deferralClause(value.deferral),
  ],
  unique: ({ value }) => [
    `UNIQUE${value.nullsNotDistinct ? ' NULLS NOT DISTINCT' : ''} ${quoteNames(value.columns)}`,
    includeColumns(value.include),
    deferralClause(value.deferral),
  ],
  check: ({ value }) => [`CHECK ${enclosed(value.expression)}`, value.noInherit ? 'NO INHERIT' : ''],
  foreign_key: ({ value }) => [`FOREIGN KEY ${quoteNames(value.columns)}`, ...referencing(value)],
  exclusion: ({ value }) => exclusion(value),
} as const satisfies Renderers<Constraint, readonly string[]>;

/**
 * The one column at which an unnamed constraint can stand; undefined where the grammar has no room for it there.
 */
export function columnOf(constraint: Constraint): string | undefined {
  return single(renderWith(inlineColumns, constraint));
}

const inlineColumns = {
  primary_key: ({ value }) => (value.include.length === 0 ? value.columns : []),
  unique: ({ value }) => (value.include.length === 0 ? value.columns : []),
  check: ({ value }) => value.expression.mentions.columns,
  foreign_key: ({ value }) => value.columns,
  exclusion: () => [],
} as const satisfies Renderers<Constraint, readonly string[]>;

/** A constraint as it stands at its column. */
export function columnConstraint(constraint: Constraint): string {
  return words(...renderWith<Constraint, readonly string[]>(inlineDefinitions, constraint));
}

const inlineDefinitions = {
  primary_key: ({ value }) => ['PRIMARY KEY', deferralClause(value.deferral)],
  unique: ({ value }) => [
    `UNIQUE${value.nullsNotDistinct ? ' NULLS NOT DISTINCT' : ''}`,
    deferralClause(value.deferral),
  ],
  check: constraintClauses,
  foreign_key: ({ value }) => referencing(value),
  exclusion: () => {
    throw new InternalError('an exclusion constraint has no form at a column');
  },
} as const satisfies Renderers<Constraint, readonly string[]>;

/** What differs from NOT DEFERRABLE. */
export function deferralClause(deferral: Deferral): string {
  return { no: '', immediate: 'DEFERRABLE', deferred: 'DEFERRABLE INITIALLY DEFERRED' }[deferral];
}

function referencing(key: ForeignKey): readonly string[] {
  return [references(key), deferralClause(key.deferral)];
}

function exclusion(value: Exclusion): readonly string[] {
  return [
    words('EXCLUDE', usingMethod(value.method), `(${value.elements.map(exclusionElement).join(', ')})`),
    includeColumns(value.include),
    value.where === undefined ? '' : `WHERE ${enclosed(value.where)}`,
    deferralClause(value.deferral),
  ];
}

function exclusionElement(element: ExclusionElement): string {
  return `${indexElement(element)} WITH ${operator(element.operator)}`;
}

/** `&&`, or `extensions.&&` with its schema. */
export function operator(text: string): string {
  const parts = /^(?:(?<schema>.+)\.)?(?<symbol>[-+*/<>=~!@#%^&|`?]+)$/s.exec(text)?.groups;
  if (parts?.['symbol'] === undefined) throw new InternalError(`not an operator: ${text}`);
  return parts['schema'] === undefined
    ? parts['symbol']
    : `OPERATOR(${quoteName(parts['schema'])}.${parts['symbol']})`;
}

function single(columns: readonly string[]): string | undefined {
  return columns.length === 1 ? columns[0] : undefined;
}
