import { otherOrders } from '../column-order.ts';
import { compared } from '../observation.ts';
import { shortened } from '../shortened.ts';
import { type Facts, factsOf } from './facts.ts';

/** What only the first dump says (−) and what only the second says (+). */
export function compareDumps(from: string, to: string) {
  const [first, second] = [factsOf(from), factsOf(to)];
  const missing = without(first, second).map((fact) => ({ fact, mark: '−' }));
  const added = without(second, first).map((fact) => ({ fact, mark: '+' }));
  const differences = [...missing, ...added]
    .sort((a, b) => (a.fact < b.fact ? -1 : a.fact > b.fact ? 1 : 0))
    .map(({ fact, mark }) => `${mark} ${shortened(fact)}`);
  return compared(differences, otherOrders(first.columnsOf, second.columnsOf));
}

/** As often as it is said: a dump may say a thing twice. */
function without(facts: Facts, others: Facts): readonly string[] {
  const left = new Map<string, number>();
  for (const fact of others.said) left.set(fact, (left.get(fact) ?? 0) + 1);
  return facts.said.filter((fact) => {
    const count = left.get(fact) ?? 0;
    left.set(fact, count - 1);
    return count <= 0;
  });
}
