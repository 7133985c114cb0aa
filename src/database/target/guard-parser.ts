import type { Socket } from 'node:net';
import type pg from 'pg';

type Connection = { attachListeners?: (stream: Socket) => void };

/**
 * What the driver cannot read, such as a kind of login that it does not have, it throws where nobody catches it: at the socket, which
 * would end the process. Here it ends the connection.
 */
export function guardParser(client: pg.Client): void {
  const { connection } = client as unknown as { readonly connection?: Connection };
  const attach = connection?.attachListeners;
  if (connection === undefined || attach === undefined) return;
  connection.attachListeners = (stream) => {
    attach.call(connection, stream);
    for (const listener of stream.listeners('data')) {
      stream.on('data', (data) => {
        try {
          listener.call(stream, data);
        } catch (error) {
          stream.destroy(error as Error);
        }
      });
      stream.off('data', listener as () => void);
    }
  };
}
