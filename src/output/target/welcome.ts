import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { columnsOf } from '../wrap.ts';
import { duration } from './duration.ts';
import type { MovedView } from './moved.ts';
import { type ReleaseView, releaseLabel } from './names.ts';

/** The embedded database of a project, with every release applied. */
export type StartedView = {
  readonly moved: MovedView;
  readonly applied: readonly (ReleaseView & { readonly appliedAt: Date })[];
  readonly tables: number;
  /** Where it is whenever its server runs. */
  readonly url: string;
};

/** What `npm start` ends with. */
export function renderWelcome(started: StartedView, style: Style): string {
  return [
    style.bold(style.green(news(started))),
    '',
    ...releases(started, style),
    '',
    'The database stays, and its server has stopped. To keep it running in this terminal, and connect from another:',
    '',
    ...table(
      [
        ['npx learnr-schema postgres', 'on a Unix socket; --port 5433 for programs that know none'],
        [`psql "${started.url}"`, ''],
      ],
      style,
    ),
    '',
    'To try next, edit a file under spec/schema/, such as a column more, and then:',
    '',
    ...table(
      [
        ['npx learnr-schema plan', 'what would change, and its SQL'],
        ['npx learnr-schema release my_change', 'freeze it as the next release, with the way there and back'],
        ['npx learnr-schema apply --embedded', 'run it here, as npm start does'],
        ['npx learnr-schema rollback --embedded', 'and back'],
      ],
      style,
    ),
  ].join('\n');
}

function news({ moved, applied, tables }: StartedView): string {
  const all = `${plural(applied.length, 'release')}, ${plural(tables, 'table')}`;
  return moved.releases.length === 0
    ? `Up to date: ${all}.`
    : `Applied ${plural(moved.releases.length, 'release')} in ${duration(moved.milliseconds)}. Now there: ${all}.`;
}

function releases({ applied }: StartedView, style: Style): readonly string[] {
  const width = Math.max(0, ...applied.map(({ title }) => columnsOf(title)));
  return applied.map(({ number, title, appliedAt }) => {
    const space = ' '.repeat(width - columnsOf(title));
    return `  ${style.bold(releaseLabel(number))}  ${title}${space}  ${style.dim(`applied ${appliedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`)}`;
  });
}

/** Commands with what they do, in two columns; a command that is too long for its own stands alone. */
function table(rows: readonly (readonly [string, string])[], style: Style): readonly string[] {
  const width = Math.max(...rows.filter(([, what]) => what !== '').map(([command]) => command.length));
  return rows.map(([command, what]) => {
    const space = what === '' ? '' : ' '.repeat(width - command.length + 3);
    return `  ${style.cyan(command)}${space}${style.dim(what)}`;
  });
}
