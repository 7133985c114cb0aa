import type { Model } from '../../model/model.ts';
import type { ServerVersion } from '../target/session.ts';
import type { AccessKind } from './access.ts';
import type { NotCoveredKind } from './not-covered.ts';

/** What is in a database: as much of it as the model covers, and the rest by kind and name. */
export type Catalog = {
  readonly database: string;
  readonly server: ServerVersion;
  /** Sql in it is printed by the server with `search_path = public`, as the statements of plans are. */
  readonly model: Model;
  /** What is there and has no place in the model, sorted by kind and name. */
  readonly notCovered: readonly NotCovered[];
  /** Owners other than the database's, and privileges other than those that everything begins with. Sorted by kind and name. */
  readonly access: readonly Access[];
  /** What is there and is nobody's schema: bookkeeping of migration tools. Sorted by name. */
  readonly leftOut: readonly LeftOut[];
};

export type NotCovered = {
  readonly kind: NotCoveredKind;
  /** As messages print names: `public.measurements`; `public.users.email` of a column. */
  readonly name: string;
};

export type Access = {
  readonly kind: AccessKind;
  /** `table public.users`, `column public.users.email` */
  readonly name: string;
};

export type LeftOut = {
  /** `public.alembic_version` */
  readonly name: string;
  /** Whose it is: `Alembic`. */
  readonly tool: string;
};

/**
 * Which schemas to read: all but PostgreSQL's own and the journal, or those that people name. Extensions are of the whole database
 * and are always read; what else is of no schema, such as publications, only counts where all is read.
 */
export type CatalogScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'schemas'; readonly names: readonly string[] };
