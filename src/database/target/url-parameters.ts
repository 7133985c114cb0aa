/** Parameters of a URL that say where and how to connect. */
export const understood = [
  'host',
  'hostaddr',
  'port',
  'user',
  'password',
  'passfile',
  'dbname',
  'database',
  'sslmode',
  'ssl',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'options',
  'connect_timeout',
  'timeout',
] as const;

export type Parameter = (typeof understood)[number];

/**
 * Parameters that drivers know and that change nothing about which database is reached or how it is migrated. URLs are used as
 * they stand, so these are passed over; what nobody knows is an error, since it may be a misspelt one of the others.
 */
export const ignored: ReadonlySet<string> = new Set([
  // libpq and psycopg
  'application_name',
  'channel_binding',
  'client_encoding',
  'fallback_application_name',
  'gssdelegation',
  'gssencmode',
  'gsslib',
  'keepalives',
  'keepalives_count',
  'keepalives_idle',
  'keepalives_interval',
  'krbsrvname',
  'load_balance_hosts',
  'require_auth',
  'requirepeer',
  'ssl_max_protocol_version',
  'ssl_min_protocol_version',
  'sslcompression',
  'sslcrl',
  'sslcrldir',
  'sslnegotiation',
  'sslsni',
  'target_session_attrs',
  'tcp_user_timeout',
  'prepare_threshold',
  // asyncpg
  'async_fallback',
  'command_timeout',
  'direct_tls',
  'max_cacheable_statement_size',
  'max_cached_statement_lifetime',
  'prepared_statement_cache_size',
  'statement_cache_size',
  // Node.js and its poolers
  'connection_limit',
  'pgbouncer',
  'pool_timeout',
  'uselibpqcompat',
]);

export function isUnderstood(name: string): name is Parameter {
  return (understood as readonly string[]).includes(name);
}
