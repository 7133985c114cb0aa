import { integer, routine, sql, text, type } from '../build.ts';
import { type Goldens, lines } from './golden.ts';

const long = Array.from(
  { length: 8 },
  (_, count) => ({ mode: 'in', name: `argument_${count}`, type: integer }) as const,
);

export const routines: Goldens<'create_routine'> = {
  create_routine: [
    [
      {
        kind: 'create_routine',
        orReplace: true,
        routine: routine('touch', {
          language: 'plpgsql',
          returns: { kind: 'type', type: type('trigger'), setOf: false },
          body: { kind: 'string', text: '\nBEGIN\n  NEW.updated_at := now();\n  RETURN NEW;\nEND\n' },
        }),
      },
      lines(
        'CREATE OR REPLACE FUNCTION touch()',
        'RETURNS trigger',
        'LANGUAGE plpgsql',
        'AS $$',
        'BEGIN',
        '  NEW.updated_at := now();',
        '  RETURN NEW;',
        'END',
        '$$',
      ),
    ],
    [
      {
        kind: 'create_routine',
        orReplace: false,
        routine: routine('Search', {
          schema: 'app',
          arguments: [
            { mode: 'in', name: 'query', type: text },
            { mode: 'in', type: integer, default: sql('10 -- enough') },
            { mode: 'variadic', name: 'order', type: { ...text, array: true }, default: sql("'{}'::text[]") },
          ],
          returns: {
            kind: 'table',
            columns: [
              { name: 'id', type: integer },
              { name: 'Rank', type: type('real') },
            ],
          },
          volatility: 'stable',
          strict: true,
          leakproof: true,
          securityDefiner: true,
          parallel: 'safe',
          cost: '10',
          rows: '5',
          set: [
            { name: 'TimeZone', value: "'UTC'" },
            { name: 'search_path', value: 'app, pg_temp' },
          ],
          body: { kind: 'string', text: 'SELECT 1, $$2$$::real' },
        }),
      },
      lines(
        'CREATE FUNCTION app."Search"(',
        '  query text,',
        '  integer DEFAULT (10 -- enough',
        '),',
        `  VARIADIC "order" text[] DEFAULT '{}'::text[]`,
        ')',
        'RETURNS TABLE (id integer, "Rank" real)',
        'LANGUAGE sql',
        'STABLE STRICT LEAKPROOF SECURITY DEFINER PARALLEL SAFE COST 10 ROWS 5',
        "SET TimeZone = 'UTC'",
        'SET search_path = app, pg_temp',
        'AS $function$SELECT 1, $$2$$::real$function$',
      ),
    ],
    [
      {
        kind: 'create_routine',
        orReplace: false,
        routine: routine('sum', {
          arguments: long,
          returns: { kind: 'type', type: integer, setOf: true },
          volatility: 'immutable',
          body: { kind: 'sql', sql: sql('RETURN argument_0 -- the first') },
        }),
      },
      lines(
        'CREATE FUNCTION sum(',
        long.map(({ name }) => `  ${name} integer`).join(',\n'),
        ')',
        'RETURNS SETOF integer',
        'LANGUAGE sql',
        'IMMUTABLE',
        'RETURN argument_0 -- the first\n',
      ),
    ],
    [
      {
        kind: 'create_routine',
        orReplace: false,
        routine: routine('p', {
          kind: 'procedure',
          arguments: [
            { mode: 'inout', name: 'a', type: integer },
            { mode: 'out', name: 'b', type: integer },
          ],
          body: { kind: 'sql', sql: sql('BEGIN ATOMIC\n  SELECT 1;\nEND') },
        }),
      },
      lines(
        'CREATE PROCEDURE p(INOUT a integer, OUT b integer)',
        'LANGUAGE sql',
        'BEGIN ATOMIC',
        '  SELECT 1;',
        'END',
      ),
    ],
  ],
};
