/**
 * The URL of a database on a Unix socket. The folder stands where the host goes, so that a tool which does not know
 * sockets fails instead of finding some other server on localhost. The port is always there, else PGPORT would decide.
 */
export function socketUrl(socketDirectory: string, port: number, database: string): string {
  return `postgresql://postgres@${encodeURIComponent(socketDirectory)}:${port}/${encodeURIComponent(database)}`;
}
