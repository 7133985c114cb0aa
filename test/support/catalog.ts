import type { Client } from 'pg';

/**
 * Everything that the model covers, as the server itself prints it: one line a thing, sorted. Two databases with equal lines have equal
 * schemas. It shares nothing with the code under test. The order of a table's columns is left out: no ALTER TABLE changes it.
 */
export async function catalogOf(client: Client): Promise<readonly string[]> {
  const result = await client.query<{ line: string }>(`
    WITH namespaces AS (
      SELECT oid, nspname FROM pg_namespace
      WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'learnr_schema')
    ), owned AS (
      SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
    ), relations AS (
      SELECT c.*, n.nspname, format('%I.%I', n.nspname, c.relname) AS full_name FROM pg_class c
      JOIN namespaces n ON n.oid = c.relnamespace
      WHERE NOT EXISTS (SELECT FROM owned o WHERE o.classid = 'pg_class'::regclass AND o.objid = c.oid)
    ), lines AS (
      SELECT format('schema %I', nspname) AS line FROM namespaces
      UNION ALL
      SELECT format('extension %I in %I version %s', extname, n.nspname, extversion)
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname <> 'plpgsql'
      UNION ALL
      SELECT format('relation %s kind %s persistence %s options %s acl %s', full_name, relkind, relpersistence, reloptions, relacl)
      FROM relations WHERE relkind IN ('r', 'v', 'm', 'S')
      UNION ALL
      SELECT format('column %s.%I type %s not null %s default %s identity %s generated %s collation %s', r.full_name, a.attname,
        format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated,
        CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END)
      FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE r.relkind IN ('r', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
      UNION ALL
      SELECT format('constraint %I on %s: %s validated %s', conname, coalesce(r.full_name, t.typname), pg_get_constraintdef(k.oid), convalidated)
      FROM pg_constraint k LEFT JOIN relations r ON r.oid = k.conrelid LEFT JOIN pg_type t ON t.oid = k.contypid
      JOIN namespaces n ON n.oid = k.connamespace WHERE contype NOT IN ('n', 't')
      UNION ALL
      SELECT format('index %s valid %s replica %s', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisreplident)
      FROM pg_index i JOIN relations r ON r.oid = i.indrelid WHERE r.relkind IN ('r', 'm')
      UNION ALL
      SELECT format('trigger %s enabled %s', pg_get_triggerdef(t.oid), t.tgenabled)
      FROM pg_trigger t JOIN relations r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
      UNION ALL
      SELECT format('view %s: %s', r.full_name, pg_get_viewdef(r.oid)) FROM relations r WHERE r.relkind IN ('v', 'm')
      UNION ALL
      SELECT format('routine %s acl %s owner %s', pg_get_functiondef(p.oid), p.proacl, p.proowner::regrole)
      FROM pg_proc p JOIN namespaces n ON n.oid = p.pronamespace
      WHERE p.prokind IN ('f', 'p') AND NOT EXISTS (SELECT FROM owned o WHERE o.classid = 'pg_proc'::regclass AND o.objid = p.oid)
      UNION ALL
      SELECT format('enum %I.%I: %s', n.nspname, t.typname, string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder))
      FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN namespaces n ON n.oid = t.typnamespace GROUP BY t.oid, n.nspname, t.typname
      UNION ALL
      SELECT format('domain %I.%I: %s not null %s default %s collation %s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod),
        t.typnotnull, t.typdefault, t.typcollation::regcollation)
      FROM pg_type t JOIN namespaces n ON n.oid = t.typnamespace
      WHERE t.typtype = 'd' AND NOT EXISTS (SELECT FROM owned o WHERE o.classid = 'pg_type'::regclass AND o.objid = t.oid)
      UNION ALL
      SELECT format('sequence %s: %s start %s increment %s min %s max %s cache %s cycle %s owned by %s', r.full_name, s.seqtypid::regtype,
        s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
        (SELECT format('%s.%I %s', d.refobjid::regclass, a.attname, d.deptype) FROM pg_depend d
         JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
         WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')))
      FROM pg_sequence s JOIN relations r ON r.oid = s.seqrelid
      UNION ALL
      SELECT format('comment on %s: %s', pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description)
      FROM pg_description d
      WHERE d.classoid IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass,
          'pg_trigger'::regclass, 'pg_namespace'::regclass, 'pg_extension'::regclass)
        AND d.objoid >= 16384 AND NOT EXISTS (SELECT FROM owned o WHERE o.classid = d.classoid AND o.objid = d.objoid)
    )
    SELECT line FROM lines ORDER BY line COLLATE "C"`);
  return result.rows.map((row) => row.line);
}
