import type { FindingGroup } from '../../output/doctor/finding.ts';
import { checkConnections } from './connections.ts';
import { checkDeployer } from './deployer.ts';
import { checkEncryption } from './encryption.ts';
import { checkEventTriggers } from './event-triggers.ts';
import { checkExtensions } from './extensions.ts';
import type { Check } from './facts.ts';
import { checkHalfMade } from './half-made.ts';
import { checkIndexes } from './indexes.ts';
import { checkJournal } from './journal.ts';
import { checkLockTable } from './lock-table.ts';
import { checkOwnership } from './ownership.ts';
import { checkPooler } from './pooler.ts';
import { checkPrepared } from './prepared.ts';
import { checkRights } from './rights.ts';
import { checkSettings } from './settings.ts';
import { checkSlots } from './slots.ts';
import { checkTransactions } from './transactions.ts';
import { checkVersion } from './version.ts';
import { checkWraparound } from './wraparound.ts';
import { checkWritable } from './writable.ts';

/** All that is looked at, in the order in which it is shown; `what` completes "…could not be looked at". */
export const checks = {
  encryption: { group: 'Connection', what: 'encryption', run: checkEncryption },
  pooler: { group: 'Connection', what: 'what stands between', run: checkPooler },
  connections: { group: 'Connection', what: 'free connections', run: checkConnections },
  version: { group: 'Server', what: 'the version', run: checkVersion },
  writable: { group: 'Server', what: 'whether it takes changes', run: checkWritable },
  settings: { group: 'Server', what: 'settings', run: checkSettings },
  'lock-table': { group: 'Server', what: 'the room for locks', run: checkLockTable },
  'event-triggers': { group: 'Server', what: 'event triggers', run: checkEventTriggers },
  rights: { group: 'Rights', what: 'rights', run: checkRights },
  ownership: { group: 'Rights', what: 'owners', run: checkOwnership },
  extensions: { group: 'Extensions', what: 'extensions', run: checkExtensions },
  deployer: { group: 'Activity', what: 'who works on it', run: checkDeployer },
  transactions: { group: 'Activity', what: 'transactions', run: checkTransactions },
  prepared: { group: 'Activity', what: 'prepared transactions', run: checkPrepared },
  wraparound: { group: 'Activity', what: 'autovacuum', run: checkWraparound },
  slots: { group: 'Activity', what: 'replication slots', run: checkSlots },
  journal: { group: 'Schema', what: 'the journal', run: checkJournal },
  tables: { group: 'Schema', what: 'tables', run: checkHalfMade },
  indexes: { group: 'Schema', what: 'indexes', run: checkIndexes },
} as const satisfies Record<
  string,
  { readonly group: FindingGroup; readonly what: string; readonly run: Check }
>;
