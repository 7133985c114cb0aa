/**
 * What the attic holds, in the journal's schema: a row for each table, column or sequence that a plan would have destroyed. Its rows
 * and values are in the schema of the attic, under the name `kept_as`. What was put back or purged stays in the list as history.
 */
export const atticCreation = `
CREATE TABLE learnr_schema.attic (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  release integer NOT NULL,
  slug text NOT NULL,
  checksum text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('forward', 'backward')),
  step integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('table', 'column', 'digits', 'sequence')),
  element text NOT NULL,
  name text NOT NULL,
  table_schema text NOT NULL,
  table_name text NOT NULL,
  column_name text,
  kept_as text,
  state text NOT NULL CHECK (state IN ('copying', 'kept', 'restored', 'purged')),
  rows_kept bigint,
  rows_left bigint,
  reason text,
  detail jsonb NOT NULL,
  began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  kept_at timestamptz,
  put_back_by bigint,
  ended_at timestamptz
);
COMMENT ON TABLE learnr_schema.attic IS 'Rows and values that a plan would have destroyed: where they are kept, and what became of them';
COMMENT ON COLUMN learnr_schema.attic.element IS 'What was dropped, as the model addresses it';
COMMENT ON COLUMN learnr_schema.attic.kept_as IS 'The table in learnr_schema_attic';
COMMENT ON COLUMN learnr_schema.attic.rows_left IS 'What has not been put back';
COMMENT ON COLUMN learnr_schema.attic.reason IS 'Why the first of what is left did not fit';
COMMENT ON COLUMN learnr_schema.attic.put_back_by IS 'The run that put back what it could'`;
