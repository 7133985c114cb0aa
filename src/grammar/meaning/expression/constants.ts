import { type Fields, isFields } from '../../tree.ts';
import { constant } from '../convert.ts';
import { type Term, typed, unknown, untyped } from '../term.ts';
import { simpleType } from '../type.ts';

/** make_const() in parse_node.c. Empty texts, zeros and false are left out of the tree. */
export function constantNode(fields: Fields): Term {
  const { isnull, ival, fval, boolval, sval } = fields;
  if (isnull === true) return unknown(null);
  if (isFields(ival)) return constant('int4', String(ival['ival'] ?? 0));
  if (isFields(fval)) return number(String(fval['fval'] ?? ''));
  if (isFields(boolval)) return constant('bool', String(boolval['boolval'] === true));
  if (isFields(sval)) return unknown(String(sval['sval'] ?? ''));
  const { bsval } = fields;
  const bits = isFields(bsval) ? String(bsval['bsval'] ?? '') : '';
  return bits.startsWith('b') ? constant('bit', bits.slice(1)) : untyped(['bits', bits]);
}

const largestBigint = 2n ** 63n - 1n;

/** Whole numbers beyond integer are bigint as long as they fit. */
function number(text: string): Term {
  const whole = /^-?\d+$/.test(text) ? BigInt(text) : undefined;
  const fits = whole !== undefined && whole <= largestBigint && whole >= -largestBigint - 1n;
  return constant(fits ? 'int8' : 'numeric', text);
}

const valueTypes: Readonly<Record<string, string>> = {
  SVFOP_CURRENT_DATE: 'date',
  SVFOP_CURRENT_TIME: 'timetz',
  SVFOP_CURRENT_TIMESTAMP: 'timestamptz',
  SVFOP_LOCALTIME: 'time',
  SVFOP_LOCALTIMESTAMP: 'timestamp',
  SVFOP_CURRENT_ROLE: 'name',
  SVFOP_CURRENT_USER: 'name',
  SVFOP_USER: 'name',
  SVFOP_SESSION_USER: 'name',
  SVFOP_CURRENT_CATALOG: 'name',
  SVFOP_CURRENT_SCHEMA: 'name',
};

/** CURRENT_TIMESTAMP and its like, which are printed as they are written. */
export function valueFunction(fields: Fields): Term {
  const { op, typmod } = fields;
  const precise = String(op).endsWith('_N');
  const type = valueTypes[String(op)];
  return typed(
    ['value', String(op), precise ? Number(typmod ?? 0) : null],
    type === undefined ? undefined : simpleType(type),
  );
}
