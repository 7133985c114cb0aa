import { beforeAll, describe, expect, it } from 'vitest';
import { loadGrammar } from '../../src/grammar/index.ts';
import { base, type Model } from '../../src/model/model.ts';
import { decodeModel, encodeModel } from '../../src/release/model-cache.ts';
import { readSpecWithDocuments } from '../../src/spec/spec.ts';

let model: Model;

beforeAll(async () => {
  const spec = `postgresql: 16
enums: {mood: [sad, "o'k"]}
tables:
  users:
    columns:
      id: {type: serial, primary_key: true}
      note: {type: text, default: "'a\\nb 🙂'"}
    checks: {ck: "note <> ''"}
  'odd "name"': {columns: {a: mood}}
`;
  const files = [{ path: 'all.yaml', bytes: new TextEncoder().encode(spec) }];
  ({ model } = readSpecWithDocuments(files, await loadGrammar()));
});

describe('a model on disk', () => {
  it('is the same model again', () => {
    const again = decodeModel(encodeModel(model));
    expect(again).toEqual(model);
    expect([...(again?.objects.keys() ?? [])]).toEqual([...model.objects.keys()]);
    expect(decodeModel(encodeModel(base))).toEqual(base);
  });

  it('shares with other models what is the same in both', () => {
    const [id] = model.objects.keys() as Iterator<never> & Iterable<never>;
    const smaller: Model = { ...model, objects: new Map([...model.objects].slice(0, 1)) };
    const [first, second] = [decodeModel(encodeModel(model)), decodeModel(encodeModel(smaller))];
    expect(first?.objects.get(id as never)).toBe(second?.objects.get(id as never));
  });

  it('is not taken for one when a character is not what was written', () => {
    const text = encodeModel(model);
    expect(decodeModel(text.replace('users', 'usurs'))).toBeUndefined();
    expect(decodeModel(text.slice(0, text.lastIndexOf('\n')))).toBeUndefined();
    expect(() => decodeModel('')).toThrow();
  });
});
