/**
 * The constraints of a domain, as the library strings them together (`CHECK (VALUE > 1) CHECK (…) NOT VALID NOT NULL`), sorted: they come in the
 * order in which they were made.
 */
export function withoutOrder(constraints: string): string {
  return partsOf(constraints).sort().join(' ');
}

/** Strings and quoted names whole, so that no parenthesis in them counts. */
const tokens = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]|\b(?:CHECK|NOT NULL)\b|[^'"()CN]+|[CN]/g;

function partsOf(constraints: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  for (const [token] of constraints.matchAll(tokens)) {
    if (depth === 0 && (token === 'CHECK' || token === 'NOT NULL')) parts.push('');
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    parts.push(`${parts.pop() ?? ''}${token}`);
  }
  return parts.map((part) => part.trim());
}
