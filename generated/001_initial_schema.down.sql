-- Release 001: initial schema
-- Backward from 001 to base.
-- Made by learnr-schema from spec/versions/001_initial_schema.yaml. Do not edit.
-- Destroys data: table public.concept_mastery
-- Destroys data: table public.courses
-- Destroys data: table public.knowledge_areas
-- Destroys data: table public.questions
-- Destroys data: table public.reading_content
-- Destroys data: table public.subscriptions
-- Destroys data: table public.user_competency
-- Destroys data: table public.user_onboarding
-- Destroys data: table public.user_responses
-- Destroys data: table public.users

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of concept_mastery is lost
-- hazard: backward-incompatible: programs that use concept_mastery fail
DROP TABLE concept_mastery;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of reading_content is lost
-- hazard: backward-incompatible: programs that use reading_content fail
DROP TABLE reading_content;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of subscriptions is lost
-- hazard: backward-incompatible: programs that use subscriptions fail
DROP TABLE subscriptions;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of user_competency is lost
-- hazard: backward-incompatible: programs that use user_competency fail
DROP TABLE user_competency;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of user_onboarding is lost
-- hazard: backward-incompatible: programs that use user_onboarding fail
DROP TABLE user_onboarding;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of user_responses is lost
-- hazard: backward-incompatible: programs that use user_responses fail
DROP TABLE user_responses;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of questions is lost
-- hazard: backward-incompatible: programs that use questions fail
DROP TABLE questions;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of knowledge_areas is lost
-- hazard: backward-incompatible: programs that use knowledge_areas fail
DROP TABLE knowledge_areas;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of courses is lost
-- hazard: backward-incompatible: programs that use courses fail
DROP TABLE courses;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of users is lost
-- hazard: backward-incompatible: programs that use users fail
DROP TABLE users;

COMMIT;
