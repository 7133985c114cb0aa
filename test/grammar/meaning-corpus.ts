import type { ExpressionPlace } from '../../src/grammar/meaning/place.ts';
import {
  checkedValue,
  defaultOf,
  generatedAs,
  onThings,
  type Printer,
  printCheck,
  printDefault,
  printDomain,
  printGenerated,
  printKey,
  printPredicate,
  printTrigger,
} from './meaning-server.ts';

/** What people write at one kind of place. */
export type Group = {
  readonly name: string;
  readonly place: ExpressionPlace;
  readonly print: Printer;
  readonly texts: readonly string[];
};

const conditions = `
v IN ('a', 'b')
v NOT IN ('a', 'b')
v IN ('a')
v = 'a'
v <> 'a'
v = t
v = w
v != 'a' AND t <> ''
v LIKE 'a%'
v NOT LIKE 'a%'
v ILIKE '%x%'
t NOT ILIKE 'x'
t LIKE 'a!%' ESCAPE '!'
t SIMILAR TO '[a-z]+'
v ~ '^[a-z]+$'
v !~* 'x'
v || t = 'ab'
lower(v) = v
lower(v) = lower(t)
length(v) > 3
char_length(t) BETWEEN 1 AND 10
length(trim(v)) > 0
btrim(v) <> ''
v IS NULL OR v <> ''
v IS NOT NULL
v IS DISTINCT FROM 'a'
v IS NOT DISTINCT FROM t
v IS DISTINCT FROM NULL
v > 'a' AND v < 'z'
v BETWEEN 'a' AND 'f'
v NOT BETWEEN 'a' AND 'f'
v = ANY (ARRAY['a', 'b'])
v = ANY ('{a,b}')
t = ANY ('{a,b}'::text[])
t IN ('a', 'b')
t <> ALL (ARRAY['a', 'b'])
c IN ('A', 'B', 'C', 'D')
c = 'A'
c <> 'A' OR c IS NULL
c = t
c LIKE 'A%'
c || t = 'x'
lower(c) = 'a'
upper(c5) = 'ABCDE'
c5 IN ('abc', 'de')
v::text = 'a'
t::varchar(5) = 'a'
v::varchar(50) = 'a'
t::varchar = 'a'
(t)::date > '2020-01-01'
i > 0
i >= -1
i = -5
-i < 0
i BETWEEN 1 AND 5
i BETWEEN SYMMETRIC 5 AND 1
i NOT BETWEEN 1 AND 5
i IN (1, 2, 3)
i NOT IN (1, 2, 3)
i IN (1, i2)
i IN (1, 2, i2)
i NOT IN (1, 2, i2)
s IN (1, 2)
s > 0
b > 0
b > 10000000000
b IN (1, 2)
n >= 0
n >= 0.00
n > 0.5
n IN (1, 2.5)
n BETWEEN 0 AND 100
n * 100 > i
n > i
n = round(n, 2)
nn > 1e3
nn > .5
d > 0
d > 0.5
d BETWEEN 0 AND 1
d IN (0, 0.5, 1)
d > i
r > 0.5
r < 1
i > 0.5
i * 1.5 > n
i + i2 * 2 > 3
(i + i2) * 2 > 3
i - (i2 - 1) > 0
i - i2 - 1 > 0
i % 2 = 0
i / 2 > b
i & 3 = 1
2 ^ i > 8
abs(i) < 5
i::bigint > 3
i::numeric / 2 > 1
i::text = '1'
n::int > 3
b::int = 3
i::numeric(10,2) > 5
'5'::int < i
dt > '2020-01-01'
dt >= DATE '2020-1-1'
dt > CURRENT_DATE
dt BETWEEN '2020-01-01' AND '2020-12-31'
dt < ts
dt < now()
dt + 1 > '2020-01-01'
ts > '2020-01-01'
ts > '2020-01-01 10:00'
ts > now()
ts + interval '1 day' > now()
ts > dt + INTERVAL '1 month'
tz > now() - interval '30 days'
tz > now() - '1 hour'::interval
tz > CURRENT_TIMESTAMP - INTERVAL '2 weeks 3 days'
tz >= ts
tz AT TIME ZONE 'UTC' > ts
date_trunc('day', ts) = ts
extract(year from dt) > 2000
EXTRACT(EPOCH FROM (tz - now())) > 0
date_part('year', ts) = 2020
EXTRACT(dow FROM dt) IN (1, 2)
iv > '1 day'
iv > INTERVAL '1 hour 30 minutes'
iv <= interval '1 year'
tm > '10:00'
tz::date > '2020-01-01'
age(ts) > '1 year'
to_char(ts, 'YYYY') = '2020'
bo
NOT bo
bo = true
bo IS TRUE
bo IS NOT TRUE
bo IS UNKNOWN
bo = 't'
bo AND (bo2 OR i > 0)
(bo AND bo2) OR (NOT bo AND i > 0)
bo OR bo2 AND i > 0
bo AND bo2 AND i > 0
(bo IS TRUE) = (bo2 IS TRUE)
(v IS NULL) = (t IS NULL)
(v IS NULL) <> (i IS NULL)
NOT (v IN ('a', 'b'))
NOT (bo AND bo2)
NOT v LIKE 'x'
num_nonnulls(v, t, i) = 1
num_nulls(v, 'x') = 0
coalesce(v, 'x') <> 'y'
COALESCE(v, t, 'x') = 'y'
COALESCE(t, v) = 'y'
coalesce(i, 0) > 0
coalesce(n, 0) >= 0
coalesce(d, 0) > 1
nullif(v, '') IS NOT NULL
NULLIF(i, 0) > 3
greatest(i, 0) > 3
least(n, 1, i) > 0
CASE WHEN v = 'a' THEN i > 0 ELSE true END
CASE v WHEN 'a' THEN i > 0 WHEN 'b' THEN i < 0 ELSE i = 0 END
CASE WHEN bo THEN 'x' ELSE v END = 'x'
CASE WHEN bo THEN 'x' END = 'x'
CASE i WHEN 1 THEN 'one' ELSE 'many' END = t
CASE WHEN bo THEN 1 ELSE n END > 0
CASE WHEN bo THEN 1 WHEN bo2 THEN 2.5 END > 0
j ? 'a'
j -> 'a' IS NOT NULL
j ->> 'a' = 'x'
(j ->> 'n')::int > 3
j #>> '{a,b}' = 'x'
j #> '{a}' IS NOT NULL
j @> '{"a": 1}'
j @> '{"b":[1,2],"a":"x"}'
j ?| ARRAY['a', 'b']
j ?& '{a,b}'
jsonb_typeof(j) = 'object'
jsonb_typeof(j -> 'a') = 'array'
jsonb_array_length(j) > 0
j = '{}'
j <> '[]'::jsonb
j['a'] = '1'
jsonb_build_object('a', v) = j
jsonb_extract_path_text(j, 'a', 'b') = 'x'
js ->> 'a' = 'x'
json_typeof(js) = 'object'
ta @> ARRAY['a']
ta @> '{a}'
ta && ARRAY['a', 'b']
ta = '{}'
ta <> ARRAY[]::text[]
'a' = ANY (ta)
v = ANY (ta)
v = ANY (va)
'x' <> ALL (va)
va @> ARRAY['a'::varchar]
va @> '{a,b}'
cardinality(ta) > 0
array_length(ta, 1) <= 5
array_position(ta, NULL) IS NULL
array_position(ta, 'x') IS NULL
ta[1] = 'a'
ia[1:2] = '{1,2}'
ia @> ARRAY[1, 2]
1 = ANY (ia)
i = ANY (ARRAY[1, 2, 3])
i = ANY ('{1,2}')
b = ANY (ARRAY[1, 2])
array_to_string(ta, ',') <> ''
array_append(ta, 'x') = ta
ta || ARRAY['x'] = ta
st = 'draft'
st <> 'draft'
st IN ('draft', 'live')
st NOT IN ('draft', 'live')
st = 'draft'::status
st::text = 'draft'
st = ANY (ARRAY['draft', 'live']::status[])
st > 'draft' AND v = 'x'
sts @> ARRAY['draft']::status[]
sts = '{}'
coalesce(st, 'draft') = 'live'
u = '00000000-0000-0000-0000-0000000000AA'
u <> '00000000-0000-0000-0000-000000000000'::uuid
ip <<= '10.0.0.0/8'
ip = '10.0.0.1'
rng @> 5
rng && '[1,5)'
lower(rng) > 0
isempty(drng)
upper(drng) > '2020-01-01'
vec @@ to_tsquery('english', 'a & b')
vec = to_tsvector('english', t)
octet_length(bin) < 100
substring(v from 1 for 2) = 'ab'
substring(v, 1, 2) = 'ab'
substr(v, 1, 2) = 'ab'
substring(t from '[a-z]') = 'x'
position('a' in v) > 0
strpos(v, 'a') > 0
overlay(v placing 'x' from 1 for 2) = 'x'
trim(both ' ' from v) = 'x'
trim(v) = v
trim(leading 'x' from t) = t
left(v, 1) = 'a'
right(v, -1) = 'a'
replace(v, 'a', 'b') = 'x'
split_part(v, '@', 2) = 'x.com'
regexp_replace(v, '[^a-z]', '', 'g') = v
concat(v, ' ', t) <> ' '
concat_ws(' ', v, i) <> ''
format('%s-%s', v, 'x') = t
md5(v) = t
starts_with(v, 'a')
upper(v) = v
initcap(v) = v
repeat(v, 2) = t
v COLLATE "C" > 'a'
v = 'a' COLLATE "C"
t < 'x' COLLATE "de-x-icu"
(i, i2) = (1, 2)
(v, i) <> ('a', 2)
(i, v) IN ((1, 'a'), (2, 'b'))
ROW(i, v) = ROW(1, 'a')
(i, i2) < (1, 2)
(dt, dt + 1) OVERLAPS (dt, dt + 2)
own(t) = own('x')
own(own(t)) = t
public.own(t) = 'x'
pg_catalog.lower(v) = 'x'
v OPERATOR(pg_catalog.=) 'a'
v = $$it's$$
v = E'a\\nb'
v = 'it''s'
v = U&'\\0061'
"v" = 'x'
things.v = 'x'
(i = 1 OR i = 2) AND v = 'x'
i = 1 OR i = 2 OR i = 3
i IS NULL AND n IS NULL
(i IS NULL AND n IS NULL) OR (i IS NOT NULL AND n IS NOT NULL)
i <> 0 OR v IN ('a', 'b') AND t = 'x'
sqrt(d) > 1
floor(n) = n
ceil(d) = 1
round(n) > 5
power(i, 2) > 4
mod(i, 2) = 0
sign(n) >= 0
trunc(n, 1) = n
random() < 0.5
current_user = 'x'
current_setting('a.b', true) = 'x'
pg_typeof(v)::text = 'character varying'
encode(bin, 'hex') = 'ff'
gen_random_uuid() <> u
to_timestamp(0) < tz
make_date(2020, 1, 1) < dt
make_interval(days => 3) < iv
i = 1::smallint
n = 5::numeric(10,2)
i < 2147483648
i > 1 AND NOT (i = 5 OR i = 6)
i IN (1) OR i IN (2, 3)
v IN ('a', t)
v IN (t, w)
v IN ('a', NULL)
i = NULL
v IN (lower('A'), 'b')
length(c5) = 3
c5 = 'ab   '
dt - date '2020-01-01' > 5
ts - ts > interval '0'
ts::date = dt
(ts AT TIME ZONE 'UTC') > tz
i::boolean
bo::int = 1
i > 3.0
b = i + 1
b * 2 > n
b > 1.5
s + 1 > 2
r * 2 > 1
r = 0.1
d = n
n / 3 > 1
i > '5'
n > '5'
v > lower('X')
t ~~ 'a%'
lower(v) LIKE lower(t) || '%'
v || '-' || i LIKE 'x%'
'a' || i = v
v ^@ 'x'
`;

const keys = `
lower(v)
lower(t)
lower((v)::text)
v || t
(v || ' ' || t)
v::text
coalesce(v, '')
coalesce(i, 0)
i + 1
(i % 10)
-i
abs(i)
n * 1.1
date_trunc('month', ts)
ts::date
extract(year from dt)
(j ->> 'a')
(j -> 'a' ->> 'b')
((j ->> 'n')::int)
to_tsvector('english', t)
to_tsvector('english', coalesce(t, '') || ' ' || coalesce(v, ''))
to_tsvector('english'::regconfig, v)
setweight(to_tsvector('english', t), 'A')
md5(v)
substring(v from 1 for 3)
left(v, 3)
CASE WHEN bo THEN i END
CASE WHEN bo THEN v ELSE 'x' END
nullif(v, '')
upper(c)
replace(v, 'a', 'b')
timezone('UTC', tz)
tz AT TIME ZONE 'UTC'
(v IS NULL)
regexp_replace(v, 'a', 'b')
split_part(v, '@', 2)
array_length(ta, 1)
ta[1]
own(t)
jsonb_array_length(j)
lower(rng)
greatest(i, i2)
length(v)
trim(v)
`;

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

const defaults: Readonly<Record<string, string>> = {
  'varchar(50)': `'draft' ## '' ## NULL ## 'it''s' ## 'a'::varchar ## 'a'::text ## current_user ## upper('x') ## 'a' || 'b' ## gen_random_uuid()::text ## now()::text ## concat('a', 1)`,
  varchar: `'draft' ## 'x'::varchar`,
  text: `'draft' ## '' ## 'x'::text ## md5(random()::text) ## to_char(now(), 'YYYY') ## 5 ## current_setting('a.b')`,
  'char(1)': `'A' ## 'A'::char(1) ## 'A'::bpchar`,
  'char(5)': `'A'`,
  integer: `0 ## -1 ## 42 ## '5' ## 1 + 1 ## nextval('counter') ## nextval('public.counter') ## nextval('counter'::regclass) ## 0::int ## floor(random() * 10) ## (random() * 10)::int ## extract(year from now()) ## 2.5`,
  bigint: `0 ## -1 ## 10000000000 ## '0'::bigint ## nextval('counter') ## (extract(epoch from now()) * 1000)::bigint`,
  smallint: `0 ## -1 ## 3::smallint`,
  'numeric(10,2)': `0 ## 0.0 ## 0.00 ## 1.5 ## -1.5 ## '2.5' ## 0::numeric ## 2.50`,
  numeric: `0 ## 0.0 ## 1.50 ## 1e3 ## -3`,
  'double precision': `0 ## 0.5 ## 1.0 ## -0.5 ## random() ## 'Infinity' ## 'NaN'::float8`,
  real: `0 ## 0.5`,
  boolean: `false ## true ## 'f' ## 'false' ## 'yes' ## 1 = 1 ## (NOT true)`,
  date: `CURRENT_DATE ## now() ## '2020-01-01' ## date '2020-01-01' ## CURRENT_DATE + 30 ## now() + interval '30 days' ## (now() AT TIME ZONE 'utc')::date`,
  time: `'10:00' ## LOCALTIME`,
  timestamp: `now() ## CURRENT_TIMESTAMP ## CURRENT_TIMESTAMP(3) ## LOCALTIMESTAMP ## '2020-01-01' ## (now() AT TIME ZONE 'utc') ## timezone('utc', now()) ## now() + interval '1 day' ## now()::timestamp ## statement_timestamp() ## clock_timestamp()`,
  timestamptz: `now() ## CURRENT_TIMESTAMP ## now() + interval '7 days' ## now() + '1 hour' ## now() - INTERVAL '1' DAY ## 'infinity' ## transaction_timestamp() ## date_trunc('day', now()) ## '-infinity'::timestamptz`,
  'timestamptz(3)': `now() ## CURRENT_TIMESTAMP(3) ## CURRENT_TIMESTAMP`,
  interval: `'1 day' ## interval '1 hour' ## '00:30:00' ## make_interval(hours => 2) ## '1 month' ## interval '1' day ## '1 year 2 months'`,
  jsonb: `'{}' ## '[]' ## '{}'::jsonb ## '{"a":1, "b":[true,null]}' ## jsonb_build_object('a', 1) ## '"x"' ## 'null' ## jsonb_build_array()`,
  json: `'{}' ## '{"a":1}'`,
  'text[]': `'{}' ## ARRAY[]::text[] ## '{}'::text[] ## ARRAY['a', 'b'] ## '{a,b}' ## '{"a b"}' ## array['a']::varchar[]`,
  'varchar(20)[]': `'{}' ## ARRAY['a', 'b'] ## ARRAY[]::varchar[]`,
  'integer[]': `'{}' ## ARRAY[1, 2] ## '{1,2}'::int[] ## ARRAY[]::int[]`,
  'bigint[]': `'{}' ## ARRAY[1, 2]`,
  status: `'draft' ## 'draft'::status ## 'draft'::public.status`,
  'status[]': `'{}' ## ARRAY['draft']::status[] ## '{draft,live}'`,
  uuid: `gen_random_uuid() ## '00000000-0000-0000-0000-000000000000'`,
  inet: `'10.0.0.1' ## inet_client_addr()`,
  bytea: `'\\x00' ## ''`,
  daterange: `'[2020-01-01,2021-01-01)' ## daterange('2020-01-01', NULL)`,
  money: `0 ## '0'::money`,
  'bit(3)': `B'101'`,
  tsvector: `'' ## to_tsvector('x')`,
};

const generated: Readonly<Record<string, string>> = {
  text: `lower(v) ## v || ' ' || t ## v ## upper(left(v, 1)) || substr(v, 2) ## coalesce(v, t) ## CASE WHEN i > 0 THEN 'pos' ELSE 'neg' END ## i::text ## c`,
  'varchar(100)': `lower(v) ## t ## v`,
  integer: `i + i2 ## i * 2 ## length(v) ## n ## (j ->> 'a')::int ## coalesce(i, 0) ## 1`,
  'numeric(12,2)': `n * i ## i ## n * 1.19 ## round(n * 0.19, 2) ## i * 0.5`,
  boolean: `i > 0 ## v IS NOT NULL ## st = 'draft'`,
  tsvector: `to_tsvector('english', coalesce(v, '')) ## setweight(to_tsvector('simple'::regconfig, t), 'A') || to_tsvector('english', v)`,
  date: `ts::date ## ts`,
  bigint: `i ## i + b ## id`,
};

const domains: Readonly<Record<string, string>> = {
  text: `VALUE <> '' ## value ~ '^[a-z]+$' ## VALUE IN ('a', 'b') ## length(VALUE) > 3 ## VALUE LIKE '%@%' ## (VALUE = lower(VALUE))`,
  'varchar(20)': `VALUE IN ('a', 'b') ## VALUE ~* '^.+@.+$' ## char_length(VALUE) >= 2`,
  integer: `VALUE > 0 ## VALUE BETWEEN 1 AND 5 ## VALUE IN (1, 2) ## VALUE % 2 = 0`,
  'numeric(10,2)': `VALUE >= 0 ## VALUE > 0.01 AND VALUE < 100`,
  jsonb: `jsonb_typeof(VALUE) = 'object' ## VALUE ? 'a'`,
  'text[]': `cardinality(VALUE) > 0 ## VALUE <> '{}'`,
  'char(2)': `VALUE = upper(VALUE) ## VALUE IN ('DE', 'EN')`,
};

const triggers = `
OLD.v IS DISTINCT FROM NEW.v
old.v <> new.v OR new.i > 0
NEW.st = 'live' AND OLD.st <> 'live'
NEW.v IN ('a', 'b')
OLD.* IS DISTINCT FROM NEW.*
(OLD.i IS NULL AND NEW.i IS NOT NULL)
pg_trigger_depth() = 0
NEW.n > 0 AND NEW.v LIKE 'x%'
NOT NEW.bo
`;

function split(texts: string): readonly string[] {
  return texts.split(' ## ').map((text) => text.trim());
}

export const groups: readonly Group[] = [
  { name: 'check', place: onThings, print: printCheck, texts: lines(conditions) },
  { name: 'key', place: onThings, print: printKey, texts: lines(keys) },
  {
    name: 'predicate',
    place: onThings,
    print: printPredicate,
    texts: [
      'bo',
      'NOT bo',
      'bo IS TRUE',
      "v IN ('a', 'b')",
      'ts IS NULL',
      "st = 'live'",
      'i > 0 AND v IS NOT NULL',
    ],
  },
  { name: 'trigger', place: onThings, print: printTrigger, texts: lines(triggers).map((text) => text) },
  ...Object.entries(defaults).map(
    ([type, texts]): Group => ({
      name: `default of ${type}`,
      place: defaultOf(type),
      print: printDefault(type),
      texts: split(texts),
    }),
  ),
  ...Object.entries(generated).map(
    ([type, texts]): Group => ({
      name: `generated ${type}`,
      place: generatedAs(type),
      print: printGenerated(type),
      texts: split(texts),
    }),
  ),
  ...Object.entries(domains).map(
    ([type, texts]): Group => ({
      name: `domain over ${type}`,
      place: checkedValue(type),
      print: printDomain(type),
      texts: split(texts),
    }),
  ),
];
