import type { Finding } from '../../output/doctor/finding.ts';
import { plural } from '../../output/words.ts';
import { padded, stem } from '../../release/file-name.ts';
import type { Run } from '../journal/journal.ts';
import { journalProblems, position } from '../journal/position.ts';
import type { Check, Facts } from './facts.ts';

/** At which release the target is, and what is half done or does not fit. */
export const checkJournal: Check = async (_, facts) => journalFindings(facts);

export function journalFindings(facts: Facts): readonly Finding[] {
  const { journal: state, project, holder } = facts;
  if (state.kind === 'unreadable')
    return state.problems.map(({ code, message, help }) => ({
      status: 'problem',
      code,
      title: message,
      help,
    }));
  if (state.kind === 'none') return [{ status: 'ok', title: 'no journal: this program has never run here' }];
  const { journal } = state;
  const problems = project === undefined ? [] : journalProblems(journal, project.releases);
  return [
    ...problems.map(
      ({ code, message, help }) => ({ status: 'problem', code, title: message, help }) as const,
    ),
    ...(journal.unfinished === undefined ? [] : [unfinished(journal.unfinished, holder !== undefined)]),
    ...(problems.length > 0 ? [] : [at(facts, position(journal))]),
  ];
}

function unfinished({ release, direction, steps, of, startedAt, startedBy }: Run, running: boolean): Finding {
  const done = [...steps.values()].filter(({ state }) => state === 'done').length;
  const title = `half way ${direction === 'forward' ? 'to' : 'back from'} release ${stem(release)}: ${done} of ${plural(of, 'step')} done`;
  const detail = [`begun ${startedAt.toISOString()} by ${startedBy}`];
  const command = direction === 'forward' ? 'apply' : 'rollback';
  if (running) return { status: 'warning', title, detail, help: 'Somebody is at it now: wait for them.' };
  return {
    status: 'problem',
    code: 'half-done',
    title,
    detail,
    help: `Finish it, which continues where it stopped: learnr-schema ${command} --steps 1`,
  };
}

function at({ journal: state, project }: Facts, number: number): Finding {
  const newest = state.kind === 'found' ? state.journal.releases.at(-1) : undefined;
  const title =
    newest === undefined ? 'at base: no release is applied' : `at ${padded(number)} ${newest.title}`;
  if (project === undefined) return { status: 'ok', title };
  const pending = project.releases.length - number;
  if (pending <= 0) return { status: 'ok', title: `${title}, the newest release` };
  return {
    status: 'ok',
    title: `${title}; ${plural(pending, 'release')} pending`,
    help: 'To go on: learnr-schema apply',
  };
}
