import type { Catalog, NotCovered } from '../../database/catalog/catalog.ts';
import { readCatalog } from '../../database/catalog/read.ts';
import type { Session } from '../../database/target/session.ts';
import { type Diagnostic, DiagnosticError } from '../../diagnostic/diagnostic.ts';
import type { Grammar } from '../../grammar/grammar.ts';
import type { Model } from '../../model/model.ts';
import type { Plan } from '../../plan/plan.ts';
import { planFor } from '../../release/generated.ts';
import type { StateName } from '../states.ts';
import { compareCovered } from './comparable.ts';
import type { Comparison } from './compare.ts';
import type { Inexpressible } from './expressible.ts';
import { restrict, scopeOf } from './scope.ts';

/** How a target differs from a state of the schema. */
export type Verification = Pick<Comparison, 'changes' | 'unsettled'> &
  Pick<Catalog, 'access' | 'leftOut'> & {
    /** What was not compared, by kind and name. */
    readonly notCovered: readonly Inexpressible[];
    /** Without its password. */
    readonly target: string;
    readonly server: string;
    readonly against: StateName;
    /** What would mend it. */
    readonly plan: Plan;
  };

/** What people ask to be read of a database. */
export type Reading = {
  /** Only these; empty: all. */
  readonly schemas: readonly string[];
  /** Whether what the model does not cover is an error. */
  readonly strict: boolean;
};

/** A database, as it was read. */
export type Found = {
  readonly session: Session;
  readonly catalog: Catalog;
  readonly reading: Reading;
  readonly grammar: Grammar;
};

/** @throws DiagnosticError `not-covered-objects` where that is asked for; what keeps the database from being read */
export async function find(session: Session, reading: Reading, grammar: Grammar): Promise<Found> {
  const catalog = await readCatalog(session, scopeOf(reading.schemas), grammar);
  if (reading.strict && catalog.notCovered.length > 0)
    throw new DiagnosticError(catalog.notCovered.map((object) => notCovered(object, session.url.shown)));
  return { session, reading, grammar, catalog };
}

function notCovered({ kind, name }: NotCovered, target: string): Diagnostic {
  return {
    code: 'not-covered-objects',
    message: `${target} has a ${kind} that the model does not cover: ${name}`,
    help: 'Keep it and leave out --strict, or read only other schemas with --schema.',
  };
}

/** Compares what was found with the model of a state. */
export async function verifyAgainst(
  { session, catalog, reading: { schemas }, grammar }: Found,
  against: StateName,
  wanted: Model,
): Promise<Verification> {
  const { comparison, left } = await compareCovered(
    restrict(catalog.model, schemas),
    restrict(wanted, schemas),
    grammar,
  );
  const { pair, changes, unsettled } = comparison;
  return {
    target: session.url.shown,
    server: session.server.text,
    against,
    changes,
    unsettled,
    plan: planFor(pair),
    notCovered: [...catalog.notCovered, ...left],
    access: catalog.access,
    leftOut: catalog.leftOut,
  };
}
