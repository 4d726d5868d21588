-- why: what a dump begins with
SELECT pg_catalog.set_config('search_path', 'public', false)

-- why: a comment on what is always there
CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog

-- why: without IF NOT EXISTS
-- message: same
CREATE EXTENSION plpgsql

-- why: no such extension
-- refused: 0A000
CREATE EXTENSION hstore

-- why: a sequence before its table, as dumps have it
CREATE SEQUENCE public.du_actor_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1

-- why: in a schema that does not exist
-- message: same
CREATE SEQUENCE nowhere.du_seq

-- why: its next number as a default
CREATE TABLE public.du_actor (actor_id integer DEFAULT nextval('public.du_actor_id_seq'::regclass) NOT NULL, name character varying(45) NOT NULL, rate numeric DEFAULT 4.99 NOT NULL, last_update timestamp without time zone DEFAULT now() NOT NULL)

-- why: after its table
CREATE TABLE public.du_city (city_id integer NOT NULL, city text, actor_id smallint NOT NULL)

-- why: after its table
CREATE SEQUENCE public.du_city_id_seq AS integer

-- why: belongs to it
ALTER SEQUENCE public.du_city_id_seq OWNED BY public.du_city.city_id

-- why: and is its default
ALTER TABLE ONLY public.du_city ALTER COLUMN city_id SET DEFAULT nextval('public.du_city_id_seq'::regclass)

-- why: rows have their numbers
INSERT INTO public.du_actor (actor_id, name, rate, last_update) VALUES (1, 'PENELOPE', 4.990, '2022-02-15 09:34:33'), (2, 'NICK', 0, '2022-02-15 09:34:33.5')

-- why: rows have their numbers
INSERT INTO public.du_city VALUES (1, 'A Coruña', 1), (2, NULL, 2)

-- why: keys
ALTER TABLE ONLY public.du_actor ADD CONSTRAINT du_actor_pkey PRIMARY KEY (actor_id)

-- why: keys
ALTER TABLE ONLY public.du_city ADD CONSTRAINT du_city_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.du_actor(actor_id) ON UPDATE CASCADE ON DELETE RESTRICT

-- why: an index
CREATE INDEX du_idx_name ON public.du_actor USING btree (name)

-- why: comments on what is not kept
COMMENT ON CONSTRAINT du_actor_pkey ON public.du_actor IS 'a key'

-- why: of a table that does not exist
-- message: same
COMMENT ON CONSTRAINT a ON du_none IS 'a'

-- why: comments on what is not kept
COMMENT ON INDEX public.du_idx_name IS 'an index'

-- why: comments on what is not kept
COMMENT ON SEQUENCE public.du_city_id_seq IS 'numbers'

-- why: comments on what is not kept
COMMENT ON SCHEMA public IS 'standard public schema'

-- why: all is there
SELECT a.actor_id, a.name, a.rate, a.last_update, c.city FROM du_actor a JOIN du_city c USING (actor_id) ORDER BY 1

-- why: no row gets a number by itself
-- differs: sequences give no numbers
INSERT INTO public.du_city (city, actor_id) VALUES ('x', 1)

-- why: away
DROP TABLE public.du_city, public.du_actor

-- why: away
DROP SEQUENCE IF EXISTS public.du_actor_id_seq, public.du_city_id_seq

-- why: as it was
RESET search_path
