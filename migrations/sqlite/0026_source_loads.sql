-- Files of records that the source of a service sent, whatever the records are.

CREATE TABLE source_loads (
    id TEXT PRIMARY KEY,
    service TEXT NOT NULL,           -- by its identifier in the catalogue
    organisation TEXT REFERENCES organisations (id),  -- NULL: at the command line
    user_name TEXT,                  -- NULL: at the command line
    file_name TEXT NOT NULL,
    bytes INTEGER NOT NULL,          -- of the file
    hash BLOB,                       -- SHA-256; NULL: not read to its end
    format TEXT,                     -- NULL: not known
    begun_us INTEGER NOT NULL,
    seen_us INTEGER NOT NULL,        -- when it last went on
    ended_us INTEGER,
    read_bytes INTEGER NOT NULL,
    added INTEGER NOT NULL,
    newer INTEGER NOT NULL,
    older INTEGER NOT NULL,
    known INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    problem TEXT                     -- JSON: why it ended before the end of the file
) STRICT;
CREATE INDEX source_loads_by_organisation ON source_loads (organisation, begun_us);
CREATE INDEX source_loads_by_service ON source_loads (service, begun_us) WHERE organisation IS NULL;

-- Refused records as they came, some in each row; sealed. They are deleted after a time.
CREATE TABLE source_load_rejects (
    load TEXT NOT NULL REFERENCES source_loads (id),
    place INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (load, place)
) STRICT;
