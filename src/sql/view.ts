import type { MaterializedView, View } from '../model/schema-object.ts';
import { closed } from './expression.ts';
import { list } from './layout.ts';
import { relationName } from './name.ts';
import { withParameters } from './parameter.ts';
import { quoteName } from './quote.ts';
import { words } from './words.ts';

/** The query is printed as it was written, on lines of its own. */
export function createView(view: View, orReplace: boolean): string {
  const options = [
    ...(view.securityBarrier ? [{ name: 'security_barrier', value: 'true' }] : []),
    ...(view.securityInvoker ? [{ name: 'security_invoker', value: 'true' }] : []),
  ];
  return [
    words('CREATE', orReplace && 'OR REPLACE', 'VIEW', nameWithColumns(view), withParameters(options), 'AS'),
    closed(view.query.text),
    { none: '', local: 'WITH LOCAL CHECK OPTION', cascaded: 'WITH CHECK OPTION' }[view.checkOption ?? 'none'],
  ]
    .filter((line) => line !== '')
    .join('\n');
}

export function createMaterializedView(view: MaterializedView): string {
  return [
    words('CREATE MATERIALIZED VIEW', nameWithColumns(view), withParameters(view.storageParameters), 'AS'),
    closed(view.query.text),
    view.withData ? '' : 'WITH NO DATA',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function nameWithColumns(view: View | MaterializedView): string {
  const name = relationName(view);
  return view.columns.length === 0 ? name : list(`${name} `, view.columns.map(quoteName));
}
