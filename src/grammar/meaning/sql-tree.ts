import type { Node } from 'libpg-query';
import { bodyTree } from '../body.ts';
import { expressionTree } from '../expression.ts';
import { type Parsed, parsed } from '../parsed.ts';
import type { Parser } from '../parser.ts';
import { queryTree } from '../query.ts';
import type { Place } from './place.ts';

/** The parse tree of SQL, by where it stands. */
export function sqlTree(parser: Parser, kind: Place['kind'], text: string): Parsed<Node> {
  switch (kind) {
    case 'expression':
      return expressionTree(parser, text);
    case 'body':
      return bodyTree(parser, text);
    case 'query': {
      const query = queryTree(parser, text);
      return query.ok ? parsed({ SelectStmt: query.value }) : query;
    }
  }
}
