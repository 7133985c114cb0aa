import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { type Pair, pairOf, swap } from '../../src/diff/pair.ts';
import { loadGrammar } from '../../src/grammar/index.ts';
import { base, type Model } from '../../src/model/model.ts';
import { plan } from '../../src/operations/plan.ts';
import { planJson } from '../../src/output/plan/json.ts';
import { renderPlanMarkdown } from '../../src/output/plan/markdown.ts';
import { renderPlanAs } from '../../src/output/plan/render.ts';
import { summarize, summaryText } from '../../src/output/plan/summary.ts';
import { renderPlanText } from '../../src/output/plan/text.ts';
import type { PlanView } from '../../src/output/plan/view.ts';
import { plain } from '../../src/output/style.ts';
import { planFor } from '../../src/release/generated.ts';
import { projectAt } from '../../src/release/project.ts';
import { readSpecWithDocuments } from '../../src/spec/spec.ts';
import { unproven } from '../support/unproven.ts';

const learnr = projectAt(fileURLToPath(new URL('../../spec', import.meta.url)));

/** Without a word on its proof, which has tests of its own. */
async function planned(from: string, to: string): Promise<PlanView> {
  const { proof: _, ...view } = await plan(learnr, from, to, false, unproven);
  return view;
}

describe.each([80, 120])('LearnR at %i columns', (width) => {
  it.each([
    ['002', '003'],
    ['002', '001'],
  ])('%s to %s', async (from, to) => {
    const text = renderPlanText(await planned(from, to), plain, width);
    await expect(text).toMatchFileSnapshot(`golden/learnr-${from}-${to}.${width}.txt`);
    // Words are wrapped; SQL is not, and stands behind a margin of six.
    const words = text.split('\n').filter((line) => !/^ +\d+ {2}|^ {6}/.test(line));
    expect(Math.max(...words.map((line) => line.length))).toBeLessThanOrEqual(width);
  });
});

it('LearnR as Markdown', async () => {
  const text = renderPlanMarkdown(await planned('002', '001'));
  await expect(text).toMatchFileSnapshot('golden/learnr-002-001.markdown.txt');
});

it('LearnR as JSON', async () => {
  const json = planJson(await planned('001', '002'));
  expect(json).toMatchObject({
    from: { name: '001_initial_schema', number: 1, title: 'initial schema' },
    to: { name: '002_v2_1_features', number: 2, title: 'v2.1 features' },
    postgresql: 15,
    summary: { table: { add: 11, change: 1, drop: 0, rename: 0 } },
    losses: [],
    hints: [],
  });
  expect(json.changes).toContainEqual({
    type: 'add',
    kind: 'column',
    id: 'column public.user_responses.session_id',
    description: '+ column public.user_responses.session_id uuid',
  });
  const [step] = json.batches[0]?.steps ?? [];
  expect(Object.keys(step ?? {})).toEqual(['sql', 'cause', 'hazards', 'timeouts']);
  // Nothing of the program's insides: JSON and back is the same.
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
});

describe('any plan', () => {
  let read: (spec: string) => Model;
  beforeAll(async () => {
    const grammar = await loadGrammar();
    read = (spec) =>
      readSpecWithDocuments([{ path: 'a.yaml', bytes: new TextEncoder().encode(spec) }], grammar).model;
  });

  const viewOf = (pair: Pair): PlanView => ({
    from: { name: '001_one', number: 1, title: 'one' },
    to: { name: 'working' },
    changes: diff(pair),
    plan: planFor(pair),
  });

  it('says so where there is nothing to do', () => {
    const view = viewOf(pairOf(base, base));
    expect(renderPlanText(view, plain, 80)).toBe('Nothing to do: 001 one → working.\n');
    expect(renderPlanMarkdown(view)).toBe('**Nothing to do:** `001 one` → `working`.\n');
    expect(renderPlanAs('sql', view, plain, 80)).toContain('-- nothing to do');
    expect(JSON.parse(renderPlanAs('json', view, plain, 80))).toMatchObject({ changes: [], batches: [] });
  });

  it('names what it destroys, and the rename that it may be meant to be', () => {
    const before = read('tables:\n  people: {columns: {id: integer, nickname: text, bio: text}}\n');
    const after = read('tables:\n  people: {columns: {id: integer, handle: text}}\n');
    const view = viewOf(pairOf(before, after));
    const text = renderPlanText(view, plain, 80);
    expect(text).toContain(
      'This plan destroys data: 2 columns\n  ! column public.people.bio\n  ! column public.people.nickname\n',
    );
    const renamed = renderPlanText(
      viewOf(pairOf(read('tables:\n  people: {columns: {id: integer, nickname: text}}\n'), after)),
      plain,
      80,
    );
    expect(renamed).toContain(
      'hint: column public.people.nickname is dropped and column public.people.handle\n      added. If that is a rename, write under column public.people.handle:\n        renamed_from: nickname\n',
    );
    const markdown = renderPlanMarkdown(view);
    expect(markdown).toContain('| column | `public.people.bio` |');
    expect(planJson(view).losses).toEqual([
      { kind: 'column', name: 'public.people.bio' },
      { kind: 'column', name: 'public.people.nickname' },
    ]);
  });

  it('says in a line that owner and privileges are kept; the script has the SQL for that', () => {
    const view = viewOf(
      pairOf(
        read('tables: {t: {columns: {a: integer}}}\nviews: {"v\\n1": SELECT a FROM t}\n'),
        read('tables: {t: {columns: {a: bigint}}}\nviews: {"v\\n1": SELECT a FROM t}\n'),
      ),
    );
    for (const text of [renderPlanText(view, plain, 80), renderPlanMarkdown(view)]) {
      expect(text).toContain('-- owner and privileges of VIEW "v 1" are kept (see --format sql)\n');
      expect(text).toContain('-- owner and privileges of VIEW "v 1" are restored (see --format sql)\n');
      expect(text).not.toContain('aclexplode');
    }
    expect(renderPlanAs('sql', view, plain, 80)).toContain('aclexplode');
    expect(renderPlanAs('json', view, plain, 80)).toContain('aclexplode');
  });

  it('keeps hostile names from being anything but names', () => {
    const spec = "tables:\n  'a|b`c``d\"; DROP TABLE x; -- <b>': {columns: {'```': text}}\n";
    const markdown = renderPlanMarkdown(viewOf(swap(pairOf(base, read(spec)))));
    expect(markdown).toContain('| table | ```public."a\\|b`c``d""; DROP TABLE x; -- <b>"``` |');
    const forward = renderPlanMarkdown(viewOf(pairOf(base, read(spec))));
    expect(forward).toContain('\n````sql\n');
    expect(forward).toContain('\n````\n\n</details>\n');
  });

  it('counts objects once', () => {
    const before = read(
      'tables:\n  a: {columns: {x: text}}\n  b: {columns: {x: text}}\n  c: {columns: {x: text}}\nenums: {e: [x]}\n',
    );
    const after = read(
      'tables:\n  a: {comment: x, columns: {x: text, y: text}}\n  b2: {renamed_from: b, columns: {x: integer}}\n  c2: {renamed_from: c, columns: {x: text}}\n  d: {columns: {x: text}}\nviews: {v: SELECT 1 AS x, w: SELECT 2 AS x}\n',
    );
    expect(summaryText(summarize(diff(pairOf(before, after))))).toBe(
      '1 table to add, 2 to change, 0 to drop, 1 to rename; 1 enum to drop; 2 views to add',
    );
  });

  it('shows the parts of a table below it, also of one that is renamed', () => {
    const before = read('tables:\n  a: {columns: {x: text, gone: text}}\n');
    const after = read('tables:\n  b: {renamed_from: a, columns: {x: integer, y: text}}\n');
    expect(renderPlanText(viewOf(pairOf(before, after)), plain, 80)).toContain(
      '\n  > table public.a → b\n      - column gone\n      ~ column x: type text → integer\n      + column y text\n',
    );
  });
});
