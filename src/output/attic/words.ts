import type { Style } from '../style.ts';
import type { KeptKind, TargetEvent } from '../target/events.ts';
import { plural } from '../words.ts';

type Kept = { readonly what: KeptKind; readonly name: string; readonly rows: number };

/** `1240 rows of public.users`, `3 values of public.users.email`. */
export function keptThings({ what, name, rows }: Kept): string {
  switch (what) {
    case 'table':
      return `${plural(rows, 'row')} of ${name}`;
    case 'column':
      return `${plural(rows, 'value')} of ${name}`;
    case 'digits':
      return `${plural(rows, 'unrounded value')} of ${name}`;
    case 'sequence':
      return `where ${name} stood`;
  }
}

/** What came back from the attic, and what did not. */
export function putBackLine(event: Extract<TargetEvent, { kind: 'put_back' }>, style: Style): string {
  if (event.left === 0) return `  put back ${keptThings(event)}`;
  const stay = event.what === 'sequence' ? 'it does not' : `${event.left} did not fit and stay in the attic`;
  return style.yellow(`  put back ${keptThings(event)}; ${stay}: ${event.reason ?? 'no reason is known'}`);
}
