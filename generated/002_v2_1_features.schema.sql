-- Release 002: v2.1 features
-- The whole schema at 002, for an empty database.
-- Made by learnr-schema from spec/versions/002_v2_1_features.yaml. Do not edit.

SET search_path = public;

BEGIN;

CREATE TABLE users (
  id serial PRIMARY KEY,
  email varchar(255) NOT NULL UNIQUE,
  hashed_password varchar(255) NOT NULL,
  full_name varchar(255) NOT NULL,
  is_admin boolean NOT NULL DEFAULT false,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamp DEFAULT now(),
  updated_at timestamp DEFAULT now()
);

CREATE INDEX idx_users_email ON users (email);

CREATE TABLE admin_audit_log (
  id serial PRIMARY KEY,
  admin_user_id integer NOT NULL REFERENCES users (id),
  action_type varchar(50) NOT NULL,
  target_user_id integer REFERENCES users (id),
  metadata jsonb,
  ip_address inet,
  user_agent text,
  created_at timestamp DEFAULT now()
);

CREATE INDEX idx_audit_action ON admin_audit_log (action_type);

CREATE INDEX idx_audit_admin ON admin_audit_log (admin_user_id);

CREATE INDEX idx_audit_created ON admin_audit_log (created_at);

CREATE INDEX idx_audit_target ON admin_audit_log (target_user_id);

CREATE TABLE courses (
  id serial PRIMARY KEY,
  course_code varchar(50) NOT NULL UNIQUE,
  course_name varchar(255) NOT NULL,
  description text,
  exam_type varchar(100),
  target_audience varchar[],
  is_active boolean DEFAULT true,
  created_by integer REFERENCES users (id),
  created_at timestamp DEFAULT now(),
  updated_at timestamp DEFAULT now()
);

CREATE TABLE knowledge_areas (
  id serial PRIMARY KEY,
  course_id integer REFERENCES courses (id) ON DELETE CASCADE,
  ka_code varchar(50) NOT NULL,
  ka_name varchar(255) NOT NULL,
  description text,
  weight_percentage numeric(5,2) NOT NULL,
  display_order integer,
  created_at timestamp DEFAULT now(),
  CONSTRAINT uq_course_ka_code UNIQUE (course_id, ka_code)
);

CREATE INDEX idx_ka_course ON knowledge_areas (course_id);

CREATE TABLE competency_history (
  id serial PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (id),
  knowledge_area_id integer NOT NULL REFERENCES knowledge_areas (id),
  competency_score numeric(5,2) NOT NULL,
  questions_answered integer NOT NULL,
  snapshot_date date NOT NULL,
  created_at timestamp DEFAULT now(),
  CONSTRAINT uq_user_ka_snapshot UNIQUE (user_id, knowledge_area_id, snapshot_date)
);

CREATE INDEX idx_history_date ON competency_history (snapshot_date);

CREATE INDEX idx_history_ka ON competency_history (knowledge_area_id);

CREATE INDEX idx_history_user ON competency_history (user_id);

CREATE TABLE concept_mastery (
  id serial PRIMARY KEY,
  user_id integer REFERENCES users (id),
  concept_tag varchar(255) NOT NULL,
  knowledge_area_id integer REFERENCES knowledge_areas (id),
  repetition_count integer DEFAULT 0,
  easiness_factor numeric(3,2) DEFAULT 2.5,
  interval_days integer DEFAULT 1,
  next_review_date date NOT NULL,
  last_reviewed timestamp,
  created_at timestamp DEFAULT now(),
  CONSTRAINT uq_user_concept UNIQUE (user_id, concept_tag)
);

CREATE INDEX idx_mastery_review_date ON concept_mastery (next_review_date);

CREATE INDEX idx_mastery_user ON concept_mastery (user_id);

CREATE TABLE password_reset_tokens (
  id serial PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (id),
  token varchar(255) NOT NULL UNIQUE,
  expires_at timestamp NOT NULL,
  is_used boolean DEFAULT false,
  used_at timestamp,
  created_at timestamp DEFAULT now()
);

CREATE INDEX idx_reset_expires ON password_reset_tokens (expires_at);

CREATE INDEX idx_reset_token ON password_reset_tokens (token);

CREATE INDEX idx_reset_user ON password_reset_tokens (user_id);

CREATE TABLE questions (
  id serial PRIMARY KEY,
  course_id integer REFERENCES courses (id),
  knowledge_area_id integer REFERENCES knowledge_areas (id),
  question_text text NOT NULL,
  option_a text NOT NULL,
  option_b text NOT NULL,
  option_c text NOT NULL,
  option_d text NOT NULL,
  correct_answer char(1) NOT NULL,
  explanation text NOT NULL,
  difficulty_level integer,
  concept_tags varchar[],
  source varchar(50),
  embedding_id varchar(255),
  created_at timestamp DEFAULT now(),
  CONSTRAINT ck_correct_answer CHECK (correct_answer IN ('A', 'B', 'C', 'D')),
  CONSTRAINT ck_difficulty_level CHECK (difficulty_level BETWEEN 1 AND 5)
);

CREATE INDEX idx_questions_course ON questions (course_id);

CREATE INDEX idx_questions_difficulty ON questions (difficulty_level);

CREATE INDEX idx_questions_ka ON questions (knowledge_area_id);

CREATE TABLE quiz_sessions (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (id),
  session_type varchar(20) NOT NULL,
  target_question_count integer,
  questions_answered_count integer DEFAULT 0,
  correct_count integer DEFAULT 0,
  current_question_id integer REFERENCES questions (id),
  is_paused boolean DEFAULT false,
  is_completed boolean DEFAULT false,
  start_time timestamp DEFAULT now(),
  end_time timestamp,
  paused_at timestamp,
  created_at timestamp DEFAULT now(),
  CONSTRAINT ck_session_type CHECK (session_type IN ('diagnostic', 'new_content', 'mixed', 'ka_focused'))
);

CREATE INDEX idx_sessions_created ON quiz_sessions (created_at);

CREATE INDEX idx_sessions_status ON quiz_sessions (is_completed, is_paused);

CREATE INDEX idx_sessions_user ON quiz_sessions (user_id);

CREATE TABLE explanation_feedback (
  id serial PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (id),
  question_id integer NOT NULL REFERENCES questions (id),
  session_id uuid REFERENCES quiz_sessions (id),
  is_helpful boolean NOT NULL,
  feedback_text text,
  created_at timestamp DEFAULT now()
);

CREATE INDEX idx_exp_feedback_helpful ON explanation_feedback (is_helpful);

CREATE INDEX idx_exp_feedback_question ON explanation_feedback (question_id);

CREATE INDEX idx_exp_feedback_user ON explanation_feedback (user_id);

CREATE TABLE reading_content (
  id serial PRIMARY KEY,
  course_id integer REFERENCES courses (id),
  knowledge_area_id integer REFERENCES knowledge_areas (id),
  section_reference varchar(100),
  content_text text NOT NULL,
  chunk_index integer,
  difficulty_level integer,
  concept_tags varchar[],
  embedding_id varchar(255),
  created_at timestamp DEFAULT now(),
  CONSTRAINT ck_reading_difficulty CHECK (difficulty_level BETWEEN 1 AND 5)
);

CREATE INDEX idx_reading_course ON reading_content (course_id);

CREATE INDEX idx_reading_ka ON reading_content (knowledge_area_id);

CREATE TABLE reading_bookmarks (
  id serial PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (id),
  chunk_id integer NOT NULL REFERENCES reading_content (id) ON DELETE CASCADE,
  source_context varchar(100),
  related_question_id integer REFERENCES questions (id),
  read_status varchar(20) DEFAULT 'unread',
  bookmarked_at timestamp DEFAULT now(),
  marked_read_at timestamp,
  CONSTRAINT uq_bookmark_user_chunk UNIQUE (user_id, chunk_id),
  CONSTRAINT ck_bookmark_status CHECK (read_status IN ('unread', 'read'))
);

CREATE INDEX idx_bookmarks_created ON reading_bookmarks (bookmarked_at);

CREATE INDEX idx_bookmarks_status ON reading_bookmarks (read_status);

CREATE INDEX idx_bookmarks_user ON reading_bookmarks (user_id);

CREATE TABLE reading_queue (
  id serial PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (id),
  chunk_id integer NOT NULL REFERENCES reading_content (id) ON DELETE CASCADE,
  question_id integer REFERENCES questions (id),
  session_id uuid REFERENCES quiz_sessions (id),
  priority varchar(10) NOT NULL,
  reading_status varchar(20) DEFAULT 'unread',
  was_incorrect boolean NOT NULL,
  relevance_score numeric(5,4),
  ka_id integer REFERENCES knowledge_areas (id),
  times_opened integer DEFAULT 0,
  first_opened_at timestamp,
  total_reading_time_seconds integer DEFAULT 0,
  completed_at timestamp,
  dismissed_at timestamp,
  added_at timestamp DEFAULT now(),
  CONSTRAINT uq_user_chunk UNIQUE (user_id, chunk_id),
  CONSTRAINT ck_priority CHECK (priority IN ('high', 'medium', 'low')),
  CONSTRAINT ck_reading_status CHECK (reading_status IN ('unread', 'reading', 'completed', 'dismissed'))
);

CREATE INDEX idx_reading_queue_added ON reading_queue (added_at);

CREATE INDEX idx_reading_queue_ka ON reading_queue (ka_id);

CREATE INDEX idx_reading_queue_priority ON reading_queue (priority);

CREATE INDEX idx_reading_queue_status ON reading_queue (reading_status);

CREATE INDEX idx_reading_queue_user ON reading_queue (user_id);

CREATE TABLE reading_engagement (
  id serial PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (id),
  chunk_id integer NOT NULL REFERENCES reading_content (id) ON DELETE CASCADE,
  session_id uuid REFERENCES quiz_sessions (id),
  queue_id integer REFERENCES reading_queue (id),
  displayed_at timestamp NOT NULL,
  expanded_at timestamp,
  collapsed_at timestamp,
  time_spent_seconds integer,
  scroll_depth_percentage integer,
  marked_read boolean DEFAULT false,
  created_at timestamp DEFAULT now(),
  CONSTRAINT ck_scroll_depth CHECK (scroll_depth_percentage BETWEEN 0 AND 100)
);

CREATE INDEX idx_engagement_chunk ON reading_engagement (chunk_id);

CREATE INDEX idx_engagement_displayed ON reading_engagement (displayed_at);

CREATE INDEX idx_engagement_session ON reading_engagement (session_id);

CREATE INDEX idx_engagement_user ON reading_engagement (user_id);

CREATE TABLE reading_feedback (
  id serial PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (id),
  chunk_id integer NOT NULL REFERENCES reading_content (id),
  queue_id integer REFERENCES reading_queue (id),
  is_relevant boolean NOT NULL,
  feedback_text text,
  created_at timestamp DEFAULT now()
);

CREATE INDEX idx_reading_feedback_chunk ON reading_feedback (chunk_id);

CREATE INDEX idx_reading_feedback_relevant ON reading_feedback (is_relevant);

CREATE INDEX idx_reading_feedback_user ON reading_feedback (user_id);

CREATE TABLE session_reviews (
  id serial PRIMARY KEY,
  session_id uuid NOT NULL UNIQUE REFERENCES quiz_sessions (id) ON DELETE CASCADE,
  user_id integer NOT NULL REFERENCES users (id),
  review_status varchar(20) NOT NULL DEFAULT 'not_started',
  total_questions_to_review integer NOT NULL,
  questions_reinforced_correctly integer DEFAULT 0,
  questions_still_incorrect integer DEFAULT 0,
  original_score_percentage numeric(5,2),
  final_score_percentage numeric(5,2),
  improvement_percentage numeric(5,2),
  review_started_at timestamp,
  review_completed_at timestamp,
  created_at timestamp DEFAULT now(),
  CONSTRAINT ck_review_status CHECK (review_status IN ('not_started', 'in_progress', 'completed', 'skipped'))
);

CREATE INDEX idx_reviews_created ON session_reviews (created_at);

CREATE INDEX idx_reviews_status ON session_reviews (review_status);

CREATE INDEX idx_reviews_user ON session_reviews (user_id);

CREATE TABLE subscriptions (
  id serial PRIMARY KEY,
  user_id integer REFERENCES users (id),
  tier varchar(50) NOT NULL,
  status varchar(50) DEFAULT 'active',
  stripe_subscription_id varchar(255),
  current_period_start date,
  current_period_end date,
  created_at timestamp DEFAULT now(),
  updated_at timestamp DEFAULT now()
);

CREATE TABLE user_competency (
  id serial PRIMARY KEY,
  user_id integer REFERENCES users (id),
  knowledge_area_id integer REFERENCES knowledge_areas (id),
  competency_score numeric(5,2) NOT NULL,
  questions_answered integer DEFAULT 0,
  last_updated timestamp DEFAULT now(),
  CONSTRAINT uq_user_ka UNIQUE (user_id, knowledge_area_id)
);

CREATE INDEX idx_competency_user ON user_competency (user_id);

CREATE TABLE user_onboarding (
  id serial PRIMARY KEY,
  user_id integer UNIQUE REFERENCES users (id),
  referral_source varchar(100),
  exam_date date,
  current_knowledge_level varchar(50),
  target_score integer,
  daily_study_minutes integer,
  has_completed_diagnostic boolean DEFAULT false,
  completed_at timestamp,
  created_at timestamp DEFAULT now()
);

CREATE TABLE user_responses (
  id serial PRIMARY KEY,
  user_id integer REFERENCES users (id),
  question_id integer REFERENCES questions (id),
  selected_answer char(1) NOT NULL,
  is_correct boolean NOT NULL,
  time_taken_seconds integer,
  session_type varchar(50),
  is_review boolean DEFAULT false,
  answered_at timestamp DEFAULT now(),
  session_id uuid,
  CONSTRAINT ck_selected_answer CHECK (selected_answer IN ('A', 'B', 'C', 'D')),
  CONSTRAINT fk_user_responses_session FOREIGN KEY (session_id)
    REFERENCES quiz_sessions (id) ON DELETE SET NULL
);

CREATE INDEX idx_responses_date ON user_responses (answered_at);

CREATE INDEX idx_responses_question ON user_responses (question_id);

CREATE INDEX idx_responses_session ON user_responses (session_id);

CREATE INDEX idx_responses_user ON user_responses (user_id);

CREATE TABLE review_attempts (
  id serial PRIMARY KEY,
  session_review_id integer NOT NULL REFERENCES session_reviews (id) ON DELETE CASCADE,
  original_attempt_id integer NOT NULL REFERENCES user_responses (id),
  question_id integer NOT NULL REFERENCES questions (id),
  selected_answer char(1) NOT NULL,
  is_correct boolean NOT NULL,
  is_reinforced boolean NOT NULL,
  time_spent_seconds integer,
  reviewed_at timestamp DEFAULT now(),
  CONSTRAINT ck_review_answer CHECK (selected_answer IN ('A', 'B', 'C', 'D'))
);

CREATE INDEX idx_review_attempts_question ON review_attempts (question_id);

CREATE INDEX idx_review_attempts_reinforced ON review_attempts (is_reinforced);

CREATE INDEX idx_review_attempts_session ON review_attempts (session_review_id);

COMMIT;
