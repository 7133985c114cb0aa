import type { Attribute } from '../../diff/attributes.ts';
import type { ElementKind, ElementTypes } from '../../model/element.ts';

/** What PostgreSQL does where nobody says anything, unless that is that the attribute is absent, empty or false. */
const plainValues: {
  readonly [K in ElementKind]?: {
    readonly [A in Attribute<K>]?: ElementTypes[K][A & keyof ElementTypes[K]];
  };
} = {
  sequence: { type: 'bigint' },
  function: { volatility: 'volatile', parallel: 'unsafe' },
  procedure: { volatility: 'volatile', parallel: 'unsafe' },
  primary_key: { deferral: 'no' },
  unique: { deferral: 'no' },
  foreign_key: { match: 'simple', deferral: 'no' },
  exclusion: { deferral: 'no' },
  trigger: { enabled: 'origin' },
  materialized_view: { withData: true },
};

/** Whether an attribute has the value that it has where nobody says anything about it. */
export function isPlain(kind: ElementKind, attribute: string, value: unknown): boolean {
  if (value === undefined || value === false) return true;
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) return true;
  const known: Readonly<Record<string, unknown>> = plainValues[kind] ?? {};
  return attribute in known && known[attribute] === value;
}
