-- A table comes with everything that belongs to it.

-- forward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE TABLE visits (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id integer NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT now(),
  kind varchar(10) NOT NULL DEFAULT 'walk',
  CONSTRAINT uq_visit UNIQUE (person_id, at),
  CONSTRAINT ck_kind CHECK (kind IN ('walk', 'call'))
);

CREATE INDEX idx_visits_at ON visits (at DESC);

CREATE INDEX idx_walks ON visits (person_id) WHERE kind = 'walk';

COMMENT ON TABLE visits IS 'Who came when';

COMMENT ON COLUMN visits.at IS 'Server time';

COMMIT;

-- backward, PostgreSQL 15 and later

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of visits is lost
-- hazard: backward-incompatible: programs that use visits fail
DROP TABLE visits;

COMMIT;
