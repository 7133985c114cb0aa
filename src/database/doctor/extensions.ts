import { objectsOf } from '../../model/element.ts';
import type { Extension } from '../../model/schema-object.ts';
import type { Finding } from '../../output/doctor/finding.ts';
import { textArray } from '../../sql/quote.ts';
import { visible } from '../target/visible.ts';
import type { Check } from './facts.ts';
import { list, shownRole } from './words.ts';

export type ExtensionRow = {
  readonly name: string;
  /** The version that is wanted; empty where any will do. */
  readonly wanted: string;
  readonly installed: string | null;
  /** What CREATE EXTENSION would make; null where the server has no files of it. */
  readonly available: string | null;
  /** Whether it could be made in the version that is wanted, if one is. */
  readonly offered: boolean;
  /** Whether the role may make it. */
  readonly may: boolean | null;
};

/**
 * An extension that is `trusted` takes CREATE on the database, another a superuser, and `superuser = false` neither. Who runs
 * PostgreSQL for others has roles of theirs instead of superusers.
 *
 * @param wanted names, and versions where one is wanted
 */
export function extensionsQuery(wanted: readonly Pick<Extension, 'name' | 'version'>[]): string {
  const versions = wanted.map(({ version }) => version ?? '');
  // The server reads a file for each version that there is: only where that decides something.
  return `
SELECT wanted.name, wanted.version AS wanted, extversion AS installed, available.default_version AS available,
  CASE WHEN wanted.version = '' THEN true ELSE EXISTS (SELECT FROM pg_available_extension_versions AS each
    WHERE each.name = wanted.name AND each.version = wanted.version) END AS offered,
  CASE WHEN extversion IS NOT NULL OR rolsuper OR managed THEN true ELSE (
    SELECT NOT version.superuser OR (version.trusted AND has_database_privilege(current_database(), 'CREATE'))
    FROM pg_available_extension_versions AS version
    WHERE version.name = wanted.name AND version.version = available.default_version) END AS may
FROM unnest(${textArray(wanted.map(({ name }) => name))}, ${textArray(versions)}) AS wanted (name, version)
CROSS JOIN (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS role
CROSS JOIN (SELECT EXISTS (SELECT FROM pg_roles
  WHERE rolname IN ('rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin') AND pg_has_role(oid, 'USAGE')) AS managed) AS host
LEFT JOIN pg_extension ON extname = wanted.name
LEFT JOIN pg_available_extensions AS available ON available.name = wanted.name
ORDER BY wanted.name`;
}

export const checkExtensions: Check = async ({ client }, { project }) => {
  if (project === undefined) return [];
  const wanted = objectsOf(project.head, 'extension');
  if (wanted.length === 0) return [{ status: 'ok', title: 'the releases need none' }];
  const { rows } = await client.query<ExtensionRow>(extensionsQuery(wanted));
  return extensionFindings(rows, wanted);
};

export function extensionFindings(
  rows: readonly ExtensionRow[],
  wanted: readonly Extension[],
): readonly Finding[] {
  const installed = rows.filter((row) => row.installed !== null);
  const creatable = rows.filter(
    (row) => row.installed === null && row.available !== null && row.offered && row.may === true,
  );
  return [
    ...(installed.length === 0
      ? []
      : [
          ok(
            `installed: ${list(installed.map((row) => `${shownRole(row.name)} ${visible(row.installed ?? '')}`))}`,
          ),
        ]),
    ...(creatable.length === 0
      ? []
      : [
          ok(
            `available, and made by \`learnr-schema apply\`: ${list(creatable.map(({ name }) => shownRole(name)))}`,
          ),
        ]),
    ...missingExtensions(rows),
    ...wanted.flatMap((extension) => otherVersion(extension, rows)),
  ];
}

function ok(title: string): Finding {
  return { status: 'ok', title };
}

/** Those that CREATE EXTENSION could not make. */
export function missingExtensions(rows: readonly ExtensionRow[]): readonly Finding[] {
  return rows.flatMap(missing);
}

function missing({ name, wanted, installed, available, offered, may }: ExtensionRow): readonly Finding[] {
  if (installed !== null) return [];
  const shown = shownRole(name);
  if (available === null)
    return [
      {
        status: 'problem',
        title: `${shown} is not available on this server`,
        help: `Install it on the server, often with the package postgresql-contrib; where somebody runs it for you, see whether they offer ${shown}.`,
      },
    ];
  if (!offered) return [otherOffered({ name, wanted, available })];
  if (may === true) return [];
  return [
    {
      status: 'problem',
      title: `${shown} is available, and this role may not make it`,
      help: `Once, as a superuser: CREATE EXTENSION ${shown}; — or, where it is trusted, grant this role CREATE on the database.`,
    },
  ];
}

/** Those that are there, and that ALTER EXTENSION … UPDATE could not bring to the version that is wanted. */
export function outdatedExtensions(rows: readonly ExtensionRow[]): readonly Finding[] {
  return rows
    .filter(({ installed, offered }) => installed !== null && !offered)
    .map(({ name, wanted, available }) => otherOffered({ name, wanted, available: available ?? '' }));
}

type Offer = { readonly name: string; readonly wanted: string; readonly available: string };

function otherOffered({ name, wanted, available }: Offer): Finding {
  return {
    status: 'problem',
    title: `${shownRole(name)} is not available on this server in version ${visible(wanted)}`,
    help: `It has version ${visible(available)}: name that or none in the spec, or install the other on the server.`,
  };
}

function otherVersion({ name, version }: Extension, rows: readonly ExtensionRow[]): readonly Finding[] {
  const row = rows.find((candidate) => candidate.name === name);
  if (version === undefined || row === undefined || row.installed === null || row.installed === version)
    return [];
  return [
    {
      status: 'warning',
      title: `${shownRole(name)} is installed in version ${visible(row.installed)}, and the releases say ${visible(version)}`,
      help: `ALTER EXTENSION ${shownRole(name)} UPDATE TO '${visible(version)}';`,
    },
  ];
}
