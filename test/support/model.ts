import { loadGrammar } from '../../src/grammar/grammar.ts';
import { base, type Model } from '../../src/model/model.ts';
import { readSpec } from '../../src/spec/spec.ts';

const grammar = await loadGrammar();

/** The model of a spec given as text; of nothing, the empty schema. */
export function modelOf(spec: string): Model {
  return spec.trim() === ''
    ? base
    : readSpec([{ path: 'spec.yaml', bytes: new TextEncoder().encode(spec) }], grammar);
}
