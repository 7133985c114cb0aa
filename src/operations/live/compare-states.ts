import type { Catalog } from '../../database/catalog/catalog.ts';
import { chooseTarget } from '../../database/target/choice.ts';
import { withTarget } from '../../database/target/with-target.ts';
import type { Change } from '../../diff/change.ts';
import { diff } from '../../diff/diff.ts';
import { swap } from '../../diff/pair.ts';
import { type Grammar, loadGrammar } from '../../grammar/grammar.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Release } from '../../release/chain.ts';
import { planFor } from '../../release/generated.ts';
import { loadChain } from '../../release/load-chain.ts';
import { pairBetween } from '../pair-between.ts';
import { rootOf } from '../root.ts';
import { type State, type StateName, stateName, stateNamed } from '../states.ts';
import type { TargetRequest } from '../target-request.ts';
import { compareCovered } from './comparable.ts';
import type { Comparison } from './compare.ts';
import type { Inexpressible } from './expressible.ts';
import { modelOf } from './model-of.ts';
import { restrict } from './scope.ts';
import { find, type Reading } from './verification.ts';

/** The plans between two schemas, of which either can be that of a database. */
export type StatesCompared = Pick<Comparison, 'unsettled'> & {
  readonly from: StateName;
  readonly to: StateName;
  readonly changes: readonly Change[];
  readonly forward: Plan;
  readonly backward: Plan;
  /** What databases hold that is not compared; none for a state that is no database. */
  readonly databases: readonly (Pick<Catalog, 'access' | 'leftOut'> & {
    readonly name: string;
    readonly notCovered: readonly Inexpressible[];
  })[];
};

/** What people name: a state, or the URL of a database. */
type Side =
  | { readonly kind: 'state'; readonly state: State }
  | { readonly kind: 'database'; readonly name: string; readonly catalog: Catalog };

/**
 * Compares any two of: a release, the spec as it stands, a database by its URL.
 *
 * @throws DiagnosticError with what is wrong with the names, the spec, the releases or a database
 */
export async function compareStates(
  request: Pick<TargetRequest, 'project' | 'onEvent'>,
  names: readonly [string, string],
  reading: Reading,
): Promise<StatesCompared> {
  const [{ releases }, grammar] = await Promise.all([loadChain(request.project), loadGrammar()]);
  const [from, to] = [
    await sideNamed(names[0], request, releases, reading, grammar),
    await sideNamed(names[1], request, releases, reading, grammar),
  ];
  const { pair, unsettled, left, of } = await compareSides(from, to, request, releases, reading, grammar);
  return {
    from: nameOf(from),
    to: nameOf(to),
    changes: diff(pair),
    forward: planFor(pair),
    backward: planFor(swap(pair)),
    unsettled,
    databases: [from, to].flatMap((side) =>
      side.kind === 'state'
        ? []
        : [
            {
              name: side.name,
              notCovered: side === of ? [...side.catalog.notCovered, ...left] : side.catalog.notCovered,
              access: side.catalog.access,
              leftOut: side.catalog.leftOut,
            },
          ],
    ),
  };
}

async function sideNamed(
  name: string,
  { project, onEvent }: Pick<TargetRequest, 'project' | 'onEvent'>,
  releases: readonly Release[],
  reading: Reading,
  grammar: Grammar,
): Promise<Side> {
  if (!/^postgres(ql)?(\+\w+)?:/i.test(name)) return { kind: 'state', state: stateNamed(name, releases) };
  const target = chooseTarget({ databaseUrl: name, embedded: false }, {});
  return withTarget(target, rootOf(project), onEvent, async (session) => {
    const { catalog } = await find(session, reading, grammar);
    return { kind: 'database', name: session.url.shown, catalog };
  });
}

function nameOf(side: Side): StateName {
  return side.kind === 'state' ? stateName(side.state) : { name: side.name };
}

type Compared = Pick<Comparison, 'pair' | 'unsettled'> & {
  /** What of a database was not compared. */
  readonly left: readonly Inexpressible[];
  readonly of: Side;
};

async function compareSides(
  from: Side,
  to: Side,
  { project }: Pick<TargetRequest, 'project'>,
  releases: readonly Release[],
  reading: Reading,
  grammar: Grammar,
): Promise<Compared> {
  const modelOfSide = async (side: Side) =>
    restrict(
      side.kind === 'database' ? side.catalog.model : await modelOf(project, releases, side.state),
      reading.schemas,
    );
  if (from.kind === 'state' && to.kind === 'state')
    return {
      pair: await pairBetween(project, releases, from.state, to.state),
      unsettled: undefined,
      left: [],
      of: from,
    };
  const [start, end] = [await modelOfSide(from), await modelOfSide(to)];
  if (from.kind === 'database') {
    const { comparison, left } = await compareCovered(start, end, grammar);
    return { ...comparison, left, of: from };
  }
  const { comparison, left } = await compareCovered(end, start, grammar);
  return { pair: swap(comparison.pair), unsettled: comparison.unsettled, left, of: to };
}
