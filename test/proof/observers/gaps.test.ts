import { expect, it } from 'vitest';
import { gapsFor } from '../../../src/proof/observers/index.ts';
import { modelOf } from '../../support/model.ts';

const plain = modelOf(`
tables:
  t:
    columns: {id: {type: integer, primary_key: true}, a: {type: text, default: "'x'"}}
    indexes: {i: [a]}
views:
  v: {query: SELECT id FROM t}
functions:
  f(): {returns: integer, language: sql, as: SELECT 1}
sequences: {s: {}}
`);

const rich = modelOf(`
tables:
  t:
    comment: all of them
    columns:
      id: {type: integer, identity: {generated: always, increment: 2}, primary_key: true}
      a: {type: text, comment: said}
      b: {type: text, comment: said}
views:
  v: {query: SELECT id FROM t, security_barrier: true}
functions:
  f(a integer = 1): {returns: integer, language: sql, parallel: safe, body: RETURN 1}
sequences: {s: {increment: 2}}
extensions: {hstore: {version: '1.8'}}
`);

it('finds nothing in a model that uses nothing unseen', () => {
  expect(gapsFor('migra', plain)).toEqual([]);
  expect(gapsFor('pg_dump', plain)).toEqual([]);
});

it('names what is used and not seen, one entry an attribute', () => {
  const found = gapsFor('migra', rich).map(({ kind, attribute, elements }) => [kind, attribute, elements]);
  expect(found).toEqual([
    ['sequence', 'options', ['sequence public.s']],
    ['function', 'arguments', ['function public.f(integer)']],
    ['function', 'parallel', ['function public.f(integer)']],
    ['function', 'body', ['function public.f(integer)']],
    ['table', 'comment', ['table public.t']],
    ['column', 'comment', ['column public.t.a', 'column public.t.b']],
    ['column', 'value', ['column public.t.id']],
    ['view', 'securityBarrier', ['view public.v']],
  ]);
  expect(gapsFor('pg_dump', rich)).toEqual([
    {
      kind: 'extension',
      attribute: 'version',
      reason: expect.stringContaining('version of an extension'),
      elements: ['extension hstore'],
    },
  ]);
});
