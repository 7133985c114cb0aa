/** Replaces a part of a text. */
type Replacement = { readonly start: number; readonly end: number; readonly text: string };

/** Replacements that only make sense together. Those of different edits do not overlap. */
export type Edit = readonly Replacement[];

export function edited(text: string, edits: readonly Edit[]): string {
  const replacements = edits.flat().sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let end = 0;
  for (const replacement of replacements) {
    // Space between two parts that go can be in both.
    const start = Math.max(replacement.start, end);
    result += text.slice(end, start) + replacement.text;
    end = Math.max(end, replacement.end);
    if (replacement.text === '') result = spaced(result, text.slice(end));
  }
  return result + text.slice(end);
}

/** What is left and right of a part that was taken out must not become one word or operator. */
function spaced(before: string, after: string): string {
  const [left, right] = [before.at(-1) ?? '', after[0] ?? ''];
  const merges = [/[\p{L}\d_$"']/u, /[-+*/<>=~!@#%^&|`?]/].some(
    (kind) => kind.test(left) && kind.test(right),
  );
  return merges ? `${before} ` : before;
}
