import { readCatalog } from '../../src/database/catalog/read.ts';
import { cacheFolder, startScratch } from '../../src/database/server/index.ts';
import { connect } from '../../src/database/target/connect.ts';
import type { Session } from '../../src/database/target/session.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { loadGrammar } from '../../src/grammar/grammar.ts';

export { cacheFolder, startScratch };

/** What the processes that are measured do; everything else is the same in all. */
const actions: Readonly<Record<string, (session: Session) => Promise<void>>> = {
  connect: async () => {},
  attributes: async ({ client }) => {
    await client.query('SELECT * FROM pg_attribute');
  },
  read: async (session) => {
    const { model, notCovered } = await readCatalog(session, { kind: 'all' }, await loadGrammar());
    if (model.objects.size === 0 || notCovered.length > 0)
      throw new Error('the catalog is not what it was made');
  },
};

const [, , name = '', url = ''] = process.argv;
const action = actions[name];
if (action !== undefined) {
  await loadGrammar();
  const session = await connect(parseTargetUrl(url, '--database-url'), () => {});
  await action(session);
  await session.close();
}
