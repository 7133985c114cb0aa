import type { Parameter } from '../../model/schema-object.ts';
import type { Node } from '../yaml/node.ts';
import { byName, entriesOf, type Reader, scalar } from './reader.ts';

/** Storage or configuration parameters, sorted by name; each value is SQL as it stands. */
export function parameters(reader: Reader, node: Node | undefined): readonly Parameter[] {
  return entriesOf(node)
    .map(({ key, value }) => {
      reader.checkName(key.text, key);
      return { name: key.text, value: scalar(value).text };
    })
    .sort(byName);
}
