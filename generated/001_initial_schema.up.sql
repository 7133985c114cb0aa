-- Release 001: initial schema
-- Forward from base to 001.
-- Made by learnr-schema from spec/versions/001_initial_schema.yaml. Do not edit.

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
  CONSTRAINT ck_selected_answer CHECK (selected_answer IN ('A', 'B', 'C', 'D'))
);

CREATE INDEX idx_responses_date ON user_responses (answered_at);

CREATE INDEX idx_responses_question ON user_responses (question_id);

CREATE INDEX idx_responses_user ON user_responses (user_id);

COMMIT;
