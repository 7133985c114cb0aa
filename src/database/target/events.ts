/** They belong to who shows them: here is only who sends them. */
export type { LockHolder, OnEvent, TargetEvent } from '../../output/target/events.ts';
