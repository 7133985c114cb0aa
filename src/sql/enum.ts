import type { Enum } from '../model/schema-object.ts';
import { list } from './layout.ts';
import { typeName } from './name.ts';
import { quoteText } from './quote.ts';
import type { QualifiedName, Statement } from './statement.ts';
import { words } from './words.ts';

export function createEnum(type: Pick<Enum, 'schema' | 'name' | 'values'>): string {
  return list(
    `CREATE TYPE ${typeName(type)} AS ENUM `,
    type.values.map(({ value }) => quoteText(value)),
  );
}

export function addEnumValue({
  type,
  value,
  position,
}: Statement & { readonly kind: 'add_enum_value' }): string {
  return words(
    `ALTER TYPE ${typeName(type)} ADD VALUE ${quoteText(value)}`,
    position && `${position.side.toUpperCase()} ${quoteText(position.neighbour)}`,
  );
}

export function renameEnumValue(type: QualifiedName, from: string, to: string): string {
  return `ALTER TYPE ${typeName(type)} RENAME VALUE ${quoteText(from)} TO ${quoteText(to)}`;
}
