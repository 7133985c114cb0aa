import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic/diagnostic.ts';
import { renderDiagnostics } from '../../src/output/diagnostics.ts';
import { plain } from '../../src/output/style.ts';

/** A diagnostic that marks the first `marked` in the line. */
function at(excerpt: string, marked: string): Diagnostic {
  const start = excerpt.indexOf(marked);
  return {
    code: 'unknown-key',
    message: 'something is wrong',
    help: 'Mend it.',
    at: { file: 'a.yaml', line: 7, column: start + 1, endColumn: start + 1 + marked.length, excerpt },
  };
}

/** The line that is shown and the line of marks below it. */
function shown(excerpt: string, marked: string, width = 80): readonly string[] {
  return renderDiagnostics([at(excerpt, marked)], plain, width)
    .split('\n')
    .slice(2, 4);
}

describe('a diagnostic', () => {
  it('says what, where and what to do', () => {
    expect(renderDiagnostics([at('    colums: {}', 'colums')], plain, 80)).toBe(
      [
        'error something is wrong [unknown-key]',
        ' --> a.yaml:7:5',
        '7 |     colums: {}',
        '  |     ^^^^^^',
        '  help: Mend it.',
        '',
      ].join('\n'),
    );
  });

  it('needs no place', () => {
    const { at: _, ...diagnostic } = at('x', 'x');
    expect(renderDiagnostics([diagnostic], plain, 80)).toBe(
      'error something is wrong [unknown-key]\n  help: Mend it.\n',
    );
  });

  it('does not stand alone', () => {
    const text = renderDiagnostics([at('x', 'x'), at('y', 'y')], plain, 80);
    expect(text).toMatch(/\n\nerror something.*\n\n2 problems\n$/s);
  });

  it('keeps to the width', () => {
    const long = { ...at('x', 'x'), message: 'word '.repeat(40).trim(), help: 'more '.repeat(40).trim() };
    for (const width of [40, 80, 120]) {
      const lines = renderDiagnostics([long], plain, width).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(
        width + ' [unknown-key]'.length,
      );
      expect(lines.length).toBeGreaterThan(5);
    }
  });
});

describe('the mark', () => {
  it('stands below its text, whatever is before it', () => {
    expect(shown('\t\tname: x', 'name')).toEqual(['7 |         name: x', '  |         ^^^^']);
    expect(shown('日本: bad', 'bad')).toEqual(['7 | 日本: bad', '  |       ^^^']);
    expect(shown('🙂: bad', 'bad')).toEqual(['7 | 🙂: bad', '  |     ^^^']);
    expect(shown('a: 日本', '日本')).toEqual(['7 | a: 日本', '  |    ^^^^']);
  });

  it('is at least one column, also behind the end of the line', () => {
    expect(shown('abc', '')).toEqual(['7 | abc', '  | ^']);
    const behind = {
      ...at('abc', 'abc'),
      at: { file: 'a', line: 7, column: 4, endColumn: 5, excerpt: 'abc' },
    };
    expect(renderDiagnostics([behind], plain, 80)).toContain('7 | abc\n  |    ^\n');
  });

  it('stays in sight in a line that is too long', () => {
    for (const before of [0, 100, 1000]) {
      const line = `${'a'.repeat(before)}BAD${'z'.repeat(500)}`;
      const [text = '', mark = ''] = shown(line, 'BAD', 60);
      expect(text.length).toBeLessThanOrEqual(60);
      expect(text.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('BAD');
    }
  });

  it('is not led astray by characters that move others', () => {
    expect(shown('a\u001b[31m\u202e\u0007: bad', 'bad')).toEqual(['7 | a·[31m··: bad', '  |           ^^^']);
  });
});
