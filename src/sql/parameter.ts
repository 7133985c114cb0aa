import type { Parameter } from '../model/schema-object.ts';
import { keywords } from './keywords.ts';
import { quoteName } from './quote.ts';

/** `fillfactor=70` */
export function assignment({ name, value }: Parameter): string {
  return `${parameterName(name)}=${value}`;
}

/** `WITH (fillfactor=70)`, or nothing where there are none. */
export function withParameters(parameters: readonly Parameter[]): string {
  return parameters.length === 0 ? '' : `WITH (${parameters.map(assignment).join(', ')})`;
}

/** What ALTER does to parameters, as its subcommands. */
export function setAndReset(set: readonly Parameter[], reset: readonly string[]): string {
  const subcommands = [
    ...(set.length === 0 ? [] : [`SET (${set.map(assignment).join(', ')})`]),
    ...(reset.length === 0 ? [] : [`RESET (${reset.map(parameterName).join(', ')})`]),
  ];
  return subcommands.join(', ');
}

/** `toast.autovacuum_enabled`, `TimeZone`: their case does not matter, so it needs no quotes. */
export function parameterName(name: string): string {
  return name
    .split('.')
    .map((part) =>
      /^[a-z_][a-z0-9_]*$/i.test(part) && !keywords.has(part.toLowerCase()) ? part : quoteName(part),
    )
    .join('.');
}
