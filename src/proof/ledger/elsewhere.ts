import { dotted } from '../../model/id.ts';
import type { Statement } from '../../sql/statement.ts';
import type { Elsewhere } from './ledger.ts';

/**
 * Work on what the plan itself makes. Its tables are empty, whatever is built on them; its materialized views are not, unless they
 * are made WITH NO DATA: to make one is to run its query over rows that were there before.
 *
 * @param made the materialized views with rows that the plan has made so far; one that this statement makes is added
 */
export function workElsewhere(statement: Statement, made: Set<string>): readonly Elsewhere[] {
  switch (statement.kind) {
    case 'create_materialized_view': {
      if (!statement.view.withData) return [];
      const relation = dotted(statement.view.schema, statement.view.name);
      made.add(relation);
      return [{ relation, work: 'scan' }];
    }
    case 'create_index': {
      const relation = dotted(statement.table.schema, statement.table.name);
      return made.has(relation) ? [{ relation, work: 'index-build' }] : [];
    }
    default:
      return [];
  }
}
