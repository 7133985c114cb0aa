/**
 * Finds its way in statements that the server printed: what stands in quotes is no syntax, and parentheses come in pairs.
 * Letters outside quotes are keywords in upper case, or names in lower case. In constants only quotes are doubled: the server
 * never prints `E'…'` there.
 */

/** Where the token at `from` ends: a quoted name, a string constant, a pair of parentheses with all in it, or one character. */
export function tokenEnd(text: string, from: number): number {
  const first = text.charAt(from);
  if (first === '"' || first === "'") return quoteEnd(text, from, first);
  if (first !== '(' && first !== '[') return from + 1;
  let at = from + 1;
  while (at < text.length && text.charAt(at) !== (first === '(' ? ')' : ']')) at = tokenEnd(text, at);
  return at + 1;
}

function quoteEnd(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text.charAt(at) !== quote) continue;
    if (text.charAt(at + 1) !== quote) return at + 1;
    at += 1;
  }
  return text.length;
}

/** Where a keyword stands outside quotes and parentheses, or -1. */
export function findKeyword(text: string, keyword: string, from = 0): number {
  for (let at = from; at < text.length; at = tokenEnd(text, at)) {
    if (text.startsWith(keyword, at)) return at;
  }
  return -1;
}

/** What stands between commas that are outside quotes and parentheses. */
export function splitList(text: string): readonly string[] {
  const items: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at = tokenEnd(text, at)) {
    if (text.charAt(at) !== ',') continue;
    items.push(text.slice(start, at).trim());
    start = at + 1;
  }
  return [...items, text.slice(start).trim()];
}
