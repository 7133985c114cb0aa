import type { QualifiedName, Statement, TableAction } from '../../sql/statement.ts';
import type { NumberedBatch, NumberedStep } from './steps.ts';
import type { IndexStep } from './untouched.ts';

/**
 * The steps of a plan that can be left for a later run, so that rows can be loaded before: indexes, with what their constraints and
 * comments take. An index that another step renames stands in for one that goes, and a unique one may be what a foreign
 * key refers to: those are not left.
 *
 * @param isUntouched whether what follows the plan in the same run has nothing to do with an index
 */
export function deferrable(
  batches: readonly NumberedBatch[],
  isUntouched: (step: IndexStep) => boolean,
): ReadonlySet<NumberedStep> {
  const steps = batches.flatMap((batch) => batch.steps);
  const indexes = steps
    .filter((step): step is IndexStep => step.statement.kind === 'create_index')
    .filter(isUntouched);
  return new Set(indexes.flatMap((step) => together(step, steps) ?? []));
}

/** An index with the steps that need it and nothing else needs, or undefined where something else does. */
function together(step: IndexStep, steps: readonly NumberedStep[]): readonly NumberedStep[] | undefined {
  const { table, index } = step.statement;
  if (index.unique && steps.some(({ statement }) => refersTo(statement, table))) return undefined;
  const name = { schema: table.schema, name: index.name };
  const users = steps.filter((other) => other !== step && usesIndex(other.statement, table, name));
  const constraints = users.flatMap(({ statement }) => constraintFrom(statement, index.name) ?? []);
  const ofConstraints = steps.filter(({ statement }) =>
    constraints.some((constraint) => isCommentOnConstraint(statement, table, constraint)),
  );
  const dependents = [...users, ...ofConstraints];
  return dependents.every(({ statement }) => isLeftWithIndex(statement)) ? [step, ...dependents] : undefined;
}

/** Whether it does nothing but make a constraint of the index or say something of the two. */
function isLeftWithIndex(statement: Statement): boolean {
  switch (statement.kind) {
    case 'comment':
      return true;
    case 'alter_table':
      return statement.actions.every(({ kind }) => kind === 'add_constraint_using_index');
    default:
      return false;
  }
}

function usesIndex(statement: Statement, table: QualifiedName, index: QualifiedName): boolean {
  switch (statement.kind) {
    case 'alter_table':
      return same(statement.table, table) && constraintFrom(statement, index.name) !== undefined;
    case 'comment':
    case 'rename':
    case 'set_schema':
    case 'drop':
      return statement.target.kind === 'index' && same(statement.target.name, index);
    case 'drop_index':
    case 'alter_index':
      return same(statement.index, index);
    default:
      return false;
  }
}

function constraintFrom(statement: Statement, index: string): string | undefined {
  if (statement.kind !== 'alter_table') return undefined;
  const action = statement.actions.find(
    (each) => each.kind === 'add_constraint_using_index' && each.index === index,
  );
  return action?.kind === 'add_constraint_using_index' ? action.name : undefined;
}

function isCommentOnConstraint(statement: Statement, table: QualifiedName, constraint: string): boolean {
  if (statement.kind !== 'comment' || statement.target.kind !== 'constraint') return false;
  return same(statement.target.relation, table) && statement.target.name === constraint;
}

/** Whether a statement makes a foreign key to a table. */
function refersTo(statement: Statement, table: QualifiedName): boolean {
  switch (statement.kind) {
    case 'alter_table':
      return statement.actions.some((action) => actionRefersTo(action, table));
    case 'create_table':
      return statement.table.constraints.some(
        ({ constraint }) =>
          constraint.kind === 'foreign_key' &&
          same(
            { schema: constraint.value.references.schema, name: constraint.value.references.table },
            table,
          ),
      );
    default:
      return false;
  }
}

function actionRefersTo(action: TableAction, table: QualifiedName): boolean {
  if (action.kind !== 'add_constraint' || action.constraint.kind !== 'foreign_key') return false;
  const { schema, table: name } = action.constraint.value.references;
  return same({ schema, name }, table);
}

function same(a: QualifiedName, b: QualifiedName): boolean {
  return a.schema === b.schema && a.name === b.name;
}
