--
-- PostgreSQL database dump
--

\restrict BOzAATBLXe0G65AhsB7jIE5qGVmS3hka3avbgEUtwexTOvm8KtT9BfOEhqC7lmI

-- Dumped from database version 15.18
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: f(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.f() RETURNS integer
    LANGUAGE plpgsql
    AS $$ BEGIN
-- not a comment of the dump; this stays
RETURN 1; END $$;


ALTER FUNCTION public.f() OWNER TO postgres;

--
-- Name: g(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.g() RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN true THEN 1
             ELSE 2
         END AS "case";
 SELECT 2;
END;


ALTER FUNCTION public.g() OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: empty; Type: TABLE; Schema: public; Owner: postgres
--

CREATE UNLOGGED TABLE public.empty (
);


ALTER TABLE public.empty OWNER TO postgres;

--
-- Name: t; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.t (
    a integer NOT NULL,
    "b(,;" numeric(5,2) DEFAULT 1.5 NOT NULL,
    c text DEFAULT 'it''s; -- (no'::text,
    CONSTRAINT k CHECK ((a > 1))
)
WITH (fillfactor='70');


ALTER TABLE public.t OWNER TO postgres;

--
-- PostgreSQL database dump complete
--

\unrestrict BOzAATBLXe0G65AhsB7jIE5qGVmS3hka3avbgEUtwexTOvm8KtT9BfOEhqC7lmI

