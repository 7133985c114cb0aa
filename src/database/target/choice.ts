import { fail } from '../../diagnostic/diagnostic.ts';
import { parseTargetUrl, type TargetUrl } from './url.ts';

/** What flags and environment say about the target. */
export type TargetFlags = {
  readonly databaseUrl: string | undefined;
  readonly embedded: boolean;
};

export type TargetChoice =
  | { readonly kind: 'url'; readonly url: TargetUrl }
  /** The server that this program runs itself. */
  | { readonly kind: 'embedded' };

/**
 * `--database-url`, else `DATABASE_URL`, else `--embedded` if given.
 *
 * Where `--embedded` stands beside a URL, nothing is guessed: one of the two is a database that somebody does not mean to change.
 *
 * @throws DiagnosticError `target-missing`, `target-ambiguous`, and what {@link parseTargetUrl} throws
 */
export function chooseTarget(
  flags: TargetFlags,
  environment: Readonly<Record<string, string | undefined>>,
): TargetChoice {
  const source = flags.databaseUrl !== undefined ? '--database-url' : 'DATABASE_URL';
  const text = flags.databaseUrl ?? (environment['DATABASE_URL'] || undefined);
  if (text === undefined) {
    if (flags.embedded) return { kind: 'embedded' };
    return fail(
      'target-missing',
      'no database is named',
      'Give --database-url, set DATABASE_URL, or give --embedded for the server that comes with this program.',
    );
  }
  if (flags.embedded)
    fail(
      'target-ambiguous',
      `--embedded is given, and ${source} names another database`,
      source === 'DATABASE_URL' ? 'Leave out --embedded, or unset DATABASE_URL.' : 'Give one of them.',
    );
  return { kind: 'url', url: parseTargetUrl(text, source) };
}
