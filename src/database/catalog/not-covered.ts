/**
 * What PostgreSQL has and the model does not cover: objects, and properties of objects that a rebuilt database would lack. The key is
 * what people see, in the singular.
 */
export const notCoveredKinds = {
  'partitioned table': true,
  'foreign table': true,
} as const satisfies Record<string, true>;

export type NotCoveredKind = keyof typeof notCoveredKinds;
