import { inverse } from '../../diff/renames.ts';
import { defaultSequenceName } from '../../model/default-names.ts';
import { type Element, idOf, objectId, type PartKind, partsOf } from '../../model/element.ts';
import type { Id, ObjectId } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { Extension, Routine, SchemaObject } from '../../model/schema-object.ts';
import type { Step } from '../../plan/plan.ts';
import type { QualifiedName, Statement } from '../../sql/statement.ts';
import type { Way } from './follow.ts';
import { nameKey } from './forecast.ts';

/** What plans want of a target besides its rows: plain data. */
export type Surroundings = {
  /** Objects of the target that steps change or drop, or to which they add. */
  readonly touched: readonly QualifiedName[];
  /** Whether each of them must be there under its name: not where steps have been run already. */
  readonly complete: boolean;
  /** Tables that new foreign keys refer to. */
  readonly referenced: readonly QualifiedName[];
  /** Schemas in which something is made or gets another name. */
  readonly schemas: readonly string[];
  readonly creates: readonly Created[];
  readonly extensions: readonly Pick<Extension, 'name' | 'version'>[];
  /** Whether some step waits for every transaction that is older than it. */
  readonly waitsForAll: boolean;
};

/** A name that nothing may have when a step takes it. */
export type Created = {
  readonly kind: 'relation' | 'type' | 'schema' | 'routine' | 'extension';
  /** Empty where there is none above. */
  readonly schema: string;
  readonly name: string;
  /** Of a routine: the types of its arguments, as the server lists them. */
  readonly arguments?: string;
};

export function surroundingsOf({ passages, done }: Way): Surroundings {
  const initial = passages[0]?.pair.previous;
  const steps = passages.flatMap(({ pair, plan }, position) => {
    const all = plan.batches.flatMap((batch) => batch.steps);
    return (position === 0 ? all.slice(done) : all).map((step, index) => ({
      step,
      pair,
      // What an interrupted run was at may be there or not.
      inDoubt: position === 0 && index === 0 && done > 0,
    }));
  });
  const touched = new Map<string, QualifiedName>();
  const referenced = new Map<string, QualifiedName>();
  const there = (id: Id) => named(initial?.objects.get(id as ObjectId));
  for (const { step, pair } of steps) {
    const back = inverse(pair.renames);
    const existing = there(existingId(step.cause, back));
    if (existing !== undefined) touched.set(nameKey(existing), existing);
    for (const { schema, name } of referencedBy(step.statement)) {
      const table = idOf('table', [schema, name]);
      const target = there(back.get(table) ?? table);
      if (target !== undefined) referenced.set(nameKey(target), target);
    }
  }
  const creates = steps.flatMap(({ step, inDoubt }) => (inDoubt ? [] : createdBy(step.statement)));
  return {
    touched: [...touched.values()],
    complete: done === 0,
    referenced: [...referenced.values()],
    schemas: schemasOf(
      steps.map(({ step }) => step.statement),
      creates,
    ),
    creates: initial === undefined ? creates : unknownTo(initial, creates),
    extensions: steps.flatMap(({ step }) => wantedExtension(step.statement)),
    waitsForAll: steps.some(({ step }) => step.timeouts === 'patient'),
  };
}

type Back = ReadonlyMap<Id, Id>;

/** The object of the previous model that a step changes, or to which it adds a part. */
function existingId(cause: Step['cause'], back: Back): Id {
  const element: Element = cause.type === 'add' ? cause.next : cause.previous;
  const id = 'owner' in element ? objectId(element.owner) : element.id;
  return cause.type === 'add' ? (back.get(id) ?? id) : id;
}

function named(object: SchemaObject | undefined): QualifiedName | undefined {
  if (object === undefined || object.kind === 'schema' || object.kind === 'extension') return undefined;
  return { schema: object.schema, name: object.name };
}

function referencedBy(statement: Statement): readonly QualifiedName[] {
  const constraints =
    statement.kind === 'create_table'
      ? statement.table.constraints.map(({ constraint }) => constraint)
      : statement.kind === 'alter_table'
        ? statement.actions.flatMap((action) => (action.kind === 'add_constraint' ? [action.constraint] : []))
        : [];
  return constraints.flatMap((constraint) =>
    constraint.kind === 'foreign_key'
      ? [{ schema: constraint.value.references.schema, name: constraint.value.references.table }]
      : [],
  );
}

function createdBy(statement: Statement): readonly Created[] {
  switch (statement.kind) {
    case 'create_schema':
      return [{ kind: 'schema', schema: '', name: statement.name }];
    case 'create_extension':
      return [{ kind: 'extension', schema: '', name: statement.extension.name }];
    case 'create_enum':
      return [created('type', statement.enum)];
    case 'create_domain':
      return [created('type', statement.domain)];
    case 'create_sequence':
      return [created('relation', statement.sequence)];
    case 'create_routine':
      return statement.orReplace ? [] : [routine(statement.routine)];
    case 'create_table': {
      const { schema, constraints } = statement.table;
      const indexes = constraints
        .filter(({ named: isNamed, constraint }) => isNamed && indexed.has(constraint.kind))
        .map(({ constraint }) => created('relation', { schema, name: constraint.value.name }));
      return [created('relation', statement.table), created('type', statement.table), ...indexes];
    }
    case 'create_view':
      return statement.orReplace
        ? []
        : [created('relation', statement.view), created('type', statement.view)];
    case 'create_materialized_view':
      return [created('relation', statement.view), created('type', statement.view)];
    case 'create_index':
      return [created('relation', { schema: statement.table.schema, name: statement.index.name })];
    default:
      return [];
  }
}

const indexed: ReadonlySet<string> = new Set(['primary_key', 'unique', 'exclusion']);

function created(kind: 'relation' | 'type', { schema, name }: QualifiedName): Created {
  return { kind, schema, name };
}

function routine({ schema, name, arguments: all }: Routine): Created {
  const types = all
    .filter(({ mode }) => mode !== 'out')
    .map(({ type }) => {
      const local = type.schema === undefined || type.schema === 'public';
      return `${local ? type.name : `${type.schema}.${type.name}`}${type.array ? '[]' : ''}`;
    });
  return { kind: 'routine', schema, name, arguments: types.join(', ') };
}

/** Those that the model does not have: where it has one, the plan itself makes room. */
function unknownTo(model: Model, creates: readonly Created[]): readonly Created[] {
  if (creates.length === 0 || model.objects.size === 0) return creates;
  const known = new Set<string>();
  for (const object of model.objects.values()) {
    if (object.kind === 'schema' || object.kind === 'extension') {
      known.add(nameKey({ schema: '', name: object.name }));
      continue;
    }
    known.add(nameKey(object));
    for (const part of partsOf(object))
      known.add(nameKey({ schema: object.schema, name: relationOf(object.name, part) }));
  }
  return creates.filter((each) => !known.has(nameKey(each)));
}

/** The name of the index or sequence behind a part; where there is none, its own does no harm. */
function relationOf(table: string, part: Element<PartKind>): string {
  if (part.kind !== 'column') return part.value.name;
  const { kind } = part.value.value;
  return kind === 'serial' || kind === 'identity' ? defaultSequenceName(table, part.value.name) : table;
}

/** Those that the plan makes itself are its own. */
function schemasOf(statements: readonly Statement[], creates: readonly Created[]): readonly string[] {
  const own = new Set(creates.flatMap(({ kind, name }) => (kind === 'schema' ? [name] : [])));
  const renamed = statements.flatMap((statement) =>
    (statement.kind === 'rename' || statement.kind === 'set_schema') &&
    typeof statement.target.name === 'object'
      ? [statement.kind === 'rename' ? statement.target.name.schema : statement.schema]
      : [],
  );
  const made = creates.flatMap(({ schema }) => (schema === '' ? [] : [schema]));
  return [...new Set([...made, ...renamed])].filter((schema) => !own.has(schema)).sort();
}

function wantedExtension(statement: Statement): readonly Pick<Extension, 'name' | 'version'>[] {
  if (statement.kind === 'create_extension') return [statement.extension];
  if (statement.kind !== 'alter_extension' || statement.action.kind !== 'update') return [];
  const { version } = statement.action;
  return [{ name: statement.name, ...(version === undefined ? {} : { version }) }];
}
