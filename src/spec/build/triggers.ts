import type { Trigger } from '../../model/schema-object.ts';
import type { Path } from '../yaml/node.ts';
import { checkList } from './keys.ts';
import { builtinTriggerFunctions } from './known-names.ts';
import type { Scope } from './scope.ts';
import { keyOf } from './symbols.ts';

/**
 * The trigger with the schema of its function.
 * @param columns of its table; absent for a view, whose columns are not known
 */
export function resolveTrigger(
  trigger: Trigger,
  path: Path,
  columns: ReadonlySet<string> | undefined,
  owner: { readonly name: string },
  scope: Scope,
): Trigger {
  const update = trigger.events.find((event) => event.kind === 'update');
  if (update?.kind === 'update' && columns)
    checkList(update.columns, columns, owner, scope, [...path, 'events']);
  const schema = functionSchema(trigger, path, scope);
  return schema === trigger.execute.schema || schema === undefined
    ? trigger
    : { ...trigger, execute: { ...trigger.execute, schema } };
}

function functionSchema({ execute }: Trigger, path: Path, scope: Scope): string | undefined {
  const { symbols } = scope;
  const { schema, name } = execute;
  if (name === '' || schema === 'pg_catalog') return schema;
  const found = schema ?? symbols.schemaOf(symbols.functions, name, scope.schema);
  if (found !== undefined && symbols.functions.has(keyOf(found, name))) return found;
  const builtIn = schema === undefined && builtinTriggerFunctions.has(name);
  if (!builtIn && !scope.mayBeElsewhere) {
    const shown = schema === undefined ? name : `${schema}.${name}`;
    const help = symbols.suggest(
      shown,
      symbols.functions,
      scope.schema,
      `Declare it: functions: {"${shown}()": …}.`,
    );
    scope.report(
      'unknown-function',
      `there is no function ${JSON.stringify(shown)}`,
      help,
      [...path, 'execute'],
      { word: name },
    );
  }
  return schema;
}
