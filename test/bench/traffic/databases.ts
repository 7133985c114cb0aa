import pg from 'pg';
import type { Recipe } from './recipe.ts';
import { ours, type Passages } from './ways.ts';

/** Databases on the server of the bench: filled ones, made once for all recipes that begin alike, and copies of them. */
export class Databases {
  readonly #server: string;
  readonly #rows: number;
  readonly #filled = new Map<string, string>();
  #count = 0;

  constructor(server: string, rows: number) {
    this.#server = server;
    this.#rows = rows;
  }

  /** Runs `action` on a database of its own in which the recipe's first release is applied and its rows are. */
  async with<T>(recipe: Recipe, { first }: Passages, action: (url: string) => Promise<T>): Promise<T> {
    const fill = recipe.fill(this.#rows);
    const key = JSON.stringify([recipe.previous, fill]);
    const filled = this.#filled.get(key) ?? (await this.#fill(first, fill));
    this.#filled.set(key, filled);
    const name = await this.#make(filled);
    try {
      return await action(this.#url(name));
    } finally {
      await this.#on('postgres', [`DROP DATABASE ${name} WITH (FORCE)`]);
    }
  }

  async #fill(first: Passages['first'], statements: readonly string[]): Promise<string> {
    const name = await this.#make('template0');
    await ours(this.#url(name), first, () => {});
    await this.#on(name, [...statements, 'VACUUM (FREEZE, ANALYZE)']);
    return name;
  }

  async #make(template: string): Promise<string> {
    this.#count += 1;
    const name = `bench_${this.#count}`;
    await this.#on('postgres', [
      'CHECKPOINT',
      `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`,
    ]);
    return name;
  }

  async #on(database: string, statements: readonly string[]): Promise<void> {
    const client = new pg.Client(this.#url(database));
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  }

  #url(database: string): string {
    const url = new URL(this.#server);
    url.pathname = database;
    return url.href;
  }
}
