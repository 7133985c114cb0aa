import type { ScratchDatabase, ScratchSpace } from '../../src/database/scratch/space.ts';

/** Databases that are emptied and used again: to make one takes longer than all the rest of a proof. */
export class Pool {
  private readonly space: ScratchSpace;
  private readonly free: ScratchDatabase[] = [];

  constructor(space: ScratchSpace) {
    this.space = space;
  }

  /** Runs something on a space whose databases come from here. Afterwards they are as they were. */
  async use<T>(action: (space: ScratchSpace) => Promise<T>): Promise<T> {
    const taken: ScratchDatabase[] = [];
    const take = async () => {
      const database = this.free.pop() ?? (await this.fresh());
      taken.push(database);
      return database;
    };
    try {
      return await action({ ...this.space, makeDatabase: take, copy: undefined });
    } finally {
      for (const database of taken) if (await empty(database)) this.free.push(database);
    }
  }

  /** Made one after the other: the space has one connection for it. */
  private fresh(): Promise<ScratchDatabase> {
    const making = this.making.then(async () => {
      const database = await this.space.makeDatabase();
      await empty(database);
      return database;
    });
    this.making = making.catch(() => {});
    return making;
  }

  private making: Promise<unknown> = Promise.resolve();
}

/** As template0 is. False where that cannot be done: then nobody uses it again. */
async function empty(database: ScratchDatabase): Promise<boolean> {
  const session = await database.connect();
  try {
    await session.client.query(statements);
    return true;
  } catch {
    return false;
  } finally {
    await session.close();
  }
}

const statements = `
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP
    EXECUTE format('DROP EXTENSION IF EXISTS %I CASCADE', name);
  END LOOP;
  FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', name);
  END LOOP;
END $$;
CREATE SCHEMA public AUTHORIZATION pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;
COMMENT ON SCHEMA public IS 'standard public schema'`;
