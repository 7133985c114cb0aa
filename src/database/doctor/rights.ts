import { namesOf } from '../../model/element.ts';
import type { Finding } from '../../output/doctor/finding.ts';
import { textArray } from '../../sql/quote.ts';
import type { Check, ProjectFacts } from './facts.ts';
import { list, shownRole } from './words.ts';

type SchemaRow = {
  readonly name: string;
  readonly exists: boolean;
  readonly usage: boolean | null;
  readonly creates: boolean | null;
  readonly owner: string | null;
};

export type RightsRow = {
  readonly role: string;
  readonly login: string;
  readonly superuser: boolean;
  readonly database: string;
  readonly creates: boolean;
  readonly journal: boolean | null;
  readonly schemas: readonly SchemaRow[];
};

export function rightsQuery(schemas: readonly string[]): string {
  return `
SELECT current_user AS role, session_user AS login, current_setting('is_superuser')::boolean AS superuser,
  current_database() AS database, has_database_privilege(current_database(), 'CREATE') AS creates,
  (SELECT bool_and(has_schema_privilege(relnamespace, 'USAGE') AND has_table_privilege(pg_class.oid, 'SELECT')
      AND has_table_privilege(pg_class.oid, 'INSERT') AND has_table_privilege(pg_class.oid, 'UPDATE')
      AND has_table_privilege(pg_class.oid, 'DELETE'))
    FROM pg_class WHERE relnamespace = to_regnamespace('learnr_schema') AND relname IN ('release', 'run', 'step')) AS journal,
  (SELECT coalesce(json_agg(json_build_object('name', wanted, 'exists', oid IS NOT NULL,
      'usage', has_schema_privilege(oid, 'USAGE'), 'creates', has_schema_privilege(oid, 'CREATE'),
      'owner', pg_get_userbyid(nspowner)) ORDER BY wanted), '[]')
    FROM unnest(${textArray(schemas)}) AS wanted LEFT JOIN pg_namespace ON nspname = wanted) AS schemas`;
}

/** Whether the role may make what the releases make, and keep the journal. */
export const checkRights: Check = async ({ client }, { project }) => {
  const { rows } = await client.query<RightsRow>(rightsQuery(schemasOf(project)));
  return rightsFindings(rows[0] as RightsRow);
};

/** The schemas that objects of the project are in; `public` where nobody knows. */
function schemasOf(project: ProjectFacts | undefined): readonly string[] {
  if (project === undefined) return ['public'];
  const names = [...project.head.objects.values()].map((object) => {
    const [first = 'public', second] = namesOf(object);
    return object.kind === 'schema' || second !== undefined ? first : 'public';
  });
  return [...new Set(names)].sort();
}

export function rightsFindings({
  role,
  login,
  superuser,
  database,
  creates,
  journal,
  schemas,
}: RightsRow): readonly Finding[] {
  const who = shownRole(role);
  const as = role === login ? who : `${who} (logged in as ${shownRole(login)})`;
  if (superuser) return [{ status: 'ok', title: `${as} is a superuser, and may do everything` }];
  const toMake = [
    ...(journal === null ? ['learnr_schema, the journal'] : []),
    ...schemas.filter(({ exists }) => !exists).map(({ name }) => shownRole(name)),
  ];
  const closed = schemas.filter(({ exists, usage, creates: may }) => exists && !(usage && may));
  const problems: readonly Finding[] = [
    ...(creates || toMake.length === 0
      ? []
      : [
          {
            status: 'problem',
            code: 'target-rights',
            title: `${as} may not make schemas in this database`,
            detail: [`needed for ${list(toMake)}`],
            help: `As the owner of the database: GRANT CREATE ON DATABASE ${shownRole(database)} TO ${who};`,
          } as const,
        ]),
    ...closed.map(
      ({ name, owner }) =>
        ({
          status: 'problem',
          code: 'target-rights',
          title: `${as} may not create in schema ${shownRole(name)}`,
          help: `As ${owner === null || owner === 'pg_database_owner' ? 'the owner of the database' : shownRole(owner)}: GRANT USAGE, CREATE ON SCHEMA ${shownRole(name)} TO ${who};`,
        }) as const,
    ),
    ...(journal === false
      ? [
          {
            status: 'problem',
            code: 'target-rights',
            title: `${as} may not write the journal`,
            help: `Use the role that applied the releases, or: GRANT USAGE ON SCHEMA learnr_schema TO ${who}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA learnr_schema TO ${who};`,
          } as const,
        ]
      : []),
  ];
  if (problems.length > 0) return problems;
  const names = schemas.filter(({ exists }) => exists).map(({ name }) => shownRole(name));
  const makes = creates ? ', and make schemas' : '';
  return [{ status: 'ok', title: `${as} may create in ${list(names)}${makes}; no superuser is needed` }];
}
