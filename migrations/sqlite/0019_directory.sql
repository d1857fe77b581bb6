-- The reference directory: who registered each integration and what it said before, who searched whom, and the files
-- of integrations that are loaded.

CREATE TABLE integrations_known (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation TEXT NOT NULL REFERENCES organisations (id),
    person BLOB NOT NULL,
    sector INTEGER NOT NULL,
    quality_code INTEGER NOT NULL,
    begin_day TEXT NOT NULL,
    end_day TEXT,
    file_number BLOB,                -- of the organisation's own; sealed
    origin TEXT NOT NULL DEFAULT 'unknown',  -- page, file or command; unknown: registered before this was kept
    registered_by TEXT,              -- NULL: at the command line, or not known
    registered_us INTEGER,           -- NULL: not known
    revision INTEGER NOT NULL DEFAULT 1,
    UNIQUE (person, organisation, sector, quality_code, begin_day)
) STRICT;
INSERT INTO integrations_known (organisation, person, sector, quality_code, begin_day, end_day)
SELECT organisation, person, sector, quality_code, begin_day, end_day FROM integrations;
DROP TABLE integrations;
ALTER TABLE integrations_known RENAME TO integrations;
CREATE INDEX integrations_by_organisation ON integrations (organisation, id);
CREATE INDEX integrations_ending ON integrations (organisation, end_day) WHERE end_day IS NOT NULL;

-- What an integration said before somebody changed it. Nothing for what was never changed: the row itself says it.
CREATE TABLE integration_changes (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    integration INTEGER NOT NULL,
    at_us INTEGER NOT NULL,
    user_name TEXT,                  -- NULL: at the command line
    what TEXT NOT NULL,              -- ended, corrected or loaded
    why TEXT NOT NULL,
    quality_code INTEGER NOT NULL,
    begin_day TEXT NOT NULL,
    end_day TEXT,
    file_number BLOB                 -- sealed
) STRICT;
CREATE INDEX integration_changes_by_integration ON integration_changes (integration, position);

CREATE TRIGGER integration_changes_are_not_changed BEFORE UPDATE ON integration_changes
BEGIN
    SELECT RAISE(ABORT, 'the history of integrations is append-only');
END;
CREATE TRIGGER integration_changes_are_not_deleted BEFORE DELETE ON integration_changes
BEGIN
    SELECT RAISE(ABORT, 'the history of integrations is append-only');
END;
-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER integration_changes_are_not_replaced BEFORE INSERT ON integration_changes
WHEN EXISTS (SELECT 1 FROM integration_changes WHERE position = NEW.position)
BEGIN
    SELECT RAISE(ABORT, 'the history of integrations is append-only');
END;

-- The person that a registrar searched; its identifier stands in the address in place of the NISS.
CREATE TABLE directory_searches (
    id TEXT PRIMARY KEY,
    at_us INTEGER NOT NULL,
    user_name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    person BLOB NOT NULL
) STRICT;

CREATE TABLE integration_loads (
    id TEXT PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisations (id),
    user_name TEXT,                  -- NULL: at the command line
    file_name TEXT NOT NULL,
    begun_us INTEGER NOT NULL,
    seen_us INTEGER NOT NULL,        -- when it last went on
    ended_us INTEGER,
    bytes INTEGER NOT NULL,          -- of the file
    read_bytes INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    known INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    problem TEXT                     -- JSON: why it ended before the end of the file
) STRICT;
CREATE INDEX integration_loads_by_organisation ON integration_loads (organisation, begun_us);

-- Refused rows, some in each row of this table; sealed.
CREATE TABLE integration_load_rejects (
    load TEXT NOT NULL REFERENCES integration_loads (id),
    place INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (load, place)
) STRICT;

-- The legal context that the user chose for a consultation (23/058 point 79.11).
ALTER TABLE consultations ADD COLUMN legal_context TEXT;
