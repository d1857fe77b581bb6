-- The reference directory: who registered each integration and what it said before, who searched whom, and the files
-- of integrations that are loaded.

ALTER TABLE integrations DROP CONSTRAINT integrations_pkey;
ALTER TABLE integrations
    ADD COLUMN id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ADD COLUMN file_number BYTEA,                -- of the organisation's own; sealed
    ADD COLUMN origin TEXT COLLATE "C" NOT NULL DEFAULT 'unknown',  -- page, file or command; unknown: registered before this was kept
    ADD COLUMN registered_by TEXT COLLATE "C",   -- NULL: at the command line, or not known
    ADD COLUMN registered_us BIGINT,             -- NULL: not known
    ADD COLUMN revision BIGINT NOT NULL DEFAULT 1,
    ADD CONSTRAINT integrations_once UNIQUE (person, organisation, sector, quality_code, begin_day);
CREATE INDEX integrations_by_organisation ON integrations (organisation, id);
CREATE INDEX integrations_ending ON integrations (organisation, end_day) WHERE end_day IS NOT NULL;

-- What an integration said before somebody changed it. Nothing for what was never changed: the row itself says it.
CREATE TABLE integration_changes (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    integration BIGINT NOT NULL,
    at_us BIGINT NOT NULL,
    user_name TEXT COLLATE "C",                  -- NULL: at the command line
    what TEXT COLLATE "C" NOT NULL,              -- ended, corrected or loaded
    why TEXT NOT NULL,
    quality_code BIGINT NOT NULL,
    begin_day TEXT COLLATE "C" NOT NULL,
    end_day TEXT COLLATE "C",
    file_number BYTEA                            -- sealed
);
CREATE INDEX integration_changes_by_integration ON integration_changes (integration, position);

CREATE FUNCTION integration_changes_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history of integrations is append-only';
END
$$;
CREATE TRIGGER integration_changes_are_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON integration_changes
FOR EACH STATEMENT EXECUTE FUNCTION integration_changes_refuse();

-- The person that a registrar searched; its identifier stands in the address in place of the NISS.
CREATE TABLE directory_searches (
    id TEXT COLLATE "C" PRIMARY KEY,
    at_us BIGINT NOT NULL,
    user_name TEXT COLLATE "C" NOT NULL,
    organisation TEXT COLLATE "C" NOT NULL,
    person BYTEA NOT NULL
);

CREATE TABLE integration_loads (
    id TEXT COLLATE "C" PRIMARY KEY,
    organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    user_name TEXT COLLATE "C",                  -- NULL: at the command line
    file_name TEXT NOT NULL,
    begun_us BIGINT NOT NULL,
    seen_us BIGINT NOT NULL,                     -- when it last went on
    ended_us BIGINT,
    bytes BIGINT NOT NULL,                       -- of the file
    read_bytes BIGINT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    known BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    problem TEXT                                 -- JSON: why it ended before the end of the file
);
CREATE INDEX integration_loads_by_organisation ON integration_loads (organisation, begun_us);

-- Refused rows, some in each row of this table; sealed.
CREATE TABLE integration_load_rejects (
    load TEXT COLLATE "C" NOT NULL REFERENCES integration_loads (id),
    place BIGINT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (load, place)
);

-- The legal context that the user chose for a consultation (23/058 point 79.11).
ALTER TABLE consultations ADD COLUMN legal_context TEXT;
