import type { FunctionParameter, Node } from 'libpg-query';
import type { RoutineResult } from '../model/schema-object.ts';
import type { DataType } from '../model/type.ts';
import { typeAt } from './data-type.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import type { Parser } from './parser.ts';
import { type Statement, statementEndingWith } from './statement.ts';
import { locationOf } from './tree.ts';

const help =
  'Write what stands behind RETURNS in CREATE FUNCTION: trigger, setof text, table (id bigint, name text).';

/** What a function returns: a type, SETOF a type, or TABLE with columns. */
export function parseResult(parser: Parser, text: string): Parsed<RoutineResult> {
  const statement = statementEndingWith(parser, 'CREATE FUNCTION a() RETURNS', text, help);
  if (!statement.ok) return statement;
  const { node, offsetOf } = statement.value;
  const routine = 'CreateFunctionStmt' in node ? node.CreateFunctionStmt : undefined;
  const type = routine?.returnType;
  const [option] = routine?.options ?? [];
  if (type === undefined || option !== undefined || routine?.sql_body !== undefined)
    return refused(
      'result-syntax',
      'this is more than what a function returns',
      help,
      offsetOf(locationOf(option)),
    );
  if (routine?.parameters !== undefined) return tableOf(routine.parameters, offsetOf);
  const { setof = false, ...single } = type;
  const returned = typeAt(single, offsetOf);
  return returned.ok ? parsed({ kind: 'type', type: returned.value, setOf: setof }) : returned;
}

function tableOf(parameters: readonly Node[], offsetOf: Statement['offsetOf']): Parsed<RoutineResult> {
  const columns: { readonly name: string; readonly type: DataType }[] = [];
  for (const parameter of parameters) {
    const column: FunctionParameter = 'FunctionParameter' in parameter ? parameter.FunctionParameter : {};
    const type = typeAt(column.argType ?? {}, offsetOf);
    if (!type.ok) return type;
    columns.push({ name: column.name ?? '', type: type.value });
  }
  return parsed({ kind: 'table', columns });
}
