import { type Asked, inScope, ownObject } from './scope.ts';

export type RoutineRow = {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'f' | 'p';
  readonly language: string;
  /** i, s, v */
  readonly volatility: 'i' | 's' | 'v';
  readonly strict: boolean;
  readonly security_definer: boolean;
  readonly leakproof: boolean;
  readonly parallel: 's' | 'r' | 'u';
  readonly cost: string;
  readonly rows: string;
  /** `name=value` */
  readonly config: readonly string[] | null;
  /** All arguments, those of RETURNS TABLE included; each of these arrays has an entry for every one. */
  readonly types: readonly number[];
  readonly type_texts: readonly string[];
  /** i, o, b, v, t */
  readonly modes: readonly ('i' | 'o' | 'b' | 'v' | 't')[] | null;
  readonly names: readonly string[] | null;
  readonly defaults: readonly (string | null)[] | null;
  readonly returns: number;
  readonly returns_text: string;
  readonly returns_set: boolean;
  readonly source: string;
  /** BEGIN ATOMIC … END or RETURN …; null where the body is a string. */
  readonly body: string | null;
};

export const routines = (asked: Asked) => `
SELECT p.oid, n.nspname AS schema, p.proname AS name, p.prokind AS kind, l.lanname AS language, p.provolatile AS volatility,
  p.proisstrict AS strict, p.prosecdef AS security_definer, p.proleakproof AS leakproof, p.proparallel AS parallel,
  p.procost::text AS cost, p.prorows::text AS rows, p.proconfig AS config, a.types,
  ARRAY(SELECT format_type(type, NULL) FROM unnest(a.types) WITH ORDINALITY u (type, position) ORDER BY position) AS type_texts,
  p.proargmodes::text[] AS modes, p.proargnames AS names,
  CASE WHEN p.pronargdefaults > 0 THEN ARRAY(SELECT pg_get_function_arg_default(p.oid, position)
    FROM generate_series(1, cardinality(a.types)) position ORDER BY position) END AS defaults,
  p.prorettype AS returns, format_type(p.prorettype, NULL) AS returns_text, p.proretset AS returns_set,
  p.prosrc AS source, CASE WHEN p.prosqlbody IS NOT NULL THEN pg_get_function_sqlbody(p.oid) END AS body
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
  CROSS JOIN LATERAL (SELECT coalesce(p.proallargtypes, p.proargtypes::oid[])) a (types)
WHERE p.prokind IN ('f', 'p') AND l.lanname NOT IN ('c', 'internal')
  AND ${inScope(asked, 'p.pronamespace')} AND ${ownObject('pg_proc', 'p.oid')}`;
