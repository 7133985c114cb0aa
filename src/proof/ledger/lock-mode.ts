/**
 * The lock modes of tables, from the weakest to the strongest, in the words of PostgreSQL's documentation: chapter "Explicit
 * Locking", section "Table-Level Locks".
 */
export const lockModes = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
] as const;

export type LockMode = (typeof lockModes)[number];

/** The table "Conflicting Lock Modes" of that section: the modes that others cannot get while one is held. */
export const conflicts: Readonly<Record<LockMode, readonly LockMode[]>> = {
  'ACCESS SHARE': ['ACCESS EXCLUSIVE'],
  'ROW SHARE': ['EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  'ROW EXCLUSIVE': ['SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  'SHARE UPDATE EXCLUSIVE': [
    'SHARE UPDATE EXCLUSIVE',
    'SHARE',
    'SHARE ROW EXCLUSIVE',
    'EXCLUSIVE',
    'ACCESS EXCLUSIVE',
  ],
  SHARE: ['ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  'SHARE ROW EXCLUSIVE': [
    'ROW EXCLUSIVE',
    'SHARE UPDATE EXCLUSIVE',
    'SHARE',
    'SHARE ROW EXCLUSIVE',
    'EXCLUSIVE',
    'ACCESS EXCLUSIVE',
  ],
  EXCLUSIVE: [
    'ROW SHARE',
    'ROW EXCLUSIVE',
    'SHARE UPDATE EXCLUSIVE',
    'SHARE',
    'SHARE ROW EXCLUSIVE',
    'EXCLUSIVE',
    'ACCESS EXCLUSIVE',
  ],
  'ACCESS EXCLUSIVE': [...lockModes],
};

/** Who waits for a lock: SELECT takes ACCESS SHARE; INSERT, UPDATE, DELETE and MERGE take ROW EXCLUSIVE. */
export type Blocks = { readonly reads: boolean; readonly writes: boolean };

export const blocks: Readonly<Record<LockMode, Blocks>> = {
  'ACCESS SHARE': { reads: false, writes: false },
  'ROW SHARE': { reads: false, writes: false },
  'ROW EXCLUSIVE': { reads: false, writes: false },
  'SHARE UPDATE EXCLUSIVE': { reads: false, writes: false },
  SHARE: { reads: false, writes: true },
  'SHARE ROW EXCLUSIVE': { reads: false, writes: true },
  EXCLUSIVE: { reads: false, writes: true },
  'ACCESS EXCLUSIVE': { reads: true, writes: true },
};

/** As `pg_locks.mode` spells them. */
const inCatalog: Readonly<Record<string, LockMode>> = {
  AccessShareLock: 'ACCESS SHARE',
  RowShareLock: 'ROW SHARE',
  RowExclusiveLock: 'ROW EXCLUSIVE',
  ShareUpdateExclusiveLock: 'SHARE UPDATE EXCLUSIVE',
  ShareLock: 'SHARE',
  ShareRowExclusiveLock: 'SHARE ROW EXCLUSIVE',
  ExclusiveLock: 'EXCLUSIVE',
  AccessExclusiveLock: 'ACCESS EXCLUSIVE',
};

/** Modes as `pg_locks` gives them, from the weakest to the strongest, each once; a predicate lock of SERIALIZABLE is none of a table. */
export function lockModesOf(names: Iterable<string>): readonly LockMode[] {
  const found = new Set([...names].map((name) => inCatalog[name]));
  return lockModes.filter((mode) => found.has(mode));
}

/** The strongest of some modes, by the order in which the documentation lists them. */
export function strongest(modes: Iterable<LockMode>): LockMode | undefined {
  const given = new Set(modes);
  return lockModes.findLast((mode) => given.has(mode));
}
