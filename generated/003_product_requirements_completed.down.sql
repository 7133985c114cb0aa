-- Release 003: product requirements completed
-- Backward from 003 to 002.
-- Made by learnr-schema from spec/versions/003_product_requirements_completed.yaml. Do not edit.
-- Destroys data: table public.question_reports
-- Destroys data: table public.spaced_repetition_schedule

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

COMMENT ON TABLE admin_audit_log IS NULL;

COMMENT ON TABLE competency_history IS NULL;

COMMENT ON TABLE concept_mastery IS NULL;

COMMENT ON TABLE courses IS NULL;

COMMENT ON TABLE explanation_feedback IS NULL;

COMMENT ON TABLE knowledge_areas IS NULL;

COMMENT ON TABLE password_reset_tokens IS NULL;

COMMENT ON TABLE questions IS NULL;

COMMENT ON TABLE quiz_sessions IS NULL;

COMMENT ON TABLE reading_bookmarks IS NULL;

COMMENT ON TABLE reading_content IS NULL;

COMMENT ON TABLE reading_engagement IS NULL;

COMMENT ON TABLE reading_feedback IS NULL;

COMMENT ON TABLE reading_queue IS NULL;

COMMENT ON TABLE review_attempts IS NULL;

COMMENT ON TABLE session_reviews IS NULL;

COMMENT ON TABLE subscriptions IS NULL;

COMMENT ON TABLE user_competency IS NULL;

COMMENT ON TABLE user_onboarding IS NULL;

COMMENT ON TABLE user_responses IS NULL;

COMMENT ON TABLE users IS NULL;

-- hazard: data-loss: every row of question_reports is lost
-- hazard: backward-incompatible: programs that use question_reports fail
DROP TABLE question_reports;

COMMIT;

BEGIN;
SET LOCAL lock_timeout = '2s';

-- hazard: data-loss: every row of spaced_repetition_schedule is lost
-- hazard: backward-incompatible: programs that use spaced_repetition_schedule fail
DROP TABLE spaced_repetition_schedule;

COMMIT;
