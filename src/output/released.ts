import type { Released } from '../operations/release.ts';
import { padded } from '../release/file-name.ts';
import { type PlanJson, planJson } from './plan/json.ts';
import { summarize, summaryText } from './plan/summary.ts';
import { lossCounts } from './plan/text.ts';
import type { Style } from './style.ts';
import { hang, wrap } from './wrap.ts';

/** A release as `release --json` prints it. */
export type ReleasedJson = {
  readonly number: string;
  readonly slug: string;
  readonly title: string;
  readonly files: readonly string[];
  readonly plan: PlanJson;
};

export function releasedJson({ number, slug, title, files, view }: Released): ReleasedJson {
  return { number: padded(number), slug, title, files, plan: planJson(view) };
}

/** What was released, what was written, and what to do next. */
export function renderReleased({ number, title, files, view }: Released, style: Style, width: number): string {
  const { losses } = view.plan;
  return [
    wrap(`${style.bold(`Release ${padded(number)}`)} ${title}: ${summaryText(summarize(view.changes))}.`, width, 2),
    ...(losses.length === 0 ? [] : [hang(`${style.red('!')} `, `It destroys data: ${lossCounts(losses)}.`, width)]),
    ...files.map((file) => `  wrote ${file}`),
    wrap('Review the SQL, commit these files together with the spec, and run `learnr-schema apply`.', width),
    '',
  ].join('\n');
}
