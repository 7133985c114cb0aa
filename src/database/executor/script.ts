import type { Batch, Loss } from '../../plan/plan.ts';
import { comment, hazard, limitsOf } from '../../plan/script.ts';
import { stem } from '../../release/file-name.ts';
import type { Passage, ReleaseIdentity } from '../journal/passage.ts';
import {
  ensureJournalHere,
  freeLock,
  makeEntries,
  requirePosition,
  requireServer,
  runFinished,
  runStarted,
  stepDone,
  stepFinished,
  stepStarted,
  takeLock,
} from '../journal/script.ts';
import { type NumberedStep, numbered } from './steps.ts';

/** A script in paragraphs; its statements one by one are what a session runs. */
export type Script = readonly (readonly ScriptPart[])[];

export type ScriptPart = {
  /** `psql`: a command of psql itself, which no server understands. */
  readonly kind: 'comment' | 'psql' | 'statement';
  /** Without the end of its last line. */
  readonly text: string;
};

/**
 * What the executor would do, for psql: the same statements in the same transactions with the same timeouts, and the same entries in the
 * journal, so that where it stops the executor continues. What the executor decides while it runs, it leaves out: it tries each
 * batch once, and keeps nothing of what it destroys.
 *
 * @param at releases that the database must have, from 1 without a gap
 * @param passages the ways from there on
 */
export function journaledScript(
  at: readonly ReleaseIdentity[],
  passages: readonly Passage[],
  toolVersion: string,
): Script {
  if (passages.length === 0)
    return [[said(`Nothing to do: from ${named(at.at(-1))} there is nowhere to go.`)]];
  return [
    header(at, passages, toolVersion),
    // Where people have set otherwise for themselves.
    ['ON_ERROR_STOP on', 'ON_ERROR_ROLLBACK off', 'AUTOCOMMIT on'].map(
      (setting): ScriptPart => ({ kind: 'psql', text: `\\set ${setting}` }),
    ),
    session.map(statement),
    [
      said('Fails before it changes anything where the database is not where this starts.'),
      statement('BEGIN;'),
      statement(requireServer(Math.max(...passages.map(({ plan }) => plan.postgresql)))),
      statement(takeLock()),
      statement(ensureJournalHere(toolVersion)),
      statement(requirePosition(at, passages)),
      statement('COMMIT;'),
    ],
    [said('Entries of the journal, for this session.'), ...makeEntries(toolVersion).map(statement)],
    ...passages.flatMap(paragraphsOf),
    [statement(freeLock())],
  ];
}

/** The text of a script, ready for psql. */
export function scriptText(script: Script): string {
  return `${script.map((parts) => parts.map(({ text }) => text).join('\n')).join('\n\n')}\n`;
}

/** As `connect` sets up the session of the executor. */
const session = [
  "SET client_encoding = 'UTF8';",
  'SET client_min_messages = warning;',
  'SET search_path = public;',
  'SET standard_conforming_strings = on;',
  "SET default_transaction_isolation = 'read committed';",
  'SET default_transaction_deferrable = off;',
  'SET lock_timeout = 0;',
  'SET statement_timeout = 0;',
  'SET idle_session_timeout = 0;',
  "SET idle_in_transaction_session_timeout = '60s';",
  // PostgreSQL 17 and later
  "DO $$ BEGIN PERFORM set_config(name, '0', false) FROM pg_settings WHERE name = 'transaction_timeout'; END $$;",
] as const;

function header(
  at: readonly ReleaseIdentity[],
  passages: readonly Passage[],
  toolVersion: string,
): readonly ScriptPart[] {
  const [first] = passages;
  const count = `${passages.length} ${passages.length === 1 ? 'release' : 'releases'}`;
  const way =
    first?.direction === 'backward'
      ? `back to ${named(at[at.length - passages.length - 1])}`
      : `forward to ${named(passages.at(-1)?.release)}`;
  return [
    `From ${named(at.at(-1))} ${way}: ${count}.`,
    `Made by learnr-schema ${toolVersion} from the releases, with what it writes into its journal, learnr_schema.`,
    'Run it with psql -X -f, as the owner of the schema. It tries everything once. Where it stops before anything is',
    'committed, run it again; where `learnr-schema status` says that a release is half done, `apply` or `rollback` continues.',
    ...lossLines(passages.flatMap(({ plan }) => plan.losses)),
  ].map(said);
}

function lossLines(losses: readonly Loss[]): readonly string[] {
  return losses.length === 0
    ? []
    : ['DESTROYS DATA, AND KEEPS NONE OF IT:', ...losses.map(({ kind, name }) => `  ${kind} ${name}`)];
}

/** Undefined is base. */
function named(release: ReleaseIdentity | undefined): string {
  return release === undefined ? 'base' : `${stem(release)} (${release.title})`;
}

function paragraphsOf(passage: Passage): Script {
  const { plan, release, direction } = passage;
  const steps = numbered(plan).map((batch) => batch.steps);
  const of = steps.flat().length;
  const way = direction === 'forward' ? 'Forward to' : 'Back from';
  const title = said(`${way} ${named(release)}: ${of} ${of === 1 ? 'step' : 'steps'}`);
  // As the executor does: the run ends with its last transaction, or else in one of its own.
  const batches = plan.batches.at(-1)?.transaction === true ? plan.batches : [...plan.batches, nothing];
  return batches.map((batch, index) => {
    const edges = {
      begins: index === 0 ? [runStarted(passage, of)] : [],
      ends: index === batches.length - 1 ? [runFinished(passage)] : [],
    };
    const render = batch.transaction ? inside : outside;
    return [...(index === 0 ? [title] : []), ...render(batch, steps[index] ?? [], edges)];
  });
}

/** The batch of a run that only has to be recorded. */
const nothing: Batch = {
  transaction: true,
  timeouts: { class: 'none', lockTimeout: 0, statementTimeout: 0, attempts: 1 },
  steps: [],
};

/** What a batch does beside its steps, where it is the first or the last of a run. */
type Edges = { readonly begins: readonly string[]; readonly ends: readonly string[] };

function inside(
  batch: Batch,
  steps: readonly NumberedStep[],
  { begins, ends }: Edges,
): readonly ScriptPart[] {
  return [
    ...['BEGIN;', ...settings('SET LOCAL', batch), ...begins].map(statement),
    ...steps.flatMap((step, index) => [...effect(batch, step, index), statement(stepDone(step))]),
    ...[...ends, 'COMMIT;'].map(statement),
  ];
}

/** Never the last batch of a run. */
function outside(batch: Batch, steps: readonly NumberedStep[], { begins }: Edges): readonly ScriptPart[] {
  return [
    ...begins.map(statement),
    ...steps.flatMap((step, index) => [
      ...[stepStarted(step), ...settings('SET', batch)].map(statement),
      ...effect(batch, step, index),
      ...limitsOf(batch.timeouts).map(([name]) => statement(`SET ${name} = 0;`)),
      statement(stepFinished(step)),
    ]),
  ];
}

function settings(set: 'SET' | 'SET LOCAL', { timeouts }: Batch): readonly string[] {
  return limitsOf(timeouts).map(([name, value]) => `${set} ${name} = ${value};`);
}

function effect({ steps }: Batch, { sql }: NumberedStep, index: number): readonly ScriptPart[] {
  const hazards = steps[index]?.hazards ?? [];
  return [
    ...hazards.map((each): ScriptPart => ({ kind: 'comment', text: hazard(each) })),
    statement(`${sql};`),
  ];
}

function statement(text: string): ScriptPart {
  return { kind: 'statement', text };
}

function said(text: string): ScriptPart {
  return { kind: 'comment', text: comment(text) };
}
