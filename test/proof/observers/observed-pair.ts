import { parseTargetUrl } from '../../../src/database/target/url.ts';
import type { Major } from '../../../src/model/model.ts';
import type { DatabaseUrl } from '../../../src/proof/observers/index.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';

/** Two databases, and where observers find them. */
export type ObservedPair = {
  readonly from: FreshDatabase;
  readonly to: FreshDatabase;
  readonly urls: readonly [DatabaseUrl, DatabaseUrl];
  drop(): Promise<void>;
};

/** Runs one script in each of two new databases. */
export async function observedPair(major: Major, from = '', to = from): Promise<ObservedPair> {
  const first = await freshDatabase(major);
  const second = await freshDatabase(major);
  await first.client.query(from);
  await second.client.query(to);
  return {
    from: first,
    to: second,
    urls: [urlOf(first), urlOf(second)],
    drop: async () => {
      await first.drop();
      await second.drop();
    },
  };
}

export function urlOf(database: FreshDatabase): DatabaseUrl {
  return parseTargetUrl(database.url, 'the scratch server');
}
