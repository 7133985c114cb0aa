import { firstOwnOid } from './scope.ts';

export type CommentRow = {
  readonly class: CommentedClass;
  readonly oid: number;
  /** Number of the column, or zero. */
  readonly part: number;
  readonly text: string;
};

/** The catalogs of what the model has comments of. */
export const commentedClasses = [
  'pg_class',
  'pg_constraint',
  'pg_extension',
  'pg_namespace',
  'pg_proc',
  'pg_trigger',
  'pg_type',
] as const;
export type CommentedClass = (typeof commentedClasses)[number];

export const comments = () => `
SELECT classoid::regclass::text AS class, objoid AS oid, objsubid AS part, description AS text FROM pg_description
WHERE objoid >= ${firstOwnOid} AND classoid IN (${commentedClasses.map((name) => `'${name}'::regclass`).join(', ')})`;
