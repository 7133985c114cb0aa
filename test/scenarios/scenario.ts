import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** One change of a schema, tried both ways on real servers with rows in the tables. */
export type Scenario = {
  readonly name: string;
  /** What happens, as a sentence. */
  readonly title: string;
  /** Spec files. */
  readonly previous: string;
  readonly next: string;
  /** SQL that puts rows into the previous schema. */
  readonly rows: string;
  /** Majors that it runs on; all by default. */
  readonly majors: readonly number[];
  /** Names of what the plans say they destroy: `public.t`, `public.t.c`. */
  readonly lost: { readonly forward: readonly string[]; readonly backward: readonly string[] };
  /** Lines of the hints of the forward plan. */
  readonly hints: readonly string[];
  /** `public.t.c` → `public.t.d`: where values are found after the plan forward. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Columns whose values look different after the plan forward. */
  readonly converted: readonly string[];
};

const folder = new URL('cases/', import.meta.url);

export function readScenarios(): readonly Scenario[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => readScenario(file.replace(/\.yaml$/, '')));
}

function readScenario(name: string): Scenario {
  const given = parse(readFileSync(new URL(`${name}.yaml`, folder), 'utf8')) as Partial<Scenario> & {
    title: string;
  };
  return {
    name,
    title: given.title,
    previous: given.previous ?? '',
    next: given.next ?? '',
    rows: given.rows ?? '',
    majors: given.majors ?? [15, 16, 17, 18],
    lost: { forward: given.lost?.forward ?? [], backward: given.lost?.backward ?? [] },
    hints: given.hints ?? [],
    renamed: given.renamed ?? {},
    converted: given.converted ?? [],
  };
}
