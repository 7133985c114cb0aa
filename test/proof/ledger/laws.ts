import { expect } from 'vitest';
import type { Pair } from '../../../src/diff/pair.ts';
import { translator } from '../../../src/diff/translate.ts';
import { defaultSequenceName } from '../../../src/model/default-names.ts';
import { objectId, objectsOf } from '../../../src/model/element.ts';
import { dotted, type Id } from '../../../src/model/id.ts';
import type { Model } from '../../../src/model/model.ts';
import type { Plan, Step } from '../../../src/plan/plan.ts';
import type { Ledger } from '../../../src/proof/ledger/ledger.ts';
import { blocks } from '../../../src/proof/ledger/lock-mode.ts';
import { lockWindows, unseenHazards } from '../../../src/proof/ledger/lock-windows.ts';
import { renderStatement } from '../../../src/sql/render.ts';

/** What holds of every plan, by the ledger of a run of it. */
export function expectLaws(ledger: Ledger, plan: Plan, way: Pair): void {
  expectAsTheServerSays(ledger);
  expect(lockWindows(ledger, plan).filter(({ declared }) => !declared)).toEqual([]);
  expect(unseenHazards(ledger, plan)).toEqual([]);
  expect(unnamed(ledger, plan, way)).toEqual([]);
  expect(impatient(ledger, plan)).toEqual([]);
}

/** Files and messages are two witnesses of one thing; of a view that is filled the server says nothing. */
function expectAsTheServerSays({ steps }: Ledger): void {
  for (const { statement, messages, relations } of steps) {
    if (statement === 'refresh_materialized_view') continue;
    const says = (word: string) => messages.some((message) => message.startsWith(word));
    expect(relations.some(({ rewrite }) => rewrite)).toBe(says('rewriting table'));
    if (relations.some(({ build }) => build)) expect(says('building index')).toBe(true);
    if (says('verifying table')) expect(relations.some(({ scan }) => scan)).toBe(true);
  }
}

/**
 * Steps that take a lock which blocks readers or writers of what was there before, in a batch that waits for it without an end while
 * everybody else waits behind it.
 */
function impatient(ledger: Ledger, plan: Plan): readonly string[] {
  return ledger.steps.flatMap(({ step, batch, relations }) => {
    const waits = plan.batches[batch - 1]?.timeouts.class;
    if (waits === 'brief') return [];
    return relations
      .filter(({ taken }) => taken !== undefined && blocks[taken].writes)
      .map(({ relation, taken }) => `${waits}: ${relation} ${taken}: ${sqlOf(plan, step)}`);
  });
}

/** Relations that stay locked while a step works on rows, and that its hazards do not name. */
function unnamed(ledger: Ledger, plan: Plan, way: Pair): readonly string[] {
  const now = namesAfter(way);
  return lockWindows(ledger, plan).flatMap(({ relation, during, since }) => {
    // Nobody waits for a sequence that no column draws from any more.
    const taken = stepsOf(plan)[since - 1]?.statement;
    if (taken?.kind === 'drop' && taken.target.kind === 'sequence') return [];
    const said = (stepsOf(plan)[during - 1]?.hazards ?? []).flatMap(({ kind, message }) =>
      kind === 'rewrite' || kind === 'blocking' ? [message] : [],
    );
    const names = [relation, now.get(relation) ?? relation].flatMap(spellings);
    return said.some((message) => names.some((name) => isWordOf(message, name)))
      ? []
      : [`${relation}: ${sqlOf(plan, during)}: ${said.join('; ')}`];
  });
}

/** What the relations of the previous model are called when they are renamed; a sequence that belongs to a column, by its table. */
function namesAfter({ previous, next, renames }: Pair): ReadonlyMap<string, string> {
  const to = translator(renames, next, previous);
  const nameOf = (id: Id) => id.slice(id.indexOf(' ') + 1);
  const relations = [...previous.objects.values()].map(
    (object) => [nameOf(objectId(object)), nameOf(to.id(objectId(object)))] as const,
  );
  // That of an identity column keeps its name when the table gets another, and so can have either.
  return new Map([
    ...relations,
    ...ownSequences(next, nameOf),
    ...ownSequences(previous, (id) => nameOf(to.id(id))),
  ]);
}

function ownSequences(model: Model, nameNow: (id: Id) => string): readonly (readonly [string, string])[] {
  return objectsOf(model, 'table').flatMap((table) =>
    table.columns.map(
      ({ name }) =>
        [dotted(table.schema, defaultSequenceName(table.name, name)), nameNow(objectId(table))] as const,
    ),
  );
}

/** With and without its schema, with and without quotes. */
function spellings(name: string): readonly string[] {
  const short = name.replace(/^[^."]+\./, '');
  return [name, short, short.replaceAll('"', '')];
}

function isWordOf(message: string, name: string): boolean {
  return ` ${message.replaceAll(/[,;:]/g, '')} `.includes(` ${name} `);
}

function sqlOf(plan: Plan, step: number): string {
  const statement = stepsOf(plan)[step - 1]?.statement;
  return statement === undefined ? '' : renderStatement(statement);
}

function stepsOf(plan: Plan): readonly Step[] {
  return plan.batches.flatMap(({ steps }) => steps);
}
