import type { PreflightFinding, PreflightKind } from '../../output/preflight/finding.ts';
import { plural } from '../../output/words.ts';
import type { DataCheck, Subject } from './check.ts';

type Count = NonNullable<PreflightFinding['count']>;

/** What a check has found, as a sentence; never a value of a row. @param count absent where nobody could count */
export function messageOf({ what, subject }: DataCheck, count: Count | undefined): string {
  return words[subject.kind](what, count, subject as never);
}

type Words = {
  readonly [K in Subject['kind']]: (
    what: string,
    count: Count | undefined,
    subject: Extract<Subject, { kind: K }>,
  ) => string;
};

const words: Words = {
  null: (what, count) => `${what} becomes NOT NULL, and ${things(count, 'row')} ${has(count)} no value`,
  duplicate: (what, count) => `${what}: ${things(count, 'value')} ${stands(count)} in more than one row`,
  orphan: (what, count, { references }) =>
    `${what}: ${things(count, 'row')} ${refers(count)} to nothing in ${references}`,
  check: (what, count, { domain }) =>
    domain === undefined
      ? `${what}: ${things(count, 'row')} ${does(count)} not meet it`
      : `${what}: ${things(count, 'row')} ${does(count)} not meet a check of domain ${domain}`,
  overlap: (what, count) => `${what}: ${things(count, 'pair')} of rows ${excludes(count)} each other`,
  cut: (what, count, { type, silently }) =>
    silently
      ? `${what} becomes ${type}, and ${things(count, 'value')} ${is(count)} cut to fit`
      : `${what} becomes ${type}, and ${things(count, 'value')} ${does(count)} not fit`,
  conversion: (what, count, { type }) =>
    `${what} becomes ${type}, and ${things(count, 'value')} cannot be converted`,
  enum: (what, count, { type }) =>
    `${what}: ${things(count, 'row')} ${has(count)} a value that ${type} does not have then`,
};

/** `3 rows`, `more than 10,000 rows`, `some row` */
function things(count: Count | undefined, thing: string): string {
  if (count === undefined) return `some ${thing}`;
  const number = plural(count.number, thing).replace(/^\d+/, (digits) => grouped(Number(digits)));
  return count.more ? `more than ${number}` : number;
}

function grouped(number: number): string {
  return number.toLocaleString('en-US');
}

const isOne = (count: Count | undefined) => count === undefined || (count.number === 1 && !count.more);
const form = (one: string, several: string) => (count: Count | undefined) => (isOne(count) ? one : several);
const has = form('has', 'have');
const is = form('is', 'are');
const does = form('does', 'do');
const stands = form('stands', 'stand');
const refers = form('refers', 'refer');
const excludes = form('excludes', 'exclude');

/** What to do about findings of a kind that rows are found by. */
export const helpFor = {
  null: 'Give these rows a value, or give the column a backfill in the spec.',
  duplicate: 'Change or delete all but one of the rows that share a value.',
  orphan: 'Delete these rows, give them NULL, or add the rows that they refer to.',
  check: 'Correct these rows, or let the check allow them.',
  overlap: 'Change or delete one row of each pair.',
  cut: 'Shorten these values, or keep a type that holds them.',
  conversion: 'Correct these values, or say in the spec with "using" how they are converted.',
  enum: 'Give these rows another value, or keep the value in the enum.',
} as const satisfies Record<Extract<PreflightKind, Subject['kind']>, string>;
