import type { ForeignKey, ForeignKeyAction } from '../model/schema-object.ts';
import { relationName } from './name.ts';
import { quoteNames } from './quote.ts';
import { words } from './words.ts';

/** `REFERENCES users (id) ON DELETE CASCADE`: what a foreign key says about the other table. */
export function references({
  references: { schema, table, columns },
  match,
  onDelete,
  onUpdate,
}: ForeignKey): string {
  return words(
    `REFERENCES ${relationName({ schema, name: table })} ${quoteNames(columns)}`,
    match === 'full' && 'MATCH FULL',
    action('ON DELETE', onDelete),
    action('ON UPDATE', onUpdate),
  );
}

function action(event: string, value: ForeignKeyAction): string {
  if (value.kind === 'no action') return '';
  const columns = 'columns' in value && value.columns.length > 0 ? ` ${quoteNames(value.columns)}` : '';
  return `${event} ${value.kind.toUpperCase()}${columns}`;
}
