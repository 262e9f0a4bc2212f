-- The record is written once. The application's role holds no right to change
-- it; these rules hold the owner of the tables to the same.
CREATE OR REPLACE FUNCTION leal_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The record in % is never changed and never removed', TG_TABLE_NAME USING ERRCODE = 'raise_exception';
END $$;

-- What history keeps of a row: the columns named personal become digests made
-- with the row's own secret, so that they can be compared but not read, and
-- not even guessed once the secret is destroyed. Written into the statement of
-- leal_keep_history itself: a function called row by row takes twice as long.
-- What is empty stays as it is; a row without a secret shows no words either.
DROP FUNCTION IF EXISTS leal_veiled(jsonb, text[], text);
DROP FUNCTION IF EXISTS leal_veil(text);
CREATE OR REPLACE FUNCTION leal_veil(side text, personal text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format('%I || jsonb_strip_nulls(jsonb_build_object(%s))', side, string_agg(format(
    '%1$L, CASE WHEN %2$I ->> %1$L <> ''''
      THEN ''digest:'' || coalesce(encode(sha256(secret || convert_to(%2$I ->> %1$L, ''UTF8'')), ''hex''), '''') END',
    name, side), ', '))
  FROM unnest(personal) AS each (name)
$$;

CREATE OR REPLACE FUNCTION leal_only_changed(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_object_agg(name, value) FROM jsonb_each(one) AS each (name, value) WHERE value IS DISTINCT FROM other -> name
$$;

-- One call for each statement, however many rows it touched. Arguments: the
-- key column; personal columns; columns left out, both separated by commas.
CREATE OR REPLACE FUNCTION leal_keep_history() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  personal text[] := string_to_array(TG_ARGV[1], ',');
  -- OFFSET 0 has each row turned into jsonb once, not again for each of its personal columns.
  rows text := CASE TG_OP
    WHEN 'INSERT' THEN format('SELECT n.%1$I::text AS key, NULL::jsonb AS before, to_jsonb(n) - $4 AS after FROM new_rows n OFFSET 0', TG_ARGV[0])
    WHEN 'DELETE' THEN format('SELECT o.%1$I::text AS key, to_jsonb(o) - $4 AS before, NULL::jsonb AS after FROM old_rows o OFFSET 0', TG_ARGV[0])
    ELSE format('SELECT key, leal_only_changed(o, n) AS before, leal_only_changed(n, o) AS after FROM (
        SELECT o.%1$I::text AS key, to_jsonb(o) - $4 AS o, to_jsonb(n) - $4 AS n FROM old_rows o JOIN new_rows n USING (%1$I) OFFSET 0
      ) AS pair WHERE o IS DISTINCT FROM n OFFSET 0', TG_ARGV[0])
    END;
  left_out text[] := string_to_array(TG_ARGV[2], ',');
  did text := CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'DELETE' THEN 'removed' ELSE 'changed' END;
BEGIN
  IF personal <> '{}' THEN
    -- Each secret comes of one drawn for this statement, which nothing keeps: no secret leads to another.
    EXECUTE format('INSERT INTO audit_subjectkey (subject, secret)
      SELECT $1 || '':'' || key, sha256($2 || convert_to($1 || '':'' || key, ''UTF8'')) FROM (%s) AS touched
      ON CONFLICT DO NOTHING', rows)
      USING TG_TABLE_NAME::text, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), NULL, left_out;
  END IF;
  -- Secrets are joined to all rows at once. Looked up row by row, each look read the whole table while it was young.
  -- The table's name is given as text: as a name it would bring a collation of its own, no index of the secrets would
  -- fit, and every write would read them all.
  EXECUTE format('INSERT INTO audit_rowhistory (row_table, row_key, did, before, after, by, act, written_at)
    SELECT $1, key, $3, %s, %s,
      coalesce(nullif(current_setting(''leal.by'', true), ''''), ''outside an operation'')::varchar(40),
      nullif(current_setting(''leal.act'', true), '''')::uuid, clock_timestamp()
    FROM (%s) AS touched %s',
    CASE WHEN personal = '{}' THEN 'before' ELSE leal_veil('before', personal) END,
    CASE WHEN personal = '{}' THEN 'after' ELSE leal_veil('after', personal) END,
    rows,
    CASE WHEN personal = '{}' THEN '' ELSE 'LEFT JOIN audit_subjectkey ON subject = $1 || '':'' || key' END
    ) USING TG_TABLE_NAME::text, personal, did, left_out;
  RETURN NULL;
END $$;
