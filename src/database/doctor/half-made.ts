import type pg from 'pg';
import { objectsOf } from '../../model/element.ts';
import type { Model } from '../../model/model.ts';
import type { Finding } from '../../output/doctor/finding.ts';
import { plural } from '../../output/words.ts';
import { padded } from '../../release/file-name.ts';
import { journalProblems, position } from '../journal/position.ts';
import { visible } from '../target/visible.ts';
import type { Check, Facts, ProjectFacts } from './facts.ts';
import { type OtherProgram, otherProgram } from './other-programs.ts';
import { firstLines, list, verb } from './words.ts';

/**
 * Whether the tables that are there are those that the journal speaks of: where not, a run ends with "relation already exists" or
 * "does not exist".
 */
export const checkHalfMade: Check = async ({ client }, facts) => {
  const { project, journal } = facts;
  if (project === undefined || journal.kind === 'unreadable') return [];
  const at = journal.kind === 'found' ? position(journal.journal) : 0;
  // What is between two releases, or of others than those at hand, is said as such.
  if (journal.kind === 'found' && !isPlain(facts, project)) return [];
  const releases = await tablesOfReleases(project);
  const present = await presentTables(client, [...new Set(releases.flat())]);
  if (at > 0) return besideJournal(releases, present, at);
  return withoutJournal(releases, present, await otherProgram(client));
};

function isPlain({ journal: state }: Facts, project: ProjectFacts): boolean {
  if (state.kind !== 'found') return true;
  return (
    state.journal.unfinished === undefined && journalProblems(state.journal, project.releases).length === 0
  );
}

/** The tables at each release, the first at 0, by names that no two have. */
type Tables = readonly (readonly string[])[];

async function tablesOfReleases({ releases, at }: ProjectFacts): Promise<Tables> {
  const tables: string[][] = [];
  for (const { number } of releases) tables.push(tableNames(await at(number)));
  return tables;
}

function tableNames(model: Model): string[] {
  return objectsOf(model, 'table').map(({ schema, name }) => JSON.stringify([schema, name]));
}

async function presentTables(client: pg.Client, names: readonly string[]): Promise<ReadonlySet<string>> {
  const pairs = names.map((name) => JSON.parse(name) as [string, string]);
  const { rows } = await client.query<{ schema: string; name: string }>(
    `SELECT nspname AS schema, relname AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND (nspname, relname) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [pairs.map(([schema]) => schema), pairs.map(([, name]) => name)],
  );
  return new Set(rows.map(({ schema, name }) => JSON.stringify([schema, name])));
}

export function besideJournal(
  releases: Tables,
  present: ReadonlySet<string>,
  at: number,
): readonly Finding[] {
  const expected = releases[at - 1] ?? [];
  const missing = expected.filter((name) => !present.has(name));
  const early = [...new Set(releases.slice(at).flat())].filter(
    (name) => !expected.includes(name) && present.has(name),
  );
  return [
    ...(missing.length === 0
      ? [
          {
            status: 'ok',
            title: `${every(expected)} of release ${padded(at)} ${verb(expected.length, 'is', 'are')} there`,
          } as const,
        ]
      : [
          {
            status: 'problem',
            title: `${missing.length} of ${plural(expected.length, 'table')} of release ${padded(at)} ${verb(missing.length, 'is', 'are')} missing`,
            detail: [shownNames(missing)],
            help: 'Somebody dropped or renamed them. learnr-schema verify says all that differs.',
          } as const,
        ]),
    ...(early.length === 0
      ? []
      : [
          {
            status: 'problem',
            title: `${plural(early.length, 'table')} that pending releases make ${verb(early.length, 'is', 'are')} there already`,
            detail: [shownNames(early)],
            help: 'Another program made them, and learnr-schema apply would end with "relation already exists". Rename or drop them.',
          } as const,
        ]),
  ];
}

export function withoutJournal(
  releases: Tables,
  present: ReadonlySet<string>,
  other: OtherProgram | undefined,
): readonly Finding[] {
  const by = other === undefined ? [] : [looksLike(other)];
  if (present.size === 0)
    return [
      ...by.map(alone),
      {
        status: 'ok',
        title: 'none of the project’s tables is there yet',
        help: 'To make them: learnr-schema apply',
      },
    ];
  const counts = releases.map((names) => names.filter((name) => present.has(name)).length);
  const whole = releases.findLastIndex((names, index) => names.length > 0 && counts[index] === names.length);
  const closest = whole >= 0 ? whole : Math.max(0, counts.indexOf(Math.max(...counts)));
  const release = padded(closest + 1);
  const of = releases[closest] ?? [];
  const there = [...new Set(releases.flat())].filter((name) => present.has(name));
  const rest = there.filter((name) => !of.includes(name));
  const title =
    whole >= 0
      ? `${every(of)} of release ${release} ${verb(of.length, 'is', 'are')} there${rest.length === 0 ? '' : `, and ${plural(rest.length, 'table')} of later ones`}, and no journal`
      : `${counts[closest]} of ${plural(of.length, 'table')} of release ${release} ${verb(counts[closest] ?? 0, 'is', 'are')} there, and no journal`;
  return [
    {
      status: 'problem',
      title,
      detail: [
        ...by,
        ...firstLines(
          releases.length === 1
            ? []
            : releases.map(
                (names, index) =>
                  `release ${padded(index + 1)}: ${counts[index]} of ${plural(names.length, 'table')}`,
              ),
        ),
        ...(whole >= 0 ? [] : [`there: ${shownNames(there)}`]),
      ],
      help:
        whole >= 0 && rest.length === 0
          ? `learnr-schema apply would end with "relation already exists". Take over what is there: learnr-schema adopt (learnr-schema verify ${release} says whether anything differs).`
          : `An earlier run of something stopped half way, or another program made them. learnr-schema verify ${release} says what differs: complete that and run learnr-schema adopt, or drop the tables and run learnr-schema apply.`,
    },
  ];
}

function every({ length }: readonly string[]): string {
  return length === 1 ? 'the table' : `all ${plural(length, 'table')}`;
}

function looksLike({ program, schema, table, at }: OtherProgram): string {
  const version = at === undefined ? '' : ` at ${visible(at)}`;
  return `looks like ${program}${version}: its table ${schema === 'public' ? '' : `${visible(schema)}.`}${table} is there`;
}

/** A program that keeps a list of its own, and none of our tables: no obstacle, and worth knowing. */
function alone(title: string): Finding {
  return {
    status: 'warning',
    title,
    help: 'Make sure that this is the database of this project, and that only one of the two programs changes it.',
  };
}

function shownNames(names: readonly string[]): string {
  return list(
    names.map((name) => {
      const [schema, local] = JSON.parse(name) as [string, string];
      return visible(schema === 'public' ? local : `${schema}.${local}`);
    }),
  );
}
