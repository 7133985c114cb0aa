import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Change } from '../diff/change.ts';
import type { Pair } from '../diff/pair.ts';
import type { Loss, Plan } from '../plan/plan.ts';
import { isSlug, titleFromSlug } from '../release/file-name.ts';

/** What a person says about a release. */
export type ReleaseRequest = {
  readonly slug: string;
  /** The slug in words where there is none. */
  readonly title: string | undefined;
  readonly allowDataLoss: boolean;
};

export function titleOf({ slug, title }: ReleaseRequest): string {
  return title?.trim() ?? titleFromSlug(slug);
}

export function checkRequest(request: ReleaseRequest): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (!isSlug(request.slug)) {
    diagnostics.push({
      code: 'slug-invalid',
      message: `${JSON.stringify(request.slug)} cannot be part of a file name here`,
      help: `Use lower-case letters, digits, _ and -, and begin with a letter or digit, such as ${suggestion(request.slug)}.`,
    });
  }
  if (!/^[^\p{Cc}\u2028\u2029]+$/u.test(titleOf(request)) && isSlug(request.slug)) {
    diagnostics.push({
      code: 'title-invalid',
      message: 'the title is not one line of text',
      help: 'Give a short title on one line, or leave --title out: then it is the slug in words.',
    });
  }
  return diagnostics;
}

function suggestion(slug: string): string {
  const words =
    slug
      .toLowerCase()
      .normalize('NFKD')
      .match(/[a-z0-9]+/g) ?? [];
  return words.length === 0 ? 'quiz_sessions' : words.join('_');
}

/** @param changes what the diff of the pair is */
export function refuseNothing({ previous, next }: Pair, changes: readonly Change[]): readonly Diagnostic[] {
  if (changes.length > 0 || previous.postgresql !== next.postgresql) return [];
  return [
    {
      code: 'nothing-to-release',
      message: 'there is nothing to release: the spec is what the newest release says',
      help: 'Edit the files under schema/ first; `learnr-schema plan` shows what a release would do.',
    },
  ];
}

/** One diagnostic for each table and column, with the rename that it may have been meant to be. */
export function refuseLosses({ losses, hints }: Plan, allowed: boolean): readonly Diagnostic[] {
  if (allowed) return [];
  return losses.map(({ kind, name, id }: Loss) => {
    const hint = hints.find(({ dropped }) => dropped === id);
    const rename =
      hint === undefined ? '' : ` If it was renamed, write \`${hint.line}\` under ${hint.added}.`;
    return {
      code: 'data-loss' as const,
      message: `this release would destroy ${kind} ${name} with what is in it`,
      help: `If that is what you want, add --allow-data-loss.${rename}`,
    };
  });
}
