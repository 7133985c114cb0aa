import { unreachable } from '../../diagnostic/diagnostic.ts';
import type { Element } from '../../model/element.ts';
import type { QualifiedName, Target } from '../../sql/statement.ts';

/**
 * An element as statements such as COMMENT ON and DROP name it.
 * @param at the name of its owner at that moment, where that is not the one that the element knows
 */
export function targetOf(element: Element, at?: QualifiedName): Target {
  switch (element.kind) {
    case 'schema':
    case 'extension':
      return { kind: element.kind, name: element.value.name };
    case 'enum':
    case 'domain':
    case 'sequence':
    case 'table':
    case 'view':
    case 'materialized_view':
      return { kind: element.kind, name: { schema: element.value.schema, name: element.value.name } };
    case 'function':
    case 'procedure':
      return {
        kind: element.kind,
        name: { schema: element.value.schema, name: element.value.name },
        arguments: element.value.arguments
          .filter((argument) => argument.mode !== 'out')
          .map((argument) => argument.type),
      };
    case 'index':
      return { kind: 'index', name: { schema: (at ?? element.owner).schema, name: element.value.name } };
    case 'column':
    case 'trigger':
      return { kind: element.kind, ...ownerOf(element, at), name: element.value.name };
    case 'primary_key':
    case 'unique':
    case 'check':
    case 'foreign_key':
    case 'exclusion':
      return { kind: 'constraint', ...ownerOf(element, at), name: element.value.name };
    default:
      return unreachable(element);
  }
}

function ownerOf(element: Extract<Element, { owner: unknown }>, at: QualifiedName | undefined) {
  const { schema, name } = at ?? element.owner;
  return { relation: { schema, name }, relationKind: element.owner.kind };
}
