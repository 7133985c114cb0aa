import { fail } from '../../diagnostic/diagnostic.ts';
import type { Grammar } from '../../grammar/grammar.ts';
import type { Model } from '../../model/model.ts';
import { explain, isServerError, type ServerError, sqlstate } from '../target/server-error.ts';
import type { Session } from '../target/session.ts';
import { blockedError } from './blocked.ts';
import { buildCatalog } from './build/catalog.ts';
import type { Catalog, CatalogScope } from './catalog.ts';
import type { Rows } from './rows/queries.ts';
import { allQuestions, type Question, readRows, statementTimeout } from './transaction.ts';

/**
 * Reads what is in the database, in a single round trip and without changing anything. Needs no rights but to connect:
 * everyone may read the catalogs.
 *
 * @throws DiagnosticError `target-locked` where someone keeps others from reading a table, `target-slow` where the server takes
 * too long, `target-rights` where the role may not see a catalog
 */
export async function readCatalog(session: Session, scope: CatalogScope, grammar: Grammar): Promise<Catalog> {
  const rows = await consistentRows(session, scope, allQuestions);
  return buildCatalog(rows, session.server, grammar);
}

/**
 * The model alone, without what it does not cover and who may do what: to plan these two questions takes the server longer than all the
 * others together.
 *
 * @throws DiagnosticError as {@link readCatalog}
 */
export async function readModel(session: Session, scope: CatalogScope, grammar: Grammar): Promise<Model> {
  const rows = await consistentRows(session, scope, modelQuestions);
  return buildCatalog(rows, session.server, grammar).model;
}

const modelQuestions = allQuestions.filter((name) => name !== 'notCovered' && name !== 'access');

/** More would not help: each one needs a change of schema that is committed in the same few milliseconds. */
const attempts = 5;

/**
 * The rows are of one moment, but what the server prints of views and expressions is of the moment when it prints it. When something
 * is dropped in between, it fails or prints nothing, and all is read again.
 */
async function consistentRows(
  session: Session,
  scope: CatalogScope,
  questions: readonly Question[],
): Promise<Rows> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const rows = await readRows(session.client, { major: session.server.major, scope }, questions);
      if (attempt === attempts || !hasVanished(rows)) return rows;
    } catch (error) {
      if (!isServerError(error)) throw error;
      if (error.code === sqlstate.lockNotAvailable) throw await blockedError(session.client);
      if (error.code === queryCanceled) return failSlow();
      if (error.code === sqlstate.insufficientPrivilege) return failHidden(error, session);
      if (attempt === attempts || !vanished(error)) throw error;
    }
  }
}

function hasVanished(rows: Rows): boolean {
  return (
    rows.views.some(({ query }) => query === null) ||
    rows.columnExpressions.some(({ expression }) => expression === null) ||
    rows.constraints.some(({ type, expression }) => type === 'c' && expression === null) ||
    rows.indexes.some(({ texts }) => texts?.includes(null) === true)
  );
}

const queryCanceled = '57014';
/** `cache lookup failed` and `could not open relation` are internal errors to PostgreSQL. */
const internalError = 'XX000';
const undefinedObjects = /^42(P01|704|883|703)$/;

function vanished({ code }: ServerError): boolean {
  return code === internalError || undefinedObjects.test(code);
}

/** Somebody has taken away what everyone has. */
function failHidden(error: ServerError, { url }: Session): never {
  fail(
    'target-rights',
    `the role may not read the catalog of ${url.shown}: ${explain(error)}`,
    'As a superuser: GRANT SELECT on that table of pg_catalog to it; PUBLIC has that unless somebody revoked it.',
  );
}

function failSlow(): never {
  fail(
    'target-slow',
    `the target took longer than ${statementTimeout} s to tell what is in it`,
    'Try again when it has less to do.',
  );
}
