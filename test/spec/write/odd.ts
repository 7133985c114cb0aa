import fc from 'fast-check';
import { byteLength, longestName } from '../../../src/model/default-names.ts';

const words = [
  ...['null', 'Null', '~', 'true', 'False', 'yes', 'No', 'on', 'off', 'y', 'n', '<<', '=', '-', '?', ':'],
  ...['1', '-1', '007', '0o7', '0x1f', '1e3', '.5', '1.', '1_000', '12:30:45', '2024-01-01', '.inf', '-.NaN'],
  ...['2024-01-01T00:00:00Z', '1.6', '99999999999999999999', '+1', '0b1', 'NaN'],
  ...['a b', 'a  b', ' lead', 'trail ', ' ', '  ', 'a: b', 'a:b', 'a:', ':a', 'a #b', 'a#b', '#a', '# a'],
  ...[
    '- a',
    '-a',
    '? a',
    '?a',
    '[a]',
    '{a}',
    'a, b',
    'a,b',
    '[',
    '}',
    'a]',
    ',',
    '&a',
    '*a',
    '!a',
    '!!str a',
  ],
  ...['|', '>', '|2-', '%a', '%YAML 1.2', '@a', '`a', '---', '...', '--- a', 'a --- b'],
  ...[
    '"',
    "'",
    '""',
    "''",
    '"a"',
    "'a'",
    'a"b',
    "a'b",
    '"a".b',
    '"a',
    'a"',
    '\\',
    'a\\b',
    '\\n',
    '"\\"',
    "'\"'",
  ],
  ...['.', 'a.b', 'a.', '.a', '..', 'a(b)', '(a)', 'a()', '()', 'a (b)', '$1', '$$', '--', '/* a */', '-- a'],
  ...[
    '\t',
    'a\tb',
    '\ta',
    'a\t',
    '\n',
    'a\nb',
    '\na',
    'a\n',
    '\n\n',
    'a\n\nb',
    'a\r\nb',
    '\r',
    'a\rb',
    '\r\n',
  ],
  ...[
    '\u00a0',
    'a\u00a0',
    '\u0085',
    '\u2028',
    'a\u2029b',
    '\ufeff',
    '\ufeffa',
    '\u200d',
    '\u00ad',
    '\u3000a',
  ],
  ...[
    '\u0001',
    '\u007f',
    '\u0080',
    '\ufffe',
    '\uffff',
    '\u202e',
    '\ud83c\udf89',
    'Grüße 🎉',
    '👩‍💻',
    'é',
    'е́',
  ],
  ...[
    'select',
    'table',
    'Users',
    'integer',
    'text',
    'user',
    'users',
    'default',
    'value',
    'VALUE',
    'new',
    'old',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'columns',
    'comment',
    'name',
    'type',
    'tables',
  ],
  ...['public', 'pg_class', 'path', 'point', 'level', 'database', 'con', 'NUL'],
];

const anyText = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.replaceAll('\0', ''));

/** Text that YAML, SQL or this program might take for something else. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: anyText },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((parts) => parts.join('')),
  },
);

/** Text of several lines, of long lines, and what is odd. */
export const longText: fc.Arbitrary<string> = fc.oneof(
  oddText,
  fc
    .array(fc.oneof(fc.constantFrom(...words, '', 'some more words'), anyText), { maxLength: 8 })
    .map((l) => l.join('\n')),
  fc
    .array(fc.constantFrom(...words, 'word', 'and', 'more'), { minLength: 20, maxLength: 60 })
    .map((l) => l.join(' ')),
  fc
    .array(fc.constantFrom('word', 'and', 'more', 'of', 'these,'), { minLength: 20, maxLength: 60 })
    .map((l) => l.join(' ')),
  fc.constantFrom(
    `a${' b'.repeat(300)}`,
    '-'.repeat(600),
    `a\n${'-'.repeat(600)}`,
    'x'.repeat(2000),
    `a\n${' '.repeat(600)}b`,
  ),
);

/** What PostgreSQL takes for a name. */
export const oddName: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 2, arbitrary: fc.constantFrom('a', 'b', 'users', 'user_id', 'order_lines', 'level', 'x1') },
    { weight: 3, arbitrary: oddText },
  )
  .filter((name) => name !== '' && byteLength(name) <= longestName && !/\p{Surrogate}/u.test(name));
