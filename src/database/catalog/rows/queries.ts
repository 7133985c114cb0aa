import { type AccessRow, access } from './access.ts';
import { type ColumnExpressionRow, type ColumnRow, columnExpressions, columns } from './columns.ts';
import { type CommentRow, comments } from './comments.ts';
import { type ConstraintRow, constraints, type InvalidNotNullRow, invalidNotNulls } from './constraints.ts';
import {
  type CollationRow,
  collations,
  type IndexColumnRow,
  type IndexRow,
  indexColumns,
  indexes,
  type OperatorClassRow,
  operatorClasses,
} from './indexes.ts';
import { type NotCoveredRow, notCovered } from './not-covered.ts';
import { type RelationRow, relations } from './relations.ts';
import { type RoutineRow, routines } from './routines.ts';
import {
  type DatabaseRow,
  database,
  type ExtensionRow,
  extensions,
  type SchemaRow,
  schemas,
} from './schemas.ts';
import type { Asked } from './scope.ts';

export type { Asked };

import { type SequenceRow, sequences } from './sequences.ts';
import { type TriggerRow, triggers } from './triggers.ts';
import {
  type DomainCheckRow,
  type DomainRow,
  domainChecks,
  domains,
  type EnumRow,
  enums,
  type TypeRow,
  types,
} from './types.ts';
import { type ViewRow, views } from './views.ts';

/** The row of each query. */
type RowTypes = {
  readonly database: DatabaseRow;
  readonly schemas: SchemaRow;
  readonly extensions: ExtensionRow;
  readonly types: TypeRow;
  readonly enums: EnumRow;
  readonly domains: DomainRow;
  readonly domainChecks: DomainCheckRow;
  readonly relations: RelationRow;
  readonly columns: ColumnRow;
  readonly columnExpressions: ColumnExpressionRow;
  readonly constraints: ConstraintRow;
  readonly invalidNotNulls: InvalidNotNullRow;
  readonly indexes: IndexRow;
  readonly indexColumns: IndexColumnRow;
  readonly operatorClasses: OperatorClassRow;
  readonly collations: CollationRow;
  readonly triggers: TriggerRow;
  readonly views: ViewRow;
  readonly sequences: SequenceRow;
  readonly routines: RoutineRow;
  readonly comments: CommentRow;
  readonly notCovered: NotCoveredRow;
  readonly access: AccessRow;
};

/** All that is asked of the server, in this order: one statement for each kind of row, however many objects there are. */
export const queries: { readonly [K in keyof RowTypes]: (asked: Asked) => string } = {
  database,
  schemas,
  extensions,
  types,
  enums,
  domains,
  domainChecks,
  relations,
  columns,
  columnExpressions,
  constraints,
  invalidNotNulls,
  indexes,
  indexColumns,
  operatorClasses,
  collations,
  triggers,
  views,
  sequences,
  routines,
  comments,
  notCovered,
  access,
};

/** What the server answered. */
export type Rows = { readonly [K in keyof RowTypes]: readonly RowTypes[K][] };
