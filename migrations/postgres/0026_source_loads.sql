-- Files of records that the source of a service sent, whatever the records are.

CREATE TABLE source_loads (
    id TEXT COLLATE "C" PRIMARY KEY,
    service TEXT COLLATE "C" NOT NULL,           -- by its identifier in the catalogue
    organisation TEXT COLLATE "C" REFERENCES organisations (id),  -- NULL: at the command line
    user_name TEXT COLLATE "C",                  -- NULL: at the command line
    file_name TEXT NOT NULL,
    bytes BIGINT NOT NULL,          -- of the file
    hash BYTEA,                       -- SHA-256; NULL: not read to its end
    format TEXT COLLATE "C",                     -- NULL: not known
    begun_us BIGINT NOT NULL,
    seen_us BIGINT NOT NULL,        -- when it last went on
    ended_us BIGINT,
    read_bytes BIGINT NOT NULL,
    added BIGINT NOT NULL,
    newer BIGINT NOT NULL,
    older BIGINT NOT NULL,
    known BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    problem TEXT                     -- JSON: why it ended before the end of the file
);
CREATE INDEX source_loads_by_organisation ON source_loads (organisation, begun_us);
CREATE INDEX source_loads_by_service ON source_loads (service, begun_us) WHERE organisation IS NULL;

-- Refused records as they came, some in each row; sealed. They are deleted after a time.
CREATE TABLE source_load_rejects (
    load TEXT COLLATE "C" NOT NULL REFERENCES source_loads (id),
    place BIGINT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (load, place)
);
