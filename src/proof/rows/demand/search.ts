import type { Row, Value } from '../rows.ts';
import type { Constraint } from './constraint.ts';

/** A column with the values to try, the best first. */
export type Variable = { readonly column: string; readonly values: readonly Value[] };

export type Found =
  /** @property doubted the constraints of which nobody but the server can tell whether the row satisfies them */
  | { readonly found: true; readonly row: Row; readonly doubted: readonly Constraint[] }
  /** @property by the constraint that stood in the way when most of the row was there */
  | { readonly found: false; readonly by: Constraint | undefined };

/** How many values are tried for one row: enough for every small schema, and an end to those that cannot be satisfied. */
const attempts = { sure: 3000, unsure: 30_000 } as const;

/**
 * One row that satisfies all constraints beside those that are there: backtracking over the columns, each constraint asked as soon as the
 * columns that it looks at have values. First a row of which all is known; else one about which the server has to be asked.
 * @param certain whether there is no such second try
 */
export function findRow(
  variables: readonly Variable[],
  constraints: readonly Constraint[],
  earlier: readonly Row[],
  certain: boolean,
): Found {
  const byDepth = constraintsByDepth(variables, constraints);
  const sure = search(variables, byDepth, earlier, false);
  if (sure.found || certain) return sure;
  const unsure = search(variables, byDepth, earlier, true);
  if (!unsure.found) return unsure;
  return {
    ...unsure,
    doubted: constraints.filter((constraint) => constraint.verdict(unsure.row, earlier) === 'unknown'),
  };
}

function search(
  variables: readonly Variable[],
  byDepth: readonly (readonly Constraint[])[],
  earlier: readonly Row[],
  unsure: boolean,
): Found {
  let left: number = unsure ? attempts.unsure : attempts.sure;
  let blamed: { readonly depth: number; readonly by: Constraint } | undefined;
  const holds = (row: Row, depth: number): boolean => {
    const broken = byDepth[depth]?.find((constraint) => {
      const verdict = constraint.verdict(row, earlier);
      return verdict === 'no' || (verdict === 'unknown' && !unsure);
    });
    if (broken !== undefined && depth >= (blamed?.depth ?? 0)) blamed = { depth, by: broken };
    return broken === undefined;
  };
  const complete = (row: Row, depth: number): Row | undefined => {
    const variable = variables[depth];
    if (variable === undefined) return row;
    for (const value of variable.values) {
      if (left <= 0) return undefined;
      left -= 1;
      const next = { ...row, [variable.column]: value };
      const whole = holds(next, depth + 1) ? complete(next, depth + 1) : undefined;
      if (whole !== undefined) return whole;
    }
    return undefined;
  };
  const start: Row = {};
  const row = holds(start, 0) ? complete(start, 0) : undefined;
  return row === undefined ? { found: false, by: blamed?.by } : { found: true, row, doubted: [] };
}

/** At each number of columns that have a value, the constraints that can be asked from there on. */
function constraintsByDepth(
  variables: readonly Variable[],
  constraints: readonly Constraint[],
): readonly (readonly Constraint[])[] {
  const depths = new Map(variables.map(({ column }, position) => [column, position + 1]));
  const result: Constraint[][] = Array.from({ length: variables.length + 1 }, () => []);
  for (const constraint of constraints) {
    const depth = Math.max(0, ...constraint.columns.map((column) => depths.get(column) ?? 0));
    result[depth]?.push(constraint);
  }
  return result;
}
