import { stringify } from 'yaml';
import type { Specs } from './pair.ts';

/** As a scenario of test/scenarios/cases. */
export function scenarioText({ previous, next }: Specs, title: string): string {
  const text = (document: object) => stringify(document, { lineWidth: 0, flowCollectionPadding: false });
  const indented = (document: object) => text(document).replace(/^(?=.)/gm, '  ');
  return `title: ${title}\nprevious: |\n${indented(previous)}next: |\n${indented(next)}`;
}
