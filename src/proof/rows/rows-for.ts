import type { Pair } from '../../diff/pair.ts';
import type { ObjectId } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import { closingUpdates } from './closing-updates.ts';
import { type Demand, demandsOf, demandsOfPair } from './demand/demand.ts';
import type { PlacedTable } from './demand/reference.ts';
import { inReferenceOrder } from './demand/table-order.ts';
import { fillTable, type Promised, promisesOf } from './fill-table.ts';
import type { Doubt, Rows, TableRows, Wanted } from './rows.ts';
import type { RowProblem } from './verdict.ts';

/** Rows for every table of a model that satisfy its constraints: the same ones for the same model. */
export function rowsFor(model: Model, wanted: Wanted): Rows {
  return rowsOfDemands(demandsOf(model, wanted.parse), wanted, new Set());
}

/**
 * Rows for every table of the previous model of a pair that its next model lets in as well: on others the plan would fail, and
 * rightly so. Where the next model adds NOT NULL without a value, a table has none.
 * @param certain tables of the previous model that get only rows of which all is known, whatever `wanted` says of the others
 */
export function rowsForPair(pair: Pair, wanted: Wanted, certain: ReadonlySet<ObjectId> = new Set()): Rows {
  return rowsOfDemands(demandsOfPair(pair, wanted.parse), wanted, certain);
}

function rowsOfDemands(demands: readonly Demand[], wanted: Wanted, certain: ReadonlySet<ObjectId>): Rows {
  const order = inReferenceOrder(demands);
  const placed = new Map<ObjectId, PlacedTable>();
  const promised: Promised[] = [];
  const tables: TableRows[] = [];
  const problems: RowProblem[] = [];
  const doubts: Doubt[] = [];
  for (const demand of order) {
    const filled = fillTable(demand, placed, promised, {
      ...wanted,
      certain: wanted.certain || certain.has(demand.id),
    });
    promised.push(...promisesOf(demand, placed, filled.rows.rows));
    placed.set(demand.id, { lenses: demand.lenses, rows: filled.rows.rows });
    tables.push(filled.rows);
    problems.push(...filled.problems);
    doubts.push(...filled.doubts);
  }
  return { tables, updates: closingUpdates(order, placed), circular: promised.length > 0, problems, doubts };
}
