import type { Alter } from '../../diff/change.ts';
import type { Draft } from '../draft.ts';
import { validate } from './constraint.ts';

/** A constraint becomes valid by being validated; nothing makes a valid one invalid again, so that takes a new one. */
export function alterNotValid(change: Alter<'check'> | Alter<'foreign_key'>): readonly Draft[] | 'replace' {
  return change.next.value.notValid ? 'replace' : [validate(change.next, change)];
}
