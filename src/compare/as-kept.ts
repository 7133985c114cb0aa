import type { Index, Parameter, Routine, RoutineResult, SchemaObject } from '../model/schema-object.ts';
import type { DataType } from '../model/type.ts';

/**
 * The object as PostgreSQL keeps it: the values of its parameters in one spelling (`'public'` and `public` set the same), and the types of
 * a routine without their modifiers, which CREATE FUNCTION takes and forgets.
 */
export function asKept(object: SchemaObject): SchemaObject {
  switch (object.kind) {
    case 'function':
    case 'procedure':
      return keptRoutine(object);
    case 'table':
      return {
        ...object,
        storageParameters: plain(object.storageParameters),
        indexes: object.indexes.map(plainIndex),
      };
    case 'materialized_view':
      return {
        ...object,
        storageParameters: plain(object.storageParameters),
        indexes: object.indexes.map(plainIndex),
      };
    default:
      return object;
  }
}

function keptRoutine(routine: Routine): Routine {
  return {
    ...routine,
    set: plain(routine.set),
    arguments: routine.arguments.map((argument) => ({ ...argument, type: unmodified(argument.type) })),
    ...(routine.returns === undefined ? {} : { returns: keptResult(routine.returns) }),
  };
}

function keptResult(result: RoutineResult): RoutineResult {
  return result.kind === 'type'
    ? { ...result, type: unmodified(result.type) }
    : { ...result, columns: result.columns.map(({ name, type }) => ({ name, type: unmodified(type) })) };
}

function unmodified(type: DataType): DataType {
  return { ...type, modifiers: [] };
}

function plainIndex(index: Index): Index {
  return {
    ...index,
    storageParameters: plain(index.storageParameters),
    elements: index.elements.map((element) =>
      element.opclass === undefined
        ? element
        : { ...element, opclass: { ...element.opclass, parameters: plain(element.opclass.parameters) } },
    ),
  };
}

function plain(parameters: readonly Parameter[]): readonly Parameter[] {
  return parameters.map(({ name, value }) => ({ name, value: plainValue(value) }));
}

/** Quotes of either kind and the space around commas say nothing here: PostgreSQL keeps the text between them. */
function plainValue(value: string): string {
  const parts = value.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[^,'"]+/g) ?? [];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const quote = part[0];
      return quote === "'" || quote === '"'
        ? part.slice(1, -1).replaceAll(quote + quote, quote)
        : part.toLowerCase();
    })
    .join(',');
}
