import { describe, expect, it } from 'vitest';
import { base, type Major, majors } from '../../../src/model/model.ts';
import { type Observation, observeWithMigra, observeWithPgDump } from '../../../src/proof/observers/index.ts';
import { migraSees } from '../../../src/proof/observers/migra/sees.ts';
import { pgDumpSees } from '../../../src/proof/observers/pg-dump/sees.ts';
import type { Visibility, VisibilityTable } from '../../../src/proof/observers/visibility.ts';
import { observedPair } from './observed-pair.ts';
import { type Plant, planted } from './planted.ts';

/** A plant with where it stands in the tables, and what a difference must mention. */
type Planting = Plant & {
  readonly kind: string;
  readonly attribute: string;
  readonly title: string;
  readonly schema: string;
  readonly marker: string;
};

const plantings: readonly Planting[] = Object.entries(planted)
  .flatMap(([kind, attributes]) =>
    Object.entries(attributes as Record<string, readonly Plant[]>).flatMap(([attribute, plants]) =>
      plants.map((plant, number) => ({
        ...plant,
        kind,
        attribute,
        title: `${kind}.${attribute} ${number}${plant.what === undefined ? '' : ` (${plant.what})`}`,
      })),
    ),
  )
  .map((plant, number) => ({
    ...plant,
    schema: `plant_${number}_`,
    marker: plant.marker ?? `plant_${number}_`,
  }));

const inside = (major: Major) => plantings.filter(({ since }) => (since ?? 15) <= major);

/** Everything in one transaction: each plant in its own schema, one script for each of the two databases. */
function script(major: Major, side: 'from' | 'to'): string {
  const parts = inside(major).map(
    ({ schema, both, [side]: own }) =>
      `CREATE SCHEMA ${schema}; SET LOCAL search_path = ${schema}; SET LOCAL check_function_bodies = on; ${both};\n${own};`,
  );
  return `BEGIN;\n${parts.join('\n')}\nCOMMIT;`;
}

/** What the table says of a plant: the titles of those that are seen. */
function expected(table: VisibilityTable, major: Major): readonly string[] {
  return inside(major)
    .filter(({ kind, attribute, what }) => {
      const visibility = entry(table, kind, attribute);
      if (typeof visibility === 'string') return visibility === 'observed';
      return 'except' in visibility && !visibility.except.some((exception) => exception.what === what);
    })
    .map(({ title }) => title);
}

function entry(table: VisibilityTable, kind: string, attribute: string): Visibility<never> {
  const kinds = table as unknown as Record<string, Record<string, Visibility<never>>>;
  return kinds[kind]?.[attribute] as Visibility<never>;
}

function seen(observation: Observation, major: Major): readonly string[] {
  return inside(major)
    .filter(({ marker }) => observation.differences.some((difference) => difference.includes(marker)))
    .map(({ title }) => title);
}

function mentionsNothingPlanted(difference: string): boolean {
  return !plantings.some(({ marker }) => difference.includes(marker));
}

describe.each(majors)('differences planted on PostgreSQL %i', (major) => {
  it('are seen by both observers exactly where their tables say so', async () => {
    const pair = await observedPair(major, script(major, 'from'), script(major, 'to'));
    try {
      const migra = await observeWithMigra(...pair.urls, base);
      expect(migra.status).toBe('differs');
      expect(seen(migra, major)).toEqual(expected(migraSees, major));
      expect(migra.differences.filter(mentionsNothingPlanted)).toEqual([]);

      const dumps = await observeWithPgDump(...pair.urls, base);
      if (dumps.status === 'unavailable') {
        expect(dumps.reason).toContain(`the server is PostgreSQL ${major}, and`);
      } else {
        expect(dumps.status).toBe('differs');
        expect(seen(dumps, major)).toEqual(expected(pgDumpSees, major));
        expect(dumps.differences.filter(mentionsNothingPlanted)).toEqual([]);
      }
    } finally {
      await pair.drop();
    }
  });
});

describe.each([
  ['migra', migraSees],
  ['pg_dump', pgDumpSees],
] as const)('the table of %s', (_, table) => {
  it('says `never` of exactly what nothing can be planted for', () => {
    const never = attributesWhere(({ kind, attribute }) => entry(table, kind, attribute) === 'never');
    const bare = attributesWhere(
      ({ kind, attribute }) =>
        !plantings.some((planting) => planting.kind === kind && planting.attribute === attribute),
    );
    expect(never).toEqual(bare);
  });

  it('has a plant for each exception', () => {
    const missing = attributesWhere(({ kind, attribute }) => {
      const visibility = entry(table, kind, attribute);
      if (typeof visibility === 'string' || !('except' in visibility)) return false;
      return !visibility.except.every((exception) =>
        plantings.some(
          (planting) =>
            planting.kind === kind && planting.attribute === attribute && planting.what === exception.what,
        ),
      );
    });
    expect(missing).toEqual([]);
  });
});

function attributesWhere(holds: (place: { kind: string; attribute: string }) => boolean): readonly string[] {
  return Object.entries(planted).flatMap(([kind, attributes]) =>
    Object.keys(attributes)
      .filter((attribute) => holds({ kind, attribute }))
      .map((attribute) => `${kind}.${attribute}`),
  );
}
