import type { Deferral } from '../../model/schema-object.ts';
import { get, type MapNode } from '../yaml/node.ts';
import { type Reader, scalar, text } from './reader.ts';

/** `deferrable` and `initially`; INITIALLY DEFERRED alone makes a constraint deferrable, as in PostgreSQL. */
export function deferral(reader: Reader, map: MapNode): Deferral {
  const deferrable = get(map, 'deferrable');
  const initially = text(get(map, 'initially'));
  if (initially === 'deferred' && deferrable && scalar(deferrable).value === false) {
    const help = 'Remove one of the two keys.';
    reader.report(
      'wrong-value',
      'a constraint that is not deferrable cannot be initially deferred',
      help,
      deferrable,
    );
  }
  if (initially === 'deferred') return 'deferred';
  return deferrable && scalar(deferrable).value === true ? 'immediate' : 'no';
}
