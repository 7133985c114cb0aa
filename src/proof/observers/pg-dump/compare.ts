import { otherOrders } from '../column-order.ts';
import { compared } from '../observation.ts';
import { shortened } from '../shortened.ts';
import { type Facts, factsOf } from './facts.ts';

/** What only the first dump says (−) and what only the second says (+). */
export function compareDumps(from: string, to: string) {
  const [first, second] = [factsOf(from), factsOf(to)];
  const [missing, added] = [without(first, second), without(second, first)];
  const differences = [
    ...missing.map((fact) => ({ fact, mark: '−', others: added })),
    ...added.map((fact) => ({ fact, mark: '+', others: missing })),
  ]
    .sort((a, b) => (a.fact < b.fact ? -1 : a.fact > b.fact ? 1 : 0))
    .map(({ fact, mark, others }) => `${mark} ${shortened(fromDifference(fact, others))}`);
  return compared(differences, otherOrders(first.columnsOf, second.columnsOf));
}

/** Of a long text, its first line and the line where it begins to differ: what is shortened from its end would look equal. */
function fromDifference(fact: string, others: readonly string[]): string {
  const lines = fact.split('\n');
  const other = others.find((one) => one.startsWith(`${lines[0]}\n`))?.split('\n');
  const start = lines.findIndex((line, position) => line !== other?.[position]);
  return other === undefined || start < 2 ? fact : [lines[0], '…', ...lines.slice(start)].join('\n');
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
