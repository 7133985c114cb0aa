/** Who may do what: it is no part of the schema, and plans keep it as it is. The key is what people see, the value is its plural. */
export const accessKinds = {
  owner: 'owners',
  privileges: 'privileges',
  'default privileges': 'default privileges',
} as const satisfies Record<string, string>;

export type AccessKind = keyof typeof accessKinds;
