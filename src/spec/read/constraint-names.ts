import { defaultName } from '../../model/default-names.ts';
import { get, type MapNode } from '../yaml/node.ts';
import { entriesOf, text } from './reader.ts';

/** Gives constraints without a name the one that PostgreSQL would give them, which is one that no other constraint of the table has. */
export class ConstraintNames {
  private readonly table: string;
  private readonly taken: Set<string>;

  constructor(table: string, map: MapNode) {
    this.table = table;
    this.taken = new Set(namesGiven(map));
  }

  choose(columns: readonly string[], label: 'pkey' | 'key' | 'check' | 'fkey'): string {
    for (let pass = 0; ; pass++) {
      const name = defaultName(this.table, columns, pass === 0 ? label : `${label}${pass}`);
      if (this.taken.has(name)) continue;
      this.taken.add(name);
      return name;
    }
  }
}

/** Every name that the table's text gives to a constraint. */
function namesGiven(map: MapNode): readonly string[] {
  const sections = ['unique', 'checks', 'foreign_keys', 'exclusions'];
  const own = sections.flatMap((section) => entriesOf(get(map, section)).map((entry) => entry.key.text));
  const primaryKey = get(map, 'primary_key');
  const references = entriesOf(get(map, 'columns')).map(({ value }) =>
    value.kind === 'map' ? get(value, 'references') : undefined,
  );
  const named = [primaryKey, ...references].map((node) =>
    node?.kind === 'map' ? text(get(node, 'name')) : undefined,
  );
  return [...own, ...named.filter((name) => name !== undefined)];
}
