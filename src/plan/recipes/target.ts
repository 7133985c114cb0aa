import type { Element } from '../../model/element.ts';
import type { Target } from '../../sql/statement.ts';
import { unreachable } from '../../diagnostic/diagnostic.ts';

/** An element as statements such as COMMENT ON and DROP name it. */
export function targetOf(element: Element): Target {
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
        arguments: element.value.arguments.filter((argument) => argument.mode !== 'out').map((argument) => argument.type),
      };
    case 'index':
      return { kind: 'index', name: { schema: element.owner.schema, name: element.value.name } };
    case 'column':
    case 'trigger':
      return { kind: element.kind, ...ownerOf(element), name: element.value.name };
    case 'primary_key':
    case 'unique':
    case 'check':
    case 'foreign_key':
    case 'exclusion':
      return { kind: 'constraint', ...ownerOf(element), name: element.value.name };
    default:
      return unreachable(element);
  }
}

function ownerOf(element: Extract<Element, { owner: unknown }>) {
  const { schema, name, kind } = element.owner;
  return { relation: { schema, name }, relationKind: kind };
}
