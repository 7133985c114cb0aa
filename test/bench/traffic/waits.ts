const acquired =
  /^(\w+)\|LOG: +process \d+ (?:acquired|still waiting for) (\w+) on (\w+) .* after ([\d.]+) ms/gm;

/** The longest that each kind of client waited for a lock, in milliseconds, and for what. */
export function lockWaits(
  log: string,
): Readonly<Record<string, { readonly ms: number; readonly what: string }>> {
  const longest: Record<string, { ms: number; what: string }> = {};
  for (const [, who = '', mode, on, text] of log.matchAll(acquired)) {
    const ms = Number(text);
    if (ms > (longest[who]?.ms ?? 0)) longest[who] = { ms, what: `${mode} on ${on}` };
  }
  return longest;
}
