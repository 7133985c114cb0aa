/** LIKE; a backslash takes the next character as it is. */
export function matchesLike(value: string, pattern: string, anyCase: boolean): boolean {
  const source = [...pattern.matchAll(/\\(.)|([\s\S])/gu)].map(([, escaped, plain]) => {
    if (escaped !== undefined) return literally(escaped);
    if (plain === '%') return '[\\s\\S]*';
    return plain === '_' ? '[\\s\\S]' : literally(plain as string);
  });
  return new RegExp(`^${source.join('')}$`, anyCase ? 'iu' : 'u').test(value);
}

/** Where PostgreSQL's expressions and JavaScript's mean the same; undefined elsewhere. */
export function matchesRegex(value: string, pattern: string, anyCase: boolean): boolean | undefined {
  const translated = javascriptRegex(pattern);
  if (translated === undefined) return undefined;
  try {
    return new RegExp(translated, anyCase ? 'is' : 's').test(value);
  } catch {
    return undefined;
  }
}

/** Undefined where the pattern has what JavaScript does not: embedded options, word boundaries of its own, back references. */
export function javascriptRegex(pattern: string): string | undefined {
  if (/^\*\*\*|^\(\?[a-z]|\\[mMyYAZ1-9]|\[\[[.=:][<>]/.test(pattern)) return undefined;
  return pattern.replace(/\[:(\w+):\]/g, (_, name: string) => classes[name] ?? '');
}

export const classes: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
  punct: '!-\\/:-@\\[-`{-~',
};

function literally(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
