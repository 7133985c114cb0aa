import type { Change } from '../../diff/change.ts';
import type { Element, ElementKind } from '../../model/element.ts';
import { describeChange } from '../describe/change.ts';
import type { DriftView } from './view.ts';

/**
 * One difference of a database: something is missing, extra, has another name, or is different. `unclear`: only the text of SQL
 * differs, and nobody could tell whether PostgreSQL prints the one for the other.
 */
export type Difference = {
  readonly status: Status;
  readonly kind: ElementKind;
  /** The address in the state of the schema, or in the database of what is extra. */
  readonly id: string;
  /** Of what is different: which attributes. */
  readonly attributes?: readonly string[];
  /** `column public.users.email: type varchar(300) → varchar(255)`, from the database to the state. */
  readonly description: string;
};

const statuses = {
  add: 'missing',
  drop: 'extra',
  rename: 'other name',
  alter: 'different',
} as const satisfies Record<Change['type'], string>;

export type Status = (typeof statuses)[Change['type']] | 'unclear';

export function differencesOf({
  changes,
  unsettled,
}: Pick<DriftView, 'changes' | 'unsettled'>): readonly Difference[] {
  return changes.map((change) => {
    const element: Element = change.type === 'drop' ? change.previous : change.next;
    const unclear = change.type === 'alter' && unsettled?.ids.has(element.id) === true;
    return {
      status: unclear ? 'unclear' : statuses[change.type],
      kind: element.kind,
      id: element.id,
      ...(change.type === 'alter' ? { attributes: change.attributes } : {}),
      description: describeChange(change).slice(2),
    };
  });
}

/** `1 missing, 2 different` */
export function countsOf(differences: readonly Difference[]): string {
  const order: readonly Status[] = ['missing', 'extra', 'other name', 'different', 'unclear'];
  return order
    .map(
      (status) => [differences.filter((difference) => difference.status === status).length, status] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, status]) => `${count} ${status}`)
    .join(', ');
}
