import type { Grammar } from '../grammar/grammar.ts';
import type * as SpecReader from './spec-reader.ts';

/** What reads YAML: loaded only where a model is not known already, because it takes longer than everything else. */
export type Reader = { readonly grammar: Grammar; readonly spec: typeof SpecReader };

let loading: Promise<Reader> | undefined;

/** The same one every time. */
export function loadReader(): Promise<Reader> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Reader> {
  const spec = await import('./spec-reader.ts');
  return { grammar: await spec.loadGrammar(), spec };
}
