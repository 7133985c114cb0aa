import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Model } from '../../../src/model/model.ts';
import { readSpec } from '../../../src/spec/spec.ts';
import { modelOf } from '../../support/model.ts';
import { grammar } from '../helpers.ts';
import { expectRoundTrip } from './laws.ts';

const root = new URL('../../../', import.meta.url);

function textOf(model: Model): string {
  return expectRoundTrip(model)
    .map(({ name, text }) => `# ---- ${name}\n${text}`)
    .join('\n');
}

test('one of everything', async () => {
  const spec = readFileSync(new URL('test/spec/cases/valid/everything.yaml', root), 'utf8');
  await expect(textOf(modelOf(spec))).toMatchFileSnapshot('golden/everything.yaml');
});

/** As a server prints what it has: queries over several lines, bodies with the line ends and the indentation of a migration. */
const live = String.raw`
schemas: {reporting: {comment: What managers look at}}
enums:
  country: [${['AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AQ', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'NO'].map((code) => `"${code}"`).join(', ')}]
  answer: ["yes", "no", "1", "null"]
functions:
  set_updated_at():
    returns: trigger
    language: plpgsql
    as: "\nBEGIN\n  NEW.updated_at = now();\n\n  RETURN NEW;\nEND;\n"
    comment: Called by triggers of every table that has updated_at
  indented():
    returns: trigger
    language: plpgsql
    as: "\n        BEGIN\n            RETURN NEW;\n        END;\n        "
  windows():
    returns: void
    language: plpgsql
    as: "BEGIN\r\n  NULL;\r\nEND;\r\n"
  "search(pattern text, OUT id integer, OUT name text, lim integer DEFAULT 10)":
    returns: setof record
    language: sql
    set: {search_path: "''", statement_timeout: "'5s'"}
    rows: 20
    as: " SELECT id, name FROM people WHERE name LIKE pattern LIMIT lim; "
tables:
  people:
    comment: >-
      Everybody who ever wrote to us: customers, suppliers, and those who only asked a question once; kept for ten years
      because of the tax office, then removed by the job "purge" # see the manual
    columns:
      id: {type: bigint, identity: by default, primary_key: true}
      name: {type: text, not_null: true, comment: "As they write it: first name first"}
      email: {type: varchar(255), unique: true, check: "((email)::text ~~ '%@%'::text)"}
      settings: {type: jsonb, not_null: true, default: "'{\"theme\": \"dark\"}'::jsonb"}
      state: {type: varchar(20), default: "'new'::character varying", check: "((state)::text = ANY (ARRAY['new'::text, 'active'::text, 'blocked'::text, 'gone'::text, 'forgotten'::text]))"}
      country: {type: country, default: "'NO'::country"}
      y: integer
      "no": boolean
      balance: {type: "numeric(12,2)", default: -1}
      updated_at: timestamptz
    indexes:
      idx_people_y: "y"
      idx_people_name: {on: [{expression: lower(name), opclass: text_pattern_ops}], where: (updated_at IS NOT NULL)}
      idx_people_country: {on: [country, {column: updated_at, order: desc}], unique: true}
    triggers:
      people_updated_at: {timing: before, events: [insert, {update: [name, email]}], for_each: row, execute: set_updated_at()}
views:
  named: SELECT id FROM people
  blocked:
    query: "SELECT id,\n    name,\n    email\n   FROM people\n  WHERE ((state)::text = 'blocked'::text)"
    comment: Who cannot log in
  reporting.people_by_country_and_state: SELECT country, state, count(*) AS n FROM people WHERE updated_at > now() - interval '1 year' GROUP BY country, state
`;

test('what a server has', async () => {
  await expect(textOf(modelOf(live))).toMatchFileSnapshot('golden/live.yaml');
});

test("LearnR's spec is written as it was by hand, but for the order and one pair of quotes", () => {
  const folder = new URL('spec/schema/', root);
  const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const files = texts.map((text, position) => ({
    path: `${position}`,
    bytes: new TextEncoder().encode(text),
  }));
  const [written, ...others] = expectRoundTrip(readSpec(files, grammar));
  const byHand = texts
    .join('')
    .replace("'Session lifecycle: start, pause, end (Epic 4, Story 4.1)'", (quoted) =>
      quoted.replaceAll("'", '"'),
    );
  expect(others).toEqual([]);
  expect(linesOf(written?.text ?? '')).toEqual(linesOf(byHand));
});

/** The lines of all objects, sorted. */
function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('  '))
    .sort();
}
