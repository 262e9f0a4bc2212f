"""A published edition stands as it was agreed: the database refuses every change to it, one row or a thousand.

Whoever writes into a draft holds its edition until they are done (FOR SHARE), so nobody publishes it meanwhile.
"""

from django.db import migrations

LAY = """
CREATE FUNCTION leal_edition_is_published(which bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT published_on IS NOT NULL FROM charters_edition WHERE id = which FOR SHARE
$$;

CREATE FUNCTION leal_refuse_to_change_what_is_published() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published edition never changes. Draft a new edition from it.' USING ERRCODE = '23001';
END $$;

-- Rows that say which edition, or which commitment, they belong to.
CREATE FUNCTION leal_text_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
    one bigint;
BEGIN
    IF TG_ARGV[0] = 'edition' THEN
        IF TG_OP <> 'INSERT' THEN touched := touched || OLD.edition_id; END IF;
        IF TG_OP <> 'DELETE' THEN touched := touched || NEW.edition_id; END IF;
    ELSE
        IF TG_OP <> 'INSERT' THEN
            touched := touched || (SELECT edition_id FROM charters_commitment WHERE id = OLD.commitment_id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            touched := touched || (SELECT edition_id FROM charters_commitment WHERE id = NEW.commitment_id);
        END IF;
    END IF;
    FOREACH one IN ARRAY touched LOOP
        IF leal_edition_is_published(one) THEN PERFORM leal_refuse_to_change_what_is_published(); END IF;
    END LOOP;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION leal_edition_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_on IS NOT NULL AND (TG_OP = 'DELETE' OR OLD IS DISTINCT FROM NEW) THEN
        PERFORM leal_refuse_to_change_what_is_published();
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- Whom a published promise binds is part of what it says.
CREATE FUNCTION leal_body_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP = 'DELETE' OR (OLD.name, OLD.kind, OLD.charter_id) IS DISTINCT FROM (NEW.name, NEW.kind, NEW.charter_id))
        AND EXISTS (
            SELECT FROM charters_commitment_binds
            JOIN charters_commitment ON charters_commitment.id = commitment_id
            JOIN charters_edition ON charters_edition.id = edition_id
            WHERE body_id = OLD.id AND published_on IS NOT NULL
        )
    THEN
        PERFORM leal_refuse_to_change_what_is_published();
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION leal_nothing_published_is_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM charters_edition WHERE published_on IS NOT NULL) THEN
        PERFORM leal_refuse_to_change_what_is_published();
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON charters_edition
    FOR EACH ROW EXECUTE FUNCTION leal_edition_stands();
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON charters_body
    FOR EACH ROW EXECUTE FUNCTION leal_body_stands();
"""

BELONG = {
    "charters_passage": "edition",
    "charters_section": "edition",
    "charters_commitment": "edition",
    "charters_ask": "edition",
    "charters_lineage": "edition",
    "charters_approval": "edition",
    "charters_part": "commitment",
    "charters_commitment_binds": "commitment",
    "charters_commitment_answers": "commitment",
}
STANDS = "".join(
    f"CREATE TRIGGER stands BEFORE INSERT OR UPDATE OR DELETE ON {table} "
    f"FOR EACH ROW EXECUTE FUNCTION leal_text_stands('{of}');\n"
    for table, of in BELONG.items()
)
TABLES = [*BELONG, "charters_edition", "charters_body"]
NOT_EMPTIED = "".join(
    f"CREATE TRIGGER not_emptied BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION leal_nothing_published_is_emptied();\n"
    for table in TABLES
)
# A restored copy and a replica hold the same promise.
ALWAYS = "".join(
    f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER stands, ENABLE ALWAYS TRIGGER not_emptied;\n" for table in TABLES
)
LIFT = (
    "".join(f"DROP TRIGGER stands ON {table}; DROP TRIGGER not_emptied ON {table};\n" for table in TABLES)
    + "DROP FUNCTION leal_nothing_published_is_emptied(), leal_body_stands(), leal_edition_stands(), "
    "leal_text_stands(), leal_refuse_to_change_what_is_published(), leal_edition_is_published(bigint);"
)


class Migration(migrations.Migration):

    dependencies = [
        ("charters", "0003_lineage_approvals_and_comments"),
    ]

    operations = [migrations.RunSQL(LAY + STANDS + NOT_EMPTIED + ALWAYS, LIFT)]
