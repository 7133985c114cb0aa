-- Release 002: v2.1 features
-- Backward from 002 to 001.
-- Made by learnr-schema from spec/versions/002_v2_1_features.yaml. Do not edit.
-- Destroys data: column public.user_responses.session_id
-- Destroys data: table public.admin_audit_log
-- Destroys data: table public.competency_history
-- Destroys data: table public.explanation_feedback
-- Destroys data: table public.password_reset_tokens
-- Destroys data: table public.quiz_sessions
-- Destroys data: table public.reading_bookmarks
-- Destroys data: table public.reading_engagement
-- Destroys data: table public.reading_feedback
-- Destroys data: table public.reading_queue
-- Destroys data: table public.review_attempts
-- Destroys data: table public.session_reviews

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of admin_audit_log is lost
-- hazard: backward-incompatible: programs that use admin_audit_log fail
DROP TABLE admin_audit_log;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of competency_history is lost
-- hazard: backward-incompatible: programs that use competency_history fail
DROP TABLE competency_history;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of explanation_feedback is lost
-- hazard: backward-incompatible: programs that use explanation_feedback fail
DROP TABLE explanation_feedback;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of password_reset_tokens is lost
-- hazard: backward-incompatible: programs that use password_reset_tokens fail
DROP TABLE password_reset_tokens;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of reading_bookmarks is lost
-- hazard: backward-incompatible: programs that use reading_bookmarks fail
DROP TABLE reading_bookmarks;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of reading_engagement is lost
-- hazard: backward-incompatible: programs that use reading_engagement fail
DROP TABLE reading_engagement;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of reading_feedback is lost
-- hazard: backward-incompatible: programs that use reading_feedback fail
DROP TABLE reading_feedback;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of reading_queue is lost
-- hazard: backward-incompatible: programs that use reading_queue fail
DROP TABLE reading_queue;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of review_attempts is lost
-- hazard: backward-incompatible: programs that use review_attempts fail
DROP TABLE review_attempts;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of session_reviews is lost
-- hazard: backward-incompatible: programs that use session_reviews fail
DROP TABLE session_reviews;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: the values of user_responses.session_id are lost
-- hazard: backward-incompatible: programs that use user_responses.session_id fail
ALTER TABLE user_responses DROP COLUMN session_id;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of quiz_sessions is lost
-- hazard: backward-incompatible: programs that use quiz_sessions fail
DROP TABLE quiz_sessions;

COMMIT;
