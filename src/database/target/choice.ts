import { fail } from '../../diagnostic/diagnostic.ts';
import { type Environment, environmentNamesTarget, serviceOf } from './environment.ts';
import { parseTargetUrl, type TargetUrl, targetOfEnvironment } from './url.ts';

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
 * `--database-url`, else `DATABASE_URL`, else `--embedded` if given, else what libpq's variables (`PGHOST`, `PGDATABASE`, …) say.
 *
 * Where `--embedded` stands beside a URL, nothing is guessed: one of the two is a database that somebody does not mean to change.
 * libpq's variables are habits of a shell, often set for other programs, so the flag beats them.
 *
 * @throws DiagnosticError `target-missing`, `target-ambiguous`, and what {@link parseTargetUrl} throws
 */
export function chooseTarget(flags: TargetFlags, environment: Environment): TargetChoice {
  const source = flags.databaseUrl !== undefined ? '--database-url' : 'DATABASE_URL';
  const text = flags.databaseUrl ?? (environment['DATABASE_URL'] || undefined);
  if (text === undefined)
    return flags.embedded ? { kind: 'embedded' } : { kind: 'url', url: fromVariables(environment) };
  if (flags.embedded)
    fail(
      'target-ambiguous',
      `--embedded is given, and ${source} names another database`,
      source === 'DATABASE_URL' ? 'Leave out --embedded, or unset DATABASE_URL.' : 'Give one of them.',
    );
  return { kind: 'url', url: parseTargetUrl(text, source, environment) };
}

function fromVariables(environment: Environment): TargetUrl {
  if (environmentNamesTarget(environment) || serviceOf(environment) !== undefined)
    return targetOfEnvironment(environment);
  return fail(
    'target-missing',
    'no database is named',
    'Give --database-url, set DATABASE_URL (or PGHOST and PGDATABASE), or give --embedded for the server that comes with this program.',
  );
}
