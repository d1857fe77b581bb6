-- Many persons asked about at once. What is about persons stands in parts of some hundred, sealed, and is deleted after a
-- time; what a batch was about stays.

CREATE TABLE batches (
    id TEXT PRIMARY KEY,
    user_name TEXT NOT NULL,
    role TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisations (id),
    question TEXT NOT NULL,          -- JSON: recipient, service, module, purpose, parameters, what was confirmed
    origin TEXT NOT NULL,            -- JSON: where the persons come from
    state TEXT NOT NULL,
    begun_us INTEGER NOT NULL,
    seen_us INTEGER NOT NULL,        -- when it last went on
    ended_us INTEGER,
    persons INTEGER NOT NULL,
    faulty INTEGER NOT NULL,         -- lines that were refused
    position INTEGER NOT NULL,       -- parts that were done
    answered INTEGER NOT NULL,
    empty INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    elements TEXT NOT NULL,          -- JSON: what the result says something of
    worked_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX batches_by_user ON batches (user_name, begun_us);
CREATE INDEX batches_by_seen ON batches (seen_us);

CREATE TABLE batch_lists (
    batch TEXT NOT NULL REFERENCES batches (id),
    place INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (batch, place)
) STRICT;

CREATE TABLE batch_faults (
    batch TEXT NOT NULL REFERENCES batches (id),
    place INTEGER NOT NULL,          -- the line of the first
    content BLOB NOT NULL,
    PRIMARY KEY (batch, place)
) STRICT;

CREATE TABLE batch_results (
    batch TEXT NOT NULL REFERENCES batches (id),
    place INTEGER NOT NULL,          -- of the part of the list
    content BLOB NOT NULL,
    PRIMARY KEY (batch, place)
) STRICT;
