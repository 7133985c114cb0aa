import type { Pair } from '../../diff/pair.ts';
import type { ObjectId } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import { closingUpdates } from './closing-updates.ts';
import { type Demand, demandsOf, demandsOfPair } from './demand/demand.ts';
import type { PlacedTable } from './demand/reference.ts';
import { inReferenceOrder } from './demand/table-order.ts';
import { fillTable, type Promised, promisesOf } from './fill-table.ts';
import type { Rows, TableRows, Wanted } from './rows.ts';
import type { RowProblem } from './verdict.ts';

/** Rows for every table of a model that satisfy its constraints: the same ones for the same model. */
export function rowsFor(model: Model, wanted: Wanted): Rows {
  return rowsOfDemands(demandsOf(model, wanted.parse), wanted);
}

/**
 * Rows for every table of the previous model of a pair that its next model lets in as well: on others the plan would fail, and
 * rightly so. Where the next model adds NOT NULL without a value, a table has none.
 */
export function rowsForPair(pair: Pair, wanted: Wanted): Rows {
  return rowsOfDemands(demandsOfPair(pair, wanted.parse), wanted);
}

function rowsOfDemands(demands: readonly Demand[], wanted: Wanted): Rows {
  const order = inReferenceOrder(demands);
  const placed = new Map<ObjectId, PlacedTable>();
  const promised: Promised[] = [];
  const tables: TableRows[] = [];
  const problems: RowProblem[] = [];
  for (const demand of order) {
    const filled = fillTable(demand, placed, promised, wanted);
    promised.push(...promisesOf(demand, placed, filled.rows.rows));
    placed.set(demand.id, { lenses: demand.lenses, rows: filled.rows.rows });
    tables.push(filled.rows);
    problems.push(...filled.problems);
  }
  return { tables, updates: closingUpdates(order, placed), circular: promised.length > 0, problems };
}
