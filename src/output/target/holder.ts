import { duration } from './duration.ts';

/** The session that keeps other deployers out. */
export type HolderView = {
  readonly pid: number;
  readonly user: string;
  /** Absent for a Unix socket, or where the role may not know. */
  readonly address?: string;
  readonly application: string;
  readonly since?: Date;
  readonly activity: ActivityView;
};

export type ActivityView =
  | { readonly kind: 'idle'; readonly inTransaction: boolean; readonly milliseconds: number }
  | { readonly kind: 'active'; readonly statement: string; readonly milliseconds: number }
  | { readonly kind: 'hidden' };

/** `app from 10.0.0.5 (learnr-schema, server process 4711, connected since 2026-11-23T01:00:00.000Z)` */
export function holderText({ user, address, application, pid, since, activity }: HolderView): string {
  const from =
    address === undefined ? (activity.kind === 'hidden' ? '' : ' on a Unix socket') : ` from ${address}`;
  const about = [
    ...(application === '' ? [] : [application]),
    `server process ${pid}`,
    ...(since === undefined ? [] : [`connected since ${since.toISOString()}`]),
  ];
  return `${user}${from} (${about.join(', ')})`;
}

/** What it does, on one line. */
export function activityText(activity: ActivityView): string {
  switch (activity.kind) {
    case 'idle':
      return `idle${activity.inTransaction ? ' in a transaction' : ''} for ${duration(activity.milliseconds)}`;
    case 'active':
      return `at a statement for ${duration(activity.milliseconds)}: ${cut(activity.statement)}`;
    case 'hidden':
      return 'the role may not see what it does';
  }
}

const longest = 100;

function cut(statement: string): string {
  const characters = [...statement];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : statement;
}
