import { partId } from '../../../src/model/element.ts';
import { amendedIn, mergedIntoPredecessor, type Spoil, without } from './edit.ts';
import type { Case } from './mutant.ts';

/** What nobody sees, with the reason: who learns to see it makes a test fail until it is a mutant like the others. */
export type Gap = { readonly what: string; readonly of: Case; readonly spoil: Spoil; readonly why: string };

const houses = { schema: 'public', name: 'houses' };

export const gaps: readonly Gap[] = [
  {
    what: 'privileges of a view that is made again are lost',
    of: 'town',
    spoil: without(/learnr_schema_privileges/),
    why: 'privileges are no part of the model, and nobody grants any on a scratch database',
  },
  {
    what: 'a new column is filled with a wrong expression',
    of: 'town',
    spoil: amendedIn(/UPDATE streets SET slug/, { text: 'lower(name)' }, { text: 'upper(name)' }),
    why: 'rows are compared by the columns that they had before',
  },
  {
    what: 'the NULLs of a column are filled with a wrong value',
    of: 'town',
    spoil: amendedIn(/UPDATE streets SET length/, { text: '7' }, { text: '8' }),
    why: 'where a column has a backfill, any value will do for NULL',
  },
  {
    what: 'a loss that is none is declared',
    of: 'town',
    spoil: (plan) => ({
      ...plan,
      losses: [
        ...plan.losses,
        {
          kind: 'column',
          name: 'public.houses.number',
          id: partId('column', houses, 'number'),
          relation: houses,
          column: 'number',
        },
      ],
    }),
    why: 'losses are taken at their word: values that are said to be lost are not looked for',
  },
  {
    what: 'two tables are locked in one transaction',
    of: 'town',
    spoil: mergedIntoPredecessor(/DROP COLUMN old_name/),
    why: 'a lock window is a lock across work on rows; several short locks together are none',
  },
];
