import type { Sql } from '../model/sql.ts';
import { keywords } from './keywords.ts';

/**
 * Expressions are printed as people wrote them. Where the grammar only takes a part of them, as after DEFAULT, they stand in
 * parentheses unless they are plainly one operand: a constant, a name, a call, with casts.
 */
export function operand(sql: Sql): string {
  const outline = outlineOf(sql.text);
  return outline !== undefined && operandOutline.test(outline) ? sql.text : enclosed(sql);
}

/** In parentheses, in its own ones if it has them. Those of a row, `(a, b)`, are more than that. */
export function enclosed(sql: Sql): string {
  const isEnclosed = outlineOf(sql.text) === '¶' && !outlineOf(sql.text.slice(1, -1))?.includes(',');
  return isEnclosed ? sql.text : `(${closed(sql.text)})`;
}

/** The key of an index: a call may stand as it is, everything else in parentheses. */
export function indexKey(sql: Sql): string {
  const outline = outlineOf(sql.text);
  const isCall =
    outline !== undefined && callOutline.test(outline) && !keywords.has(outline.slice(0, -1).toLowerCase());
  return isCall ? sql.text : `(${closed(sql.text)})`;
}

/** Text that something may follow: a comment at its end does not swallow that. */
export function closed(text: string): string {
  const lastLine = text.slice(text.lastIndexOf('\n') + 1);
  return lastLine.includes('--') && outlineOf(text) === undefined ? `${text}\n` : text;
}

const name = `(?:[a-z_][a-z0-9_]*|")`;
const path = `${name}(?:\\.${name})*`;
const constant = `(?:'|-?[0-9]+(?:\\.[0-9]+)?(?:e[+-]?[0-9]+)?|[a-z]+ ')`;
const type = `(?:double precision|(?:character|bit) varying¶?|time(?:stamp)?¶? with(?:out)? time zone|${path}¶?)§*`;
const operandOutline = new RegExp(`^(?!not\\b)(?:${constant}|¶|array§|${path}¶?)(?:::${type})*$`, 'i');
const callOutline = new RegExp(`^${path}¶$`, 'i');

/**
 * The text with every string constant as `'`, every quoted name as `"`, everything in parentheses as `¶`, in brackets as `§`.
 * Undefined where that is not plain to see: comments, dollar quotes, strings with a prefix, letters beyond ASCII.
 */
function outlineOf(text: string): string | undefined {
  let plain = true;
  let outline = text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--|\/\*|['"$]/g, (part, offset: number) => {
    const prefixed = offset > 0 && /[a-z0-9_&]/i.test(text.charAt(offset - 1));
    if (!/^['"].*['"]$/s.test(part) || prefixed) plain = false;
    return part.charAt(0);
  });
  if (!plain || !/^[\n\r\t -~]*$/.test(outline)) return undefined;
  for (let before = ''; before !== outline; ) {
    before = outline;
    outline = outline.replace(/\([^()[\]]*\)/g, '¶').replace(/\[[^()[\]]*\]/g, '§');
  }
  return outline;
}
