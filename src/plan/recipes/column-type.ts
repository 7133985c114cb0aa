import type { Alter } from '../../diff/change.ts';
import { equal } from '../../diff/equal.ts';
import { defaultSequenceName } from '../../model/default-names.ts';
import { type Element, objectId, partsOf } from '../../model/element.ts';
import type { Model } from '../../model/model.ts';
import type { Column, ColumnValue } from '../../model/schema-object.ts';
import type { DataType } from '../../model/type.ts';
import type { Conversion, TableAction } from '../../sql/statement.ts';
import { type Context, isBoundToTypes, needsOf, needsOfExpression } from '../context.ts';
import { type Draft, draft, type Resource, typeOfColumn, valuesOf } from '../draft.ts';
import type { Hazard } from '../plan.ts';
import { hasCast, isAssigned, isText, sameFamily } from './casts.ts';
import { isPlain, retypesBetweenSources, usesAfterExpression } from './column-value.ts';
import { alterTable, hazard, onExisting } from './common.ts';
import { baseType, domainsOf } from './domains-of.ts';
import { joinedTables } from './joined-tables.ts';
import { roundsValues } from './rounding.ts';

/** ALTER COLUMN … TYPE in one statement with its default, which may have no cast to the new type. */
export function changeType(change: Alter<'column'>, context: Context): readonly Draft[] {
  const { previous, next } = change;
  const old = context.to.type(previous.value.type);
  const type = next.value.type;
  const relabels = relabelsDomain(change, context);
  const free = relabels || isCatalogOnly(old, type);
  return [
    onExisting(objectId(next.owner), {
      statement: alterTable(next.owner, ...actions(change, context)),
      cause: change,
      needs: [...needsOf(next, context), ...usingNeeds(next, context)],
      uses: usesAfterExpression(change, context),
      removes: [typeOfColumn(next.id)],
      provides: [next.id],
      locks: [...new Set([objectId(next.owner), ...joinedTables(previous, context)])],
      hazards: [
        ...workOn(change, free, context),
        ...(roundsValues(...baseTypes(change, context))
          ? [hazard('data-loss', `values of ${next.owner.name}.${next.value.name} are rounded`)]
          : []),
        ...(!relabels && isNarrower(old, type)
          ? [
              hazard(
                'backward-incompatible',
                `a value of ${next.value.name} that does not fit makes this fail`,
              ),
            ]
          : []),
      ],
    }),
    ...widenSequence(change, old),
  ];
}

/**
 * A collation is in no value, but in the order of indexes: what keeps the values keeps an index only where it keeps the collation
 * (CheckIndexCompatible).
 * @param free whether the type changes in the catalog only
 */
function workOn({ previous, next }: Alter<'column'>, free: boolean, { pair }: Context): readonly Hazard[] {
  const { name } = next.owner;
  const collations = [collationOf(previous.value, pair.previous), collationOf(next.value, pair.next)];
  if (!free) return [hazard('rewrite', `${name} is written anew while nobody can read or write it`)];
  if (collations[0] === collations[1] || !partsOf(previous.owner).some(sorts)) return [];
  return [
    hazard(
      'blocking',
      `the indexes of ${name} over ${next.value.name} are built anew while nobody can read or write it`,
    ),
  ];

  /** Those that are bound to the type are out of the way meanwhile. */
  function sorts(part: Element): boolean {
    switch (part.kind) {
      case 'primary_key':
      case 'unique':
        return part.value.columns.includes(previous.value.name);
      case 'index':
        return (
          !isBoundToTypes(part) &&
          part.value.elements.some(({ key }) => key.kind === 'column' && key.name === previous.value.name)
        );
      default:
        return false;
    }
  }
}

/** The one that the column itself has, or its domain; undefined is the one of the type. */
function collationOf({ type, collation }: Column, model: Model): string | undefined {
  return collation ?? domainsOf(type, model).find((domain) => domain.collation !== undefined)?.collation;
}

/**
 * Whether the values stay as they are because one of the types is a domain over the other, and no constraint of a domain has to be asked
 * (ATColumnChangeRequiresRewrite). A domain that the plan changes may have its constraints already, or still; indexes over arrays and ranges
 * are made for their type.
 */
function relabelsDomain({ previous, next }: Alter<'column'>, context: Context): boolean {
  const { pair, changes } = context;
  const [before, after] = [
    domainsOf(previous.value.type, pair.previous),
    domainsOf(next.value.type, pair.next),
  ];
  if (before.length + after.length === 0) return false;
  if (after.some(({ notNull, checks }) => notNull || checks.length > 0)) return false;
  const changed = new Set(changes.map((change) => (change.type === 'drop' ? undefined : change.next.value)));
  const was = new Set(changes.map((change) => (change.type === 'alter' ? change.previous.value : undefined)));
  if (after.some((domain) => changed.has(domain)) || before.some((domain) => was.has(domain))) return false;
  const [old, type] = baseTypes({ previous, next }, context);
  const isPlainType = ({ schema, array, name }: DataType) =>
    schema === undefined && !array && !name.endsWith('range');
  // What a domain is made of is cut to length like any other type without one.
  if (before.length > 0 && type.modifiers.length > 0) return false;
  return isPlainType(old) && isPlainType(type) && isCatalogOnly(old, type);
}

/** What the expression that converts the values mentions; the column itself still has its old type then. */
function usingNeeds(next: Element<'column'>, context: Context): readonly Resource[] {
  const using = next.value.hints.using;
  if (using === undefined || next.owner.kind !== 'table') return [];
  const own = new Set<Resource>([next.id, valuesOf(next.id)]);
  return needsOfExpression(next.owner, using, context).filter((resource) => !own.has(resource));
}

/** The sequence of a serial column counts as far as its column; that of an identity column PostgreSQL changes by itself. */
function widenSequence(change: Alter<'column'>, old: DataType): readonly Draft[] {
  const { previous, next } = change;
  const type = next.value.type.name;
  if (previous.value.value.kind !== 'serial' || next.value.value.kind !== 'serial' || old.name === type)
    return [];
  if (type !== 'smallint' && type !== 'integer' && type !== 'bigint') return [];
  return [
    draft({
      statement: {
        kind: 'alter_sequence',
        sequence: { schema: next.owner.schema, name: defaultSequenceName(next.owner.name, next.value.name) },
        action: { kind: 'set_type', type },
      },
      cause: change,
      rank: 'table',
      group: objectId(next.owner),
      // Who writes the table draws from the sequence.
      locks: [objectId(next.owner)],
    }),
  ];
}

type Retyped = Pick<Alter<'column'>, 'previous' | 'next'>;

/**
 * What the types are made of: between a domain and what it is made of nothing is converted. An enum stays what it is called: the
 * plan may make it anew under the domain.
 */
function baseTypes({ previous, next }: Retyped, context: Context): readonly [DataType, DataType] {
  const old = baseType(previous.value.type, context.pair.previous);
  const type = baseType(next.value.type, context.pair.next);
  return [
    old.schema === undefined ? old : context.to.type(previous.value.type),
    type.schema === undefined ? type : next.value.type,
  ];
}

/** Whether the values of a column are rounded by the cast to its next type; what `using` makes of values, its author has said. */
export function roundsColumn(change: Retyped, context: Context): boolean {
  return change.next.value.hints.using === undefined && roundsValues(...baseTypes(change, context));
}

function actions(change: Alter<'column'>, context: Context): readonly TableAction[] {
  const { previous, next } = change;
  const old = context.to.type(previous.value.type);
  const column = next.value.name;
  const [before, after] = [previous.value.value, next.value.value];
  // The server computes generated values again and takes no conversion of them.
  const using =
    after.kind === 'generated' ? undefined : conversion(next.value, ...baseTypes(change, context));
  const set: TableAction = {
    kind: 'set_type',
    column,
    type: next.value.type,
    ...(next.value.collation === undefined ? {} : { collation: next.value.collation }),
    ...(using === undefined ? {} : { using }),
  };
  const between = retypesBetweenSources(change);
  if (!between && !(isPlain(before) && isPlain(after))) return [set];
  if (equal(before, after) && sameFamily(old, next.value.type) && !hasLiteralOf(before, old, next.value.type))
    return [set];
  return [
    ...(before.kind === 'default' || before.kind === 'serial'
      ? [{ kind: 'drop_default' as const, column }]
      : []),
    set,
    ...(after.kind === 'default'
      ? [{ kind: 'set_default' as const, column, expression: after.expression }]
      : []),
  ];
}

/**
 * Whether a generated column is dropped and added because its expression would have to be converted, or would stay another one than it is
 * in a column made afresh.
 */
export function recomputesForType({ previous, next }: Alter<'column'>, context: Context): boolean {
  const [before, after] = [previous.value.value, next.value.value];
  if (before.kind !== 'generated' || after.kind !== 'generated') return false;
  const [old, type] = [context.to.type(previous.value.type), next.value.type];
  return !isAssigned(old, type) || hasLiteralOf(before, old, type);
}

/** Whether an expression would stay another one than it is in a column made afresh: a literal without a type takes that of the column. */
function hasLiteralOf(value: ColumnValue, old: DataType, next: DataType): boolean {
  return 'expression' in value && old.name !== next.name && value.expression.text.includes("'");
}

/** Whether no expression that the plan could write makes values of the next type: of a single value that is no text, an array. */
export function hasNoConversion({ previous, next }: Alter<'column'>, context: Context): boolean {
  if (next.value.hints.using !== undefined) return false;
  const [old, type] = baseTypes({ previous, next }, context);
  return type.array && !old.array && !isText(old);
}

/** @param old what the previous type is made of @param next what the next one is */
function conversion(column: Column, old: DataType, next: DataType): Conversion | undefined {
  if (column.hints.using !== undefined) return { kind: 'expression', expression: column.hints.using };
  if (equal(old, next) || isAssigned(old, next)) return undefined;
  // From the character types every type can be read.
  const direct = hasCast(old, next) || (isText(old) && (!old.array || next.array));
  return { kind: 'cast', byText: !direct };
}

/**
 * Whether the change touches the catalog only (ATColumnChangeRequiresRewrite and the support functions of the length casts): a
 * longer or no limit for varchar, varbit and the digits of a numeric of the same scale, varchar to text, cidr to inet.
 */
export function isCatalogOnly(old: DataType, next: DataType): boolean {
  // The cast of an array is computed element by element, whatever it does to them.
  return old.array || next.array ? equal(old, next) : keepsValues(old, next);
}

/** Whether every value stays as it is; for arrays, every element. */
function keepsValues(old: DataType, next: DataType): boolean {
  if (old.schema !== next.schema || old.array !== next.array) return false;
  if (old.name === next.name) return equal(old.modifiers, next.modifiers) || widens(old, next);
  if (old.name === 'character varying' && next.name === 'text') return true;
  if (old.name === 'text' && next.name === 'character varying') return next.modifiers.length === 0;
  return old.name === 'cidr' && next.name === 'inet';
}

function widens(old: DataType, next: DataType): boolean {
  const [before, after] = [old.modifiers.map(Number), next.modifiers.map(Number)];
  switch (next.name) {
    case 'character varying':
    case 'bit varying':
    case 'timestamp without time zone':
    case 'timestamp with time zone':
    case 'time without time zone':
    case 'time with time zone':
      return after.length === 0 || (before.length > 0 && (after[0] as number) >= (before[0] as number));
    case 'numeric':
      return (
        after.length === 0 ||
        (before.length > 0 &&
          (after[1] ?? 0) === (before[1] ?? 0) &&
          (after[0] as number) >= (before[0] as number))
      );
    default:
      return false;
  }
}

function isNarrower(old: DataType, next: DataType): boolean {
  if (keepsValues(old, next)) return false;
  if (isText(next) && next.modifiers.length === 0) return false;
  const widenings: Readonly<Record<string, readonly string[]>> = {
    integer: ['smallint'],
    bigint: ['smallint', 'integer'],
    numeric: ['smallint', 'integer', 'bigint'],
    'double precision': ['smallint', 'integer', 'real'],
    'timestamp without time zone': ['date'],
    'timestamp with time zone': ['date', 'timestamp without time zone'],
  };
  return !(next.modifiers.length === 0 && (widenings[next.name]?.includes(old.name) ?? false));
}
