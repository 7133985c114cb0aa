import { describe, expect, it } from 'vitest';
import { plain, styleFor, widthOf } from '../../src/output/style.ts';
import { columnsOf, hang, wrap } from '../../src/output/wrap.ts';

describe('colour', () => {
  const isColoured = (isTTY: boolean, environment: NodeJS.ProcessEnv) =>
    styleFor({ isTTY }, environment) !== plain;

  it('is for terminals only', () => {
    expect([isColoured(true, {}), isColoured(false, {}), isColoured(true, { TERM: 'dumb' })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('follows NO_COLOR and FORCE_COLOR', () => {
    expect(isColoured(true, { NO_COLOR: '1' })).toBe(false);
    expect(isColoured(true, { NO_COLOR: '' })).toBe(true);
    expect(isColoured(true, { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false);
    expect(isColoured(false, { FORCE_COLOR: '1' })).toBe(true);
    expect(isColoured(true, { FORCE_COLOR: '0' })).toBe(false);
  });
});

it('the width is that of the terminal within reason, else COLUMNS, else 80', () => {
  expect(widthOf({ columns: 100 }, {})).toBe(100);
  expect(widthOf({ columns: 10 }, {})).toBe(40);
  expect(widthOf({ columns: 500 }, {})).toBe(120);
  expect(widthOf({}, { COLUMNS: '90' })).toBe(90);
  expect(widthOf({}, {})).toBe(80);
  expect(widthOf({}, { COLUMNS: 'x' })).toBe(80);
});

it('columns are what a terminal shows', () => {
  expect(['abc', 'é → …', '日本', '🙂', '\u001b[31mred\u001b[39m', ''].map(columnsOf)).toEqual([
    3, 5, 4, 2, 3, 0,
  ]);
});

it('text is wrapped between words, further lines further in', () => {
  expect(wrap('one two three', 80)).toBe('one two three');
  expect(wrap('one two three four five six seven', 20, 2)).toBe('one two three four\n  five six seven');
  expect(hang('  + ', 'one two three four five six seven', 24)).toBe(
    '  + one two three four\n    five six seven',
  );
});
