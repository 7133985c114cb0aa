import { equal } from '../../../diff/equal.ts';
import type { Model } from '../../../model/model.ts';
import type { Column, Table } from '../../../model/schema-object.ts';
import type { Counterpart } from '../counterparts.ts';
import { type Datum, error, nothing, unknown } from '../expression/datum.ts';
import { evaluate } from '../expression/evaluate.ts';
import { readDatum } from '../expression/read-datum.ts';
import type { ParseExpression, Row } from '../rows.ts';
import { assigned, converted } from '../type/assign.ts';
import { convertText } from '../type/convert.ts';
import { judged, readsText } from '../type/judged.ts';
import { resolveType } from '../type/resolve.ts';
import { environmentOf, evaluateIn, type Lens, plainLens, readers, treeOf } from './lens.ts';

/**
 * The row as the plan to the next model leaves it: columns renamed, converted and filled. A row that the next model does not let in
 * would make the plan fail, and rightly so.
 */
export function nextLens(
  previous: Table,
  model: Model,
  { next, columns: counterparts }: Counterpart,
  nextModel: Model,
  parse: ParseExpression,
): Lens {
  const before = plainLens(previous, model, parse);
  const sources = new Map([...counterparts].map(([from, to]) => [to.name, from]));
  const columns = readers(next, nextModel);
  const oldColumns = readers(previous, model);

  /** Without the columns that are being read already: an expression may mention its own column. */
  const needsOf = (name: string, seen: readonly string[]): readonly string[] => {
    const column = columns.get(name)?.column;
    if (column === undefined || seen.includes(name)) return [];
    const source = sources.get(name);
    const expressions = [column.hints.using, column.hints.backfill, sourceExpression(column)];
    return [
      ...(source === undefined ? [] : before.needs(source)),
      ...expressions
        .flatMap((sql) => sql?.mentions.columns ?? [])
        .flatMap((used) => needsOf(used, [...seen, name])),
    ];
  };

  const lens: Lens = {
    model: nextModel,
    table: next,
    parse,
    needs: (name) => needsOf(name, []),
    read: (row, name) => {
      const found = columns.get(name);
      if (found === undefined) return unknown;
      const { column } = found;
      if (column.value.kind === 'generated')
        return assigned(evaluateIn(lens, row, column.value.expression), found.type);
      const value = kept(row, column);
      const fill = column.hints.backfill;
      const filled = value === undefined || (value.kind === 'null' && column.notNull);
      if (fill !== undefined && filled)
        return assigned(evaluateIn(withoutColumn(lens, name), row, fill), found.type);
      return value ?? added(row, column);
    },
    mayNotFit: (name) => {
      const column = columns.get(name)?.column;
      if (column?.value.kind === 'generated') return column.type.modifiers.length > 0;
      const old = oldColumns.get(sources.get(name) ?? '');
      if (old === undefined || column === undefined) return false;
      if (old.column.value.kind === 'generated') return !equal(old.column.type, column.type);
      return column.hints.using === undefined && readsText(old.type, resolveType(column.type, nextModel));
    },
  };

  /** What becomes of the value that is there; undefined where nothing is. */
  const kept = (row: Row, column: Column): Datum | undefined => {
    const source = sources.get(column.name);
    const old = source === undefined ? undefined : oldColumns.get(source);
    if (source === undefined || old === undefined) return undefined;
    const { using } = column.hints;
    const type = resolveType(column.type, nextModel);
    if (using !== undefined && !equal(old.column.type, column.type)) {
      const names = environmentOf(lens, (name) => before.read(row, sources.get(name) ?? name));
      return evaluate(treeOf(using, parse), names);
    }
    if (old.column.value.kind === 'generated') {
      // What a virtual column shows is stored nowhere.
      return old.column.value.stored ? converted(before.read(row, source), old.type, type) : undefined;
    }
    const value = row[source] ?? null;
    if (value === null) return nothing;
    const text = convertText(old.type, type, value);
    if (text === 'refused') return error;
    return readsText(old.type, type) ? judged(readDatum(type, text), type) : readDatum(type, text);
  };

  const added = (row: Row, column: Column): Datum => {
    switch (column.value.kind) {
      case 'default':
        return assigned(evaluateIn(lens, row, column.value.expression), resolveType(column.type, nextModel));
      case 'none':
        return hasDomain(column) ? unknown : nothing;
      default:
        return unknown;
    }
  };

  /** A domain may have a default of its own. */
  const hasDomain = (column: Column) => resolveType(column.type, nextModel).domains.length > 0;

  return lens;
}

function sourceExpression(column: Column) {
  return column.value.kind === 'generated' || column.value.kind === 'default'
    ? column.value.expression
    : undefined;
}

/** For the expression that fills a column: what it reads of the column itself is NULL. */
function withoutColumn(lens: Lens, name: string): Lens {
  return { ...lens, read: (row, column) => (column === name ? nothing : lens.read(row, column)) };
}
