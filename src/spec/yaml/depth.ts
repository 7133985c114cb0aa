import { punctuation, tokens } from './tokens.ts';

/** Far more than any spec needs, far less than the YAML parser's recursion can take. */
const deepestFlow = 100;
const widestIndent = 500;

/**
 * Where a text nests too deeply to be given to the YAML parser, which is recursive: without stack, V8 cannot even compile a
 * regular expression any more, and ends the process.
 */
export function tooDeepAt(text: string): number | undefined {
  // Every level of a block needs a column of its own, even where `- - -` opens many on one line.
  const indent = wideIndent.test(text) ? wideIndentAt(text) : undefined;
  if (indent !== undefined) return indent;
  return (text.match(/[[{]/g)?.length ?? 0) > deepestFlow ? deepFlowAt(text) : undefined;
}

const wideIndent = new RegExp(`^[ \\t?:-]{${widestIndent}}`, 'm');
/** Lines with nothing but white space open no level. */
const wideLines = new RegExp(`^(?=.*[^ \\t\\r\\n])[ \\t?:-]{${widestIndent}}`, 'gm');
const manyIndicators = new RegExp(`^([ \\t]*[?:-][ \\t?:-]{${widestIndent}})[ \\t?:-]+`, 'gm');

/** The first such line that is no part of a scalar. */
function wideIndentAt(text: string): number | undefined {
  // The lexer is recursive, too; what stands on a line, and how deep, stays the same for it.
  const narrow = text.replace(manyIndicators, '$1');
  const lines = [...narrow.matchAll(wideLines)].map(({ index }) => index);
  let next = 0;
  for (const { token, at, isScalar } of tokens(narrow)) {
    for (; (lines[next] ?? narrow.length) < at + token.length; next++)
      if (!isScalar) return startOfLine(text, narrow.slice(0, lines[next]).split('\n').length);
  }
  return undefined;
}

/** @param line counted from 1 */
function startOfLine(text: string, line: number): number {
  let start = 0;
  for (let count = 1; count < line; count++) start = text.indexOf('\n', start) + 1;
  return start;
}

function deepFlowAt(text: string): number | undefined {
  let depth = 0;
  for (const { token, at } of punctuation(text)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > deepestFlow) return at;
  }
  return undefined;
}
