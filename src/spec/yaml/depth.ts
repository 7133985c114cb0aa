import { punctuation } from './tokens.ts';

/** Far more than any spec needs, far less than the YAML parser's recursion can take. */
const deepestFlow = 100;
const widestIndent = 500;

/**
 * Where a text nests too deeply to be given to the YAML parser, which is recursive: without stack, V8 cannot even compile a
 * regular expression any more, and ends the process.
 */
export function tooDeepAt(text: string): number | undefined {
  // Every level of a block needs a column of its own, even where `- - -` opens many on one line.
  const indent = wideIndent.exec(text);
  if (indent !== null) return indent.index;
  return (text.match(/[[{]/g)?.length ?? 0) > deepestFlow ? deepFlowAt(text) : undefined;
}

const wideIndent = new RegExp(`^[ \\t?:-]{${widestIndent}}`, 'm');

function deepFlowAt(text: string): number | undefined {
  let depth = 0;
  for (const { token, at } of punctuation(text)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > deepestFlow) return at;
  }
  return undefined;
}
