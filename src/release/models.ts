import { base, type Model } from '../model/model.ts';
import type { Documents } from '../spec/build/build-model.ts';
import type { Release } from './chain.ts';
import { withoutRenamed } from './fold.ts';
import { readCachedModel, writeCachedModel } from './model-cache.ts';
import { loadReader } from './reader.ts';

/** The models and documents at the releases of a chain: the fold of releases 1 to N, each made once. */
export class ReleasedModels {
  private readonly releases: readonly Release[];
  private readonly models = new Map<number, Promise<Model>>();
  private readonly documents: Documents[] = [];

  /** @param releases an unbroken chain */
  constructor(releases: readonly Release[]) {
    this.releases = releases;
  }

  /** @param number of a release of the chain; 0 is what is there before the first */
  at(number: number): Promise<Model> {
    if (number === 0) return Promise.resolve(base);
    const known = this.models.get(number) ?? this.load(number);
    this.models.set(number, known);
    return known;
  }

  /** The documents that a model is built from; a model from here knows where each of its objects stands. */
  async documentsAt(number: number): Promise<Documents> {
    const { grammar, spec } = await loadReader();
    if (number === 0) return spec.noDocuments;
    while (this.documents.length < number) {
      const release = this.releases[this.documents.length];
      if (release === undefined) break;
      const document = spec.readReleaseDocument(release, grammar);
      const previous = this.documents.at(-1) ?? spec.noDocuments;
      this.documents.push(spec.applyRelease(withoutRenamed(previous, document), document));
    }
    return this.documents[number - 1] ?? spec.noDocuments;
  }

  private async load(number: number): Promise<Model> {
    const prefix = this.releases.slice(0, number);
    const cached = await readCachedModel(prefix);
    if (cached !== undefined) return cached;
    const { spec } = await loadReader();
    const model = spec.buildModel(await this.documentsAt(number));
    await writeCachedModel(prefix, model);
    return model;
  }
}
