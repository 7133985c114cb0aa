import type { Index, Parameter, SchemaObject } from '../model/schema-object.ts';

/** The object with the values of its parameters in one spelling: `'public'` and `public` set the same. */
export function withPlainParameters(object: SchemaObject): SchemaObject {
  switch (object.kind) {
    case 'function':
    case 'procedure':
      return { ...object, set: plain(object.set) };
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
