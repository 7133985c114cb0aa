-- Release 003: product requirements completed
-- Forward from 002 to 003.
-- Made by learnr-schema from spec/versions/003_product_requirements_completed.yaml. Do not edit.

SET search_path = public;

BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE TABLE question_reports (
  id serial PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  question_id integer NOT NULL REFERENCES questions (id),
  issue_type varchar(50) NOT NULL,
  description text,
  status varchar(20) NOT NULL DEFAULT 'pending',
  created_at timestamp NOT NULL DEFAULT now(),
  CONSTRAINT ck_report_status CHECK (status IN ('pending', 'reviewing', 'resolved', 'dismissed'))
);

CREATE INDEX idx_reports_question ON question_reports (question_id);

CREATE INDEX idx_reports_status ON question_reports (status);

COMMENT ON TABLE question_reports IS 'Problems that users report about questions';

CREATE TABLE spaced_repetition_schedule (
  id serial PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  question_id integer NOT NULL REFERENCES questions (id),
  concept_tag varchar(100) NOT NULL,
  next_review_date date NOT NULL,
  review_interval_days integer NOT NULL,
  ease_factor numeric(3,2) DEFAULT 2.50,
  consecutive_correct integer DEFAULT 0,
  last_reviewed_at timestamp,
  created_at timestamp NOT NULL DEFAULT now(),
  CONSTRAINT uq_srs_user_question UNIQUE (user_id, question_id),
  CONSTRAINT ck_review_interval CHECK (review_interval_days > 0)
);

CREATE INDEX idx_srs_concept ON spaced_repetition_schedule (concept_tag);

CREATE INDEX idx_srs_user_date ON spaced_repetition_schedule (user_id, next_review_date);

COMMENT ON TABLE spaced_repetition_schedule IS 'Next review of a question for a user (SM-2, Epic 7)';

COMMIT;

BEGIN;

COMMENT ON TABLE admin_audit_log IS 'Audit trail of admin actions (Epic 8, Story 8.7)';

COMMENT ON TABLE competency_history IS 'Weekly competency snapshots (Epic 6, Story 6.2)';

COMMENT ON TABLE concept_mastery IS 'Spaced repetition state per concept (SM-2, Epic 7)';

COMMENT ON TABLE courses IS 'Certification courses (CBAP first)';

COMMENT ON TABLE explanation_feedback IS 'Thumbs up or down on explanations (Epic 4, Story 4.5)';

COMMENT ON TABLE knowledge_areas IS 'Knowledge areas of a course';

COMMENT ON TABLE password_reset_tokens IS 'Password reset flow (Epic 1, Story 1.5)';

COMMENT ON TABLE questions IS 'Multiple-choice questions; embedding_id points into Qdrant';

COMMENT ON TABLE quiz_sessions IS 'Session lifecycle: start, pause, end (Epic 4, Story 4.1)';

COMMENT ON TABLE reading_bookmarks IS 'Materials that users bookmarked (front-end spec, screen 7)';

COMMENT ON TABLE reading_content IS 'BABOK content chunks; embedding_id points into Qdrant';

COMMENT ON TABLE reading_engagement IS 'Reading analytics (Epic 5, Story 5.3)';

COMMENT ON TABLE reading_feedback IS 'Relevance feedback on readings (Epic 5, Story 5.4)';

COMMENT ON TABLE reading_queue IS 'Asynchronous reading library queue (Epic 5, Stories 5.5–5.9)';

COMMENT ON TABLE review_attempts IS 'Answers given during a review (Epic 4, Story 4.7)';

COMMENT ON TABLE session_reviews IS 'State of a review after a session (Epic 4, Stories 4.6–4.9)';

COMMENT ON TABLE subscriptions IS 'Subscription tiers (after the MVP)';

COMMENT ON TABLE user_competency IS 'Current competency score per user and KA';

COMMENT ON TABLE user_onboarding IS 'The seven onboarding answers';

COMMENT ON TABLE user_responses IS 'Answers that users gave, each linked to its session';

COMMENT ON TABLE users IS 'User accounts and authentication (Epic 1)';

COMMIT;
