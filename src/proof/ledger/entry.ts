import { dotted } from '../../model/id.ts';
import type { QualifiedName, Statement } from '../../sql/statement.ts';
import type { Existing, ExistingRelation, Files, Oid } from './existing.ts';
import type { RelationEntry } from './ledger.ts';
import { type LockMode, lockModesOf, strongest } from './lock-mode.ts';
import type { WorkMessage } from './messages.ts';
import type { SilentScan } from './silent-scan.ts';
import type { Snapshot, SnapshotRelation } from './snapshot.ts';

/** Modes of the relations that existed before the plan; those of its indexes are among those of a table. */
export type Held = ReadonlyMap<Oid, readonly LockMode[]>;

/** Everything that is known of a step when it has run. */
export type Observed = {
  readonly statement: Statement;
  /** Before the step, in its transaction. */
  readonly before: Held;
  readonly held: Held;
  readonly snapshot: Snapshot;
  /** Of every relation, as of the step before. */
  readonly files: ReadonlyMap<Oid, Files>;
  readonly messages: readonly WorkMessage[];
  readonly silent: SilentScan | undefined;
};

/** The locks of a transaction so far. */
export function heldBy(snapshot: Snapshot, { relations, indexes }: Existing): Held {
  const modes = new Map<Oid, string[]>();
  for (const [oid, relation] of snapshot) {
    const owner = indexes.get(oid) ?? oid;
    if (!relations.has(owner)) continue;
    modes.set(owner, [...(modes.get(owner) ?? []), ...relation.modes]);
  }
  return new Map([...modes].map(([oid, names]) => [oid, lockModesOf(names)] as const));
}

/** The relations that a step has locked, in the order of their names. */
export function relationEntries(observed: Observed, { relations }: Existing): readonly RelationEntry[] {
  const entries = [...observed.held].flatMap(([oid, held]): readonly RelationEntry[] => {
    const relation = relations.get(oid);
    const lock = strongest(held);
    if (relation === undefined || lock === undefined) return [];
    const before = new Set(observed.before.get(oid));
    const taken = strongest(held.filter((mode) => !before.has(mode)));
    return [
      {
        relation: relation.name,
        lock,
        ...(taken === undefined ? {} : { taken }),
        held,
        ...workOn(oid, relation, held, observed),
      },
    ];
  });
  return entries.sort((a, b) => (a.relation < b.relation ? -1 : 1));
}

/** Rewrites and builds are told by where things are stored; scans leave no trace but what the server says. */
function workOn(
  oid: Oid,
  relation: ExistingRelation,
  held: readonly LockMode[],
  { snapshot, files, messages, silent, statement }: Observed,
): Pick<RelationEntry, 'rewrite' | 'scan' | 'build'> {
  const here = snapshot.get(oid);
  const before = files.get(oid);
  if (!relation.hasRows || here?.now === undefined || before === undefined)
    return { rewrite: false, scan: false, build: false };
  const { name, files: after } = here.now;
  const built = new Set(before.indexes);
  return {
    rewrite: after.own !== before.own,
    scan:
      messages.some((message) => isScanOf(message, here, name, statement)) ||
      isSilentlyScanned(silent, name, held),
    build: after.indexes.some((file) => !built.has(file)),
  };
}

/** The server says no schema: where the statement names the table, that is the one of several. */
function isScanOf(
  message: WorkMessage,
  here: SnapshotRelation,
  name: QualifiedName,
  statement: Statement,
): boolean {
  switch (message.kind) {
    case 'foreign-key':
      return here.foreignKeys.includes(message.constraint);
    case 'scan':
      if (message.table !== name.name) return false;
      return statement.kind !== 'alter_table' || statement.table.name !== message.table
        ? true
        : statement.table.schema === name.schema;
    case 'rewrite':
    case 'index-build':
      return false;
  }
}

function isSilentlyScanned(
  silent: SilentScan | undefined,
  name: QualifiedName,
  held: readonly LockMode[],
): boolean {
  switch (silent?.of) {
    case undefined:
      return false;
    case 'tables locked in SHARE mode':
      return held.includes('SHARE');
    case 'table':
      return dotted(name.schema, name.name) === dotted(silent.table.schema, silent.table.name);
  }
}
