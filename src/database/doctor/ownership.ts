import type { Finding } from '../../output/doctor/finding.ts';
import { plural } from '../../output/words.ts';
import { textArray } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import type { Check } from './facts.ts';
import { list, shownName, shownRole, verb } from './words.ts';

export type OwnershipRow = {
  readonly role: string;
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  readonly ours: boolean;
  readonly superuser: boolean;
};

/** Who may ALTER and DROP an object is its owner, and who is a member of that role. */
export function ownershipQuery(names: readonly QualifiedName[]): string {
  const schemas = textArray(names.map(({ schema }) => schema));
  return `
WITH wanted AS (SELECT * FROM unnest(${schemas}, ${textArray(names.map(({ name }) => name))}) AS wanted (schema, name))
SELECT current_user AS role, schema, name, pg_get_userbyid(owner) AS owner, pg_has_role(owner, 'USAGE') AS ours,
  (SELECT rolsuper FROM pg_roles WHERE oid = owner) AS superuser
FROM (
  SELECT nspname AS schema, relname AS name, relowner AS owner
  FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE relkind IN ('r', 'p', 'v', 'm', 'S')
  UNION ALL
  SELECT nspname, typname, typowner FROM pg_type JOIN pg_namespace ON pg_namespace.oid = typnamespace WHERE typtype IN ('e', 'd')
  UNION ALL
  SELECT nspname, proname, proowner FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
) AS present JOIN wanted USING (schema, name)
ORDER BY schema, name`;
}

/** Objects of the project that are there: whether a release may change them. */
export const checkOwnership: Check = async ({ client }, { project }) => {
  const names = [...(project?.head.objects.values() ?? [])].flatMap((object) =>
    object.kind === 'schema' || object.kind === 'extension' ? [] : [object],
  );
  if (names.length === 0) return [];
  const { rows } = await client.query<OwnershipRow>(ownershipQuery(names));
  return ownershipFindings(rows);
};

export function ownershipFindings(rows: readonly OwnershipRow[]): readonly Finding[] {
  const [first] = rows;
  if (first === undefined) return [];
  const role = shownRole(first.role);
  const foreign = rows.filter(({ ours }) => !ours);
  if (foreign.length === 0) {
    const owners = [...new Set(rows.map(({ owner }) => shownRole(owner)))];
    const by = owners.length === 1 && owners[0] === role ? '' : `, owned by ${list(owners)}`;
    return [{ status: 'ok', title: `${role} may change ${whole(rows.length)} of the project${by}` }];
  }
  const byOwner = grouped(foreign);
  const owners = [...byOwner.keys()];
  return [
    {
      status: 'problem',
      code: 'target-rights',
      title: `${foreign.length} of ${plural(rows.length, 'object')} ${verb(foreign.length, 'belongs', 'belong')} to roles that ${role} is not a member of`,
      detail: [...byOwner].map(
        ([owner, objects]) =>
          `${shownRole(owner)}: ${list(objects.map(({ schema, name }) => shownName(schema, name)))}`,
      ),
      help: foreign.some(({ superuser }) => superuser)
        ? `Only an owner may ALTER and DROP: connect as ${shownRole(owners[0] ?? '')}, or give them away as ${shownRole(owners[0] ?? '')}, each with ALTER … OWNER TO ${role};`
        : `Only an owner may ALTER and DROP: connect as ${shownRole(owners[0] ?? '')}, or GRANT ${owners.map(shownRole).join(', ')} TO ${role};`,
    },
  ];
}

function whole(count: number): string {
  return count === 1 ? 'the object' : `all ${count} objects`;
}

function grouped(rows: readonly OwnershipRow[]): ReadonlyMap<string, readonly OwnershipRow[]> {
  const owners = [...new Set(rows.map(({ owner }) => owner))];
  return new Map(owners.map((owner) => [owner, rows.filter((row) => row.owner === owner)]));
}
