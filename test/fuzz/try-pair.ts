import { DiagnosticError } from '../../src/diagnostic/diagnostic.ts';
import { pairOf, swap } from '../../src/diff/pair.ts';
import type { Grammar } from '../../src/grammar/grammar.ts';
import { base, type Major, type Model } from '../../src/model/model.ts';
import { verdictLines } from '../../src/output/proof/verdict.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Proof } from '../../src/proof/proof.ts';
import { prove } from '../../src/proof/prove.ts';
import { checkRenames } from '../../src/spec/renames.ts';
import { readSpec } from '../../src/spec/spec.ts';
import type { Document } from './document.ts';
import type { Specs } from './pair.ts';
import type { Pool } from './pool.ts';

/** Where pairs are tried. */
export type Place = {
  readonly pool: Pool;
  readonly major: Major;
  readonly grammar: Grammar;
  /** Whether locks that a plan does not declare speak against it. */
  readonly windows: boolean;
};

/** What became of a pair. The signature is the same for what fails in the same way, whatever it is called. */
export type Outcome =
  | { readonly kind: 'proven'; readonly proof: Proof; readonly lines: readonly string[] }
  | { readonly kind: Fault; readonly signature: string; readonly lines: readonly string[] };

/** `invalid` and `unbuilt` are faults of the generator, or of the validation of specs; the rest speaks against the program. */
export type Fault = 'invalid' | 'unbuilt' | 'refuted' | 'crashed';

export async function tryPair(specs: Specs, place: Place): Promise<Outcome> {
  const models = modelsOf(specs, place.grammar);
  if ('kind' in models) return models;
  try {
    const pair = pairOf(...models);
    const forward = makePlan(pair, models[1].postgresql);
    const backward = makePlan(swap(pair), models[0].postgresql);
    const proof = await place.pool.use((space) =>
      prove({ pair, forward, backward, space, grammar: place.grammar }),
    );
    return outcomeOf(proof, place);
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      kind: 'crashed',
      signature: signatureOf([words.split('\n')[0] as string]),
      lines: words.split('\n'),
    };
  }
}

function modelsOf({ previous, next }: Specs, grammar: Grammar): [Model, Model] | Outcome {
  try {
    const models: [Model, Model] = [modelOf(previous, grammar), modelOf(next, grammar)];
    const diagnostics = checkRenames(...models);
    if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
    return models;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return {
        kind: 'crashed',
        signature: signatureOf([words.split('\n')[0] as string]),
        lines: words.split('\n'),
      };
    }
    const lines = error.diagnostics.map(({ code, message }) => `${code}: ${message}`);
    return { kind: 'invalid', signature: signatureOf(lines.slice(0, 1)), lines };
  }
}

function modelOf(document: Document, grammar: Grammar): Model {
  if (Object.keys(document).length === 0) return base;
  return readSpec(
    [{ path: 'spec.yaml', bytes: new TextEncoder().encode(JSON.stringify(document)) }],
    grammar,
  );
}

function outcomeOf(proof: Proof, { windows }: Place): Outcome {
  const all = verdictLines(proof);
  const lines = all.map(
    ({ sign, about, text }) => `${sign === 'fails' ? '✗' : sign === 'holds' ? '✓' : '·'} ${about}: ${text}`,
  );
  const against = all
    .filter(({ sign, about }) => sign === 'fails' && (windows || about !== 'lock window'))
    .map(({ about, text }) => `${about}: ${text}`);
  if (proof.unbuilt !== undefined)
    return { kind: 'unbuilt', signature: signatureOf(against), lines: [...lines, proof.unbuilt.statement] };
  if (against.length === 0) return { kind: 'proven', proof, lines };
  return { kind: 'refuted', signature: signatureOf(against.slice(0, 1)), lines };
}

function signatureOf(lines: readonly string[]): string {
  return lines
    .map((line) =>
      line
        .replace(/, in (CREATE|ALTER|COMMENT).*$/s, '')
        .replace(/^(forward again|forward|backward)/, 'way')
        .replace(/"[^"]*"/g, '…')
        .replace(
          /(\b(column|table|index|view|enum|domain|sequence|function|procedure|trigger|check|unique|key|exclusion|schema|extension) )\S+?\.\S+( \S+)?/g,
          '$1…',
        )
        .replace(/\d+/g, 'N'),
    )
    .join(' | ')
    .slice(0, 160);
}
