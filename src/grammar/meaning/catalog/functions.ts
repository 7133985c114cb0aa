/**
 * Well known functions of pg_catalog with all of their overloads, as `arguments>result`: `?` is before an argument with a
 * default and `*` before a variadic one. What PostgreSQL 15 to 18 have between them; a test compares it with each server.
 */
export const functions: Readonly<Record<string, string>> = {
  abs: 'float4>float4 float8>float8 int2>int2 int4>int4 int8>int8 numeric>numeric',
  age:
    'timestamp,timestamp>interval timestamp>interval timestamptz,timestamptz>interval ' +
    'timestamptz>interval xid>int4',
  array_agg: 'anyarray>anyarray anynonarray>anyarray',
  array_append: 'anycompatiblearray,anycompatible>anycompatiblearray',
  array_cat: 'anycompatiblearray,anycompatiblearray>anycompatiblearray',
  array_length: 'anyarray,int4>int4',
  array_lower: 'anyarray,int4>int4',
  array_ndims: 'anyarray>int4',
  array_position: 'anycompatiblearray,anycompatible,int4>int4 anycompatiblearray,anycompatible>int4',
  array_positions: 'anycompatiblearray,anycompatible>_int4',
  array_prepend: 'anycompatible,anycompatiblearray>anycompatiblearray',
  array_remove: 'anycompatiblearray,anycompatible>anycompatiblearray',
  array_replace: 'anycompatiblearray,anycompatible,anycompatible>anycompatiblearray',
  array_to_string: 'anyarray,text,text>text anyarray,text>text',
  array_upper: 'anyarray,int4>int4',
  ascii: 'text>int4',
  avg:
    'float4>float8 float8>float8 int2>numeric int4>numeric int8>numeric interval>interval ' +
    'numeric>numeric',
  bit_count: 'bit>int8 bytea>int8',
  bit_length: 'bit>int4 bytea>int4 text>int4',
  bool_and: 'bool>bool',
  bool_or: 'bool>bool',
  btrim: 'bytea,bytea>bytea text,text>text text>text',
  cardinality: 'anyarray>int4',
  ceil: 'float8>float8 numeric>numeric',
  ceiling: 'float8>float8 numeric>numeric',
  char_length: 'bpchar>int4 text>int4',
  character_length: 'bpchar>int4 text>int4',
  chr: 'int4>text',
  clock_timestamp: '>timestamptz',
  concat: '*any>text',
  concat_ws: 'text,*any>text',
  count: '>int8 any>int8',
  cume_dist: '*any>float8 >float8',
  current_setting: 'text,bool>text text>text',
  currval: 'regclass>int8',
  date_bin: 'interval,timestamp,timestamp>timestamp interval,timestamptz,timestamptz>timestamptz',
  date_part:
    'text,date>float8 text,interval>float8 text,time>float8 text,timestamp>float8 ' +
    'text,timestamptz>float8 text,timetz>float8',
  date_trunc:
    'text,interval>interval text,timestamp>timestamp text,timestamptz,text>timestamptz ' +
    'text,timestamptz>timestamptz',
  daterange: 'date,date,text>daterange date,date>daterange',
  decode: 'text,text>bytea',
  dense_rank: '*any>int8 >int8',
  div: 'numeric,numeric>numeric',
  encode: 'bytea,text>text',
  every: 'bool>bool',
  exp: 'float8>float8 numeric>numeric',
  extract:
    'text,date>numeric text,interval>numeric text,time>numeric text,timestamp>numeric ' +
    'text,timestamptz>numeric text,timetz>numeric',
  family: 'inet>int4',
  first_value: 'anyelement>anyelement',
  floor: 'float8>float8 numeric>numeric',
  format: 'text,*any>text text>text',
  gen_random_uuid: '>uuid',
  generate_series:
    'int4,int4,int4>int4 int4,int4>int4 int8,int8,int8>int8 int8,int8>int8 ' +
    'numeric,numeric,numeric>numeric numeric,numeric>numeric timestamp,timestamp,interval>timestamp ' +
    'timestamptz,timestamptz,interval,text>timestamptz timestamptz,timestamptz,interval>timestamptz',
  get_bit: 'bit,int4>int4 bytea,int8>int4',
  hashtext: 'text>int4',
  host: 'inet>text',
  inet_same_family: 'inet,inet>bool',
  initcap: 'text>text',
  int4range: 'int4,int4,text>int4range int4,int4>int4range',
  int8range: 'int8,int8,text>int8range int8,int8>int8range',
  isempty: 'anymultirange>bool anyrange>bool',
  isfinite: 'date>bool interval>bool timestamp>bool timestamptz>bool',
  json_agg: 'anyelement>json',
  json_array_length: 'json>int4',
  json_build_array: '*any>json >json',
  json_build_object: '*any>json >json',
  json_object_agg: 'any,any>json',
  json_typeof: 'json>text',
  jsonb_agg: 'anyelement>jsonb',
  jsonb_array_elements: 'jsonb>jsonb',
  jsonb_array_elements_text: 'jsonb>text',
  jsonb_array_length: 'jsonb>int4',
  jsonb_build_array: '*any>jsonb >jsonb',
  jsonb_build_object: '*any>jsonb >jsonb',
  jsonb_extract_path: 'jsonb,*_text>jsonb',
  jsonb_extract_path_text: 'jsonb,*_text>text',
  jsonb_insert: 'jsonb,_text,jsonb,?bool>jsonb',
  jsonb_object_agg: 'any,any>jsonb',
  jsonb_path_exists: 'jsonb,jsonpath,?jsonb,?bool>bool',
  jsonb_pretty: 'jsonb>text',
  jsonb_set: 'jsonb,_text,jsonb,?bool>jsonb',
  jsonb_strip_nulls: 'jsonb,?bool>jsonb',
  jsonb_typeof: 'jsonb>text',
  justify_days: 'interval>interval',
  justify_hours: 'interval>interval',
  lag: 'anycompatible,int4,anycompatible>anycompatible anyelement,int4>anyelement anyelement>anyelement',
  last_value: 'anyelement>anyelement',
  lead: 'anycompatible,int4,anycompatible>anycompatible anyelement,int4>anyelement anyelement>anyelement',
  left: 'text,int4>text',
  length: 'bit>int4 bpchar>int4 bytea,name>int4 bytea>int4 lseg>float8 path>float8 text>int4 tsvector>int4',
  like_escape: 'bytea,bytea>bytea text,text>text',
  ln: 'float8>float8 numeric>numeric',
  log: 'float8>float8 numeric,numeric>numeric numeric>numeric',
  lower: 'anymultirange>anyelement anyrange>anyelement text>text',
  lower_inc: 'anymultirange>bool anyrange>bool',
  lpad: 'text,int4,text>text text,int4>text',
  ltrim: 'bytea,bytea>bytea text,text>text text>text',
  make_date: 'int4,int4,int4>date',
  make_interval: '?int4,?int4,?int4,?int4,?int4,?int4,?float8>interval',
  make_time: 'int4,int4,float8>time',
  make_timestamp: 'int4,int4,int4,int4,int4,float8>timestamp',
  make_timestamptz:
    'int4,int4,int4,int4,int4,float8,text>timestamptz int4,int4,int4,int4,int4,float8>timestamptz',
  masklen: 'inet>int4',
  max:
    'anyarray>anyarray anyenum>anyenum bpchar>bpchar bytea>bytea date>date float4>float4 ' +
    'float8>float8 inet>inet int2>int2 int4>int4 int8>int8 interval>interval money>money ' +
    'numeric>numeric oid>oid pg_lsn>pg_lsn record>record text>text tid>tid time>time ' +
    'timestamp>timestamp timestamptz>timestamptz timetz>timetz xid8>xid8',
  md5: 'bytea>text text>text',
  min:
    'anyarray>anyarray anyenum>anyenum bpchar>bpchar bytea>bytea date>date float4>float4 ' +
    'float8>float8 inet>inet int2>int2 int4>int4 int8>int8 interval>interval money>money ' +
    'numeric>numeric oid>oid pg_lsn>pg_lsn record>record text>text tid>tid time>time ' +
    'timestamp>timestamp timestamptz>timestamptz timetz>timetz xid8>xid8',
  mod: 'int2,int2>int2 int4,int4>int4 int8,int8>int8 numeric,numeric>numeric',
  network: 'inet>cidr',
  nextval: 'regclass>int8',
  normalize: 'text,?text>text',
  now: '>timestamptz',
  nth_value: 'anyelement,int4>anyelement',
  ntile: 'int4>int4',
  num_nonnulls: '*any>int4',
  num_nulls: '*any>int4',
  numrange: 'numeric,numeric,text>numrange numeric,numeric>numrange',
  octet_length: 'bit>int4 bpchar>int4 bytea>int4 text>int4',
  overlay:
    'bit,bit,int4,int4>bit bit,bit,int4>bit bytea,bytea,int4,int4>bytea bytea,bytea,int4>bytea ' +
    'text,text,int4,int4>text text,text,int4>text',
  percent_rank: '*any>float8 >float8',
  pg_notify: 'text,text>void',
  pg_trigger_depth: '>int4',
  pg_typeof: 'any>regtype',
  phraseto_tsquery: 'regconfig,text>tsquery text>tsquery',
  plainto_tsquery: 'regconfig,text>tsquery text>tsquery',
  position: 'bit,bit>int4 bytea,bytea>int4 text,text>int4',
  power: 'float8,float8>float8 numeric,numeric>numeric',
  quote_ident: 'text>text',
  quote_literal: 'anyelement>text text>text',
  random: '>float8 int4,int4>int4 int8,int8>int8 numeric,numeric>numeric',
  rank: '*any>int8 >int8',
  regexp_count: 'text,text,int4,text>int4 text,text,int4>int4 text,text>int4',
  regexp_instr:
    'text,text,int4,int4,int4,text,int4>int4 text,text,int4,int4,int4,text>int4 ' +
    'text,text,int4,int4,int4>int4 text,text,int4,int4>int4 text,text,int4>int4 text,text>int4',
  regexp_like: 'text,text,text>bool text,text>bool',
  regexp_match: 'text,text,text>_text text,text>_text',
  regexp_matches: 'text,text,text>_text text,text>_text',
  regexp_replace:
    'text,text,text,int4,int4,text>text text,text,text,int4,int4>text text,text,text,int4>text ' +
    'text,text,text,text>text text,text,text>text',
  regexp_split_to_array: 'text,text,text>_text text,text>_text',
  regexp_substr:
    'text,text,int4,int4,text,int4>text text,text,int4,int4,text>text text,text,int4,int4>text ' +
    'text,text,int4>text text,text>text',
  repeat: 'text,int4>text',
  replace: 'text,text,text>text',
  reverse: 'bytea>bytea text>text',
  right: 'text,int4>text',
  round: 'float8>float8 numeric,int4>numeric numeric>numeric',
  row_number: '>int8',
  row_to_json: 'record,bool>json record>json',
  rpad: 'text,int4,text>text text,int4>text',
  rtrim: 'bytea,bytea>bytea text,text>text text>text',
  set_bit: 'bit,int4,int4>bit bytea,int8,int4>bytea',
  set_config: 'text,text,bool>text',
  setval: 'regclass,int8,bool>int8 regclass,int8>int8',
  setweight: 'tsvector,char,_text>tsvector tsvector,char>tsvector',
  sha256: 'bytea>bytea',
  sign: 'float8>float8 numeric>numeric',
  similar_to_escape: 'text,text>text text>text',
  split_part: 'text,text,int4>text',
  sqrt: 'float8>float8 numeric>numeric',
  starts_with: 'text,text>bool',
  statement_timestamp: '>timestamptz',
  stddev: 'float4>float8 float8>float8 int2>numeric int4>numeric int8>numeric numeric>numeric',
  string_agg: 'bytea,bytea>bytea text,text>text',
  string_to_array: 'text,text,text>_text text,text>_text',
  strip: 'tsvector>tsvector',
  strpos: 'text,text>int4',
  substr: 'bytea,int4,int4>bytea bytea,int4>bytea text,int4,int4>text text,int4>text',
  substring:
    'bit,int4,int4>bit bit,int4>bit bytea,int4,int4>bytea bytea,int4>bytea text,int4,int4>text ' +
    'text,int4>text text,text,text>text text,text>text',
  sum:
    'float4>float4 float8>float8 int2>int8 int4>int8 int8>numeric interval>interval money>money ' +
    'numeric>numeric',
  timeofday: '>text',
  timezone:
    'interval,timestamp>timestamptz interval,timestamptz>timestamp interval,timetz>timetz ' +
    'text,timestamp>timestamptz text,timestamptz>timestamp text,timetz>timetz timestamp>timestamptz ' +
    'timestamptz>timestamp timetz>timetz',
  to_char:
    'float4,text>text float8,text>text int4,text>text int8,text>text interval,text>text ' +
    'numeric,text>text timestamp,text>text timestamptz,text>text',
  to_date: 'text,text>date',
  to_json: 'anyelement>json',
  to_jsonb: 'anyelement>jsonb',
  to_number: 'text,text>numeric',
  to_timestamp: 'float8>timestamptz text,text>timestamptz',
  to_tsquery: 'regconfig,text>tsquery text>tsquery',
  to_tsvector:
    'json>tsvector jsonb>tsvector regconfig,json>tsvector regconfig,jsonb>tsvector ' +
    'regconfig,text>tsvector text>tsvector',
  transaction_timestamp: '>timestamptz',
  translate: 'text,text,text>text',
  trunc: 'float8>float8 macaddr8>macaddr8 macaddr>macaddr numeric,int4>numeric numeric>numeric',
  ts_headline:
    'json,tsquery,text>json json,tsquery>json jsonb,tsquery,text>jsonb jsonb,tsquery>jsonb ' +
    'regconfig,json,tsquery,text>json regconfig,json,tsquery>json regconfig,jsonb,tsquery,text>jsonb ' +
    'regconfig,jsonb,tsquery>jsonb regconfig,text,tsquery,text>text regconfig,text,tsquery>text ' +
    'text,tsquery,text>text text,tsquery>text',
  ts_rank:
    '_float4,tsvector,tsquery,int4>float4 _float4,tsvector,tsquery>float4 ' +
    'tsvector,tsquery,int4>float4 tsvector,tsquery>float4',
  ts_rank_cd:
    '_float4,tsvector,tsquery,int4>float4 _float4,tsvector,tsquery>float4 ' +
    'tsvector,tsquery,int4>float4 tsvector,tsquery>float4',
  tsrange: 'timestamp,timestamp,text>tsrange timestamp,timestamp>tsrange',
  tstzrange: 'timestamptz,timestamptz,text>tstzrange timestamptz,timestamptz>tstzrange',
  txid_current: '>int8',
  unnest: 'anyarray>anyelement anymultirange>anyrange tsvector>record',
  upper: 'anymultirange>anyelement anyrange>anyelement text>text',
  upper_inc: 'anymultirange>bool anyrange>bool',
  uuidv4: '>uuid',
  uuidv7: '>uuid interval>uuid',
  variance: 'float4>float8 float8>float8 int2>numeric int4>numeric int8>numeric numeric>numeric',
  websearch_to_tsquery: 'regconfig,text>tsquery text>tsquery',
  width_bucket:
    'anycompatible,anycompatiblearray>int4 float8,float8,float8,int4>int4 ' +
    'numeric,numeric,numeric,int4>int4',
};
