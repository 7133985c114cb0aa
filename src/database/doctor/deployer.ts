import { visible } from '../target/visible.ts';
import type { Check } from './facts.ts';

/** Deployers of one database come one after the other. */
export const checkDeployer: Check = async (_, { holder }) => {
  if (holder === undefined)
    return [{ status: 'ok', title: 'nobody else is applying or rolling back releases' }];
  const from = holder.address === undefined ? '' : ` from ${holder.address}`;
  return [
    {
      status: 'warning',
      title: `${visible(holder.user)}${from} applies or rolls back releases now`,
      detail: [`process ${holder.pid}, connected since ${holder.since.toISOString()}`],
      help: 'Another run waits for it. Where its program is gone and only its session stays, end that: '.concat(
        `SELECT pg_terminate_backend(${holder.pid});`,
      ),
    },
  ];
};
