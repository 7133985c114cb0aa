import type { WindowFinding } from '../../proof/ledger/lock-windows.ts';
import type { Observation } from '../../proof/observers/observation.ts';
import { isRefuted, type Pass, type Proof } from '../../proof/proof.ts';
import { plural } from '../words.ts';
import { withoutHome } from './names.ts';

/** A line of a verdict: whether something holds, what it is about, and what was found. */
export type VerdictLine = {
  readonly sign: 'holds' | 'fails' | 'note';
  readonly about: string;
  readonly text: string;
};

/** Everything that a proof says, in lines: what speaks against the plan, what holds, and what nobody looked at. */
export function verdictLines(proof: Proof): readonly VerdictLine[] {
  if (proof.unbuilt !== undefined) {
    const { schema, words, statement } = proof.unbuilt;
    const line = statement.replace(/\s+/g, ' ');
    return [
      fails(
        'build',
        `the server does not take the ${schema} schema: ${words}, in ${line.length > 120 ? `${line.slice(0, 119)}…` : line}`,
      ),
    ];
  }
  return [
    ...proof.passes.flatMap(passLines),
    ...irreversibleLines(proof),
    ...windowLines(proof.passes),
    ...proof.rowProblems.map(({ table, column, constraint, reason }) =>
      note(
        'rows',
        `${[withoutHome(table), column ?? constraint].filter((part) => part !== undefined).join('.')}: ${reason}`,
      ),
    ),
    ...notObserved(proof.passes),
  ];
}

function irreversibleLines({ irreversible }: Proof): readonly VerdictLine[] {
  if (irreversible === undefined) return [];
  const { step, words } = irreversible;
  return [
    note(
      'no way back',
      `while there are rows: step ${step} of the way back fails, ${words}. It was run without rows`,
    ),
  ];
}

function passLines(pass: Pass): readonly VerdictLine[] {
  const { direction, failure, differences, columnOrder, rows } = pass;
  if (failure !== undefined) return [fails(direction, `failed at step ${failure.step}: ${failure.words}`)];
  const lost = rows?.lost ?? [];
  const wrong = [
    ...differences.map((difference) => fails(direction, difference)),
    ...pass.observations.flatMap(({ observer, differences: found }) =>
      found.map((difference) => fails(direction, `${observer} finds ${difference}`)),
    ),
    ...lost.map(({ table, row, column, before, after }) =>
      fails(
        direction,
        column === undefined
          ? `a row of ${withoutHome(table)} is lost: ${row}`
          : `${withoutHome(table)}.${column} of the row ${row} was ${shown(before)} and is ${shown(after)}`,
      ),
    ),
  ];
  const summary = isRefuted({ ...pass, windows: [] })
    ? []
    : [{ sign: 'holds', about: direction, text: summaryOf(pass) } as const];
  return [
    ...wrong,
    ...summary,
    ...columnOrder.map((table) =>
      note(direction, `the columns of ${withoutHome(table)} are in another order`),
    ),
    ...(rows?.unrestorable ?? []).map((name) => note(direction, `cannot restore ${withoutHome(name)}`)),
    ...(rows?.unchecked ?? []).map(({ column, reason }) =>
      note(direction, `values of ${withoutHome(column)} were not compared: ${reason}`),
    ),
  ];
}

function shown(value: string | null): string {
  return value === null ? 'NULL' : JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
}

function summaryOf({ observations, rows, ledger }: Pass): string {
  const agreeing = observations.filter(({ status }) => status === 'agrees').map(({ observer }) => observer);
  const judges = ['the catalog', ...agreeing];
  const kept =
    rows === undefined || rows.tables === 0
      ? ''
      : `; ${plural(rows.checked, 'row')} of ${plural(rows.tables, 'table')} kept`;
  return `${plural(ledger.steps.length, 'step')}; as built afresh, say ${listOf(judges)}${kept}`;
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const works = {
  'lock-window-rewrite': 'a rewrite',
  'lock-window-scan': 'a scan',
  'lock-window-index-build': 'an index build',
} as const satisfies Record<WindowFinding['code'], string>;

function windowLines(passes: readonly Pass[]): readonly VerdictLine[] {
  const both = passes.filter(({ direction }) => direction !== 'forward again');
  const all = both.flatMap(({ direction, windows }) => windows.map((finding) => ({ direction, finding })));
  if (all.length === 0 && both.every(({ failure }) => failure === undefined))
    return [
      { sign: 'holds', about: 'lock window', text: 'nobody waits for a scan, a rewrite or an index build' },
    ];
  return all.map(({ direction, finding }) => {
    const { relation, lock, code, since, during, declared, blocks, on } = finding;
    const steps = since === during ? `step ${during}` : `steps ${since} to ${during}`;
    const work = `${works[code]} of ${on.map(withoutHome).join(', ')}`;
    const text = `${direction}, ${steps}: ${withoutHome(relation)} is held in ${lock}, which blocks ${blocks.reads ? 'readers and writers' : 'writers'}, across ${work}`;
    return declared
      ? note('lock window', `${text}, as the plan says`)
      : fails('lock window', `${text} [${code}]`);
  });
}

/** Of each observer once: what it cannot see, or why it saw nothing. */
function notObserved(passes: readonly Pass[]): readonly VerdictLine[] {
  const texts = new Set(passes.flatMap(({ observations }) => observations.flatMap(gapsOf)));
  return [...texts].map((text) => note('not observed', text));
}

function gapsOf(observation: Observation): readonly string[] {
  if ('reason' in observation) return [`by ${observation.observer}: ${observation.reason}`];
  return observation.notObserved.map(({ kind, attribute, elements }) => {
    const what =
      attribute === 'exists' ? kind.replaceAll('_', ' ') : `${attribute} of ${kind.replaceAll('_', ' ')}`;
    return `by ${observation.observer}: ${what} (${elements.length === 1 ? elements[0] : plural(elements.length, 'time')})`;
  });
}

function fails(about: string, text: string): VerdictLine {
  return { sign: 'fails', about, text };
}

function note(about: string, text: string): VerdictLine {
  return { sign: 'note', about, text };
}

/** `proven on PostgreSQL 18.4 in 1.2 s` */
export function verdictTitle(proof: Proof, cached: boolean): string {
  const where = `on PostgreSQL ${proof.server}`;
  const when = cached ? 'before, unchanged since' : `in ${(proof.milliseconds / 1000).toFixed(1)} s`;
  return `${proof.proven ? 'proven' : 'refuted'} ${where} ${when}`;
}
