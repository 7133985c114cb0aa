/** Every code that a diagnostic may carry, with one sentence on what it means. Codes are stable: people grep for them. */
export const codes = {
  // PostgreSQL servers that this program starts itself
  'server-not-installed': 'no PostgreSQL server binaries of that version are installed for this platform',
  'server-start-failed': 'a PostgreSQL server that this program started did not come up',
} as const satisfies Record<string, string>;

export type Code = keyof typeof codes;
