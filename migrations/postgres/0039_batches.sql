-- Many persons asked about at once. What is about persons stands in parts of some hundred, sealed, and is deleted after a
-- time; what a batch was about stays.

CREATE TABLE batches (
    id TEXT COLLATE "C" PRIMARY KEY,
    user_name TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    question TEXT NOT NULL,          -- JSON: recipient, service, module, purpose, parameters, what was confirmed
    origin TEXT NOT NULL,            -- JSON: where the persons come from
    state TEXT COLLATE "C" NOT NULL,
    begun_us BIGINT NOT NULL,
    seen_us BIGINT NOT NULL,        -- when it last went on
    ended_us BIGINT,
    persons BIGINT NOT NULL,
    faulty BIGINT NOT NULL,         -- lines that were refused
    position BIGINT NOT NULL,       -- parts that were done
    answered BIGINT NOT NULL,
    empty BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    elements TEXT NOT NULL,          -- JSON: what the result says something of
    worked_ms BIGINT NOT NULL
);
CREATE INDEX batches_by_user ON batches (user_name, begun_us);
CREATE INDEX batches_by_seen ON batches (seen_us);

CREATE TABLE batch_lists (
    batch TEXT COLLATE "C" NOT NULL REFERENCES batches (id),
    place BIGINT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (batch, place)
);

CREATE TABLE batch_faults (
    batch TEXT COLLATE "C" NOT NULL REFERENCES batches (id),
    place BIGINT NOT NULL,          -- the line of the first
    content BYTEA NOT NULL,
    PRIMARY KEY (batch, place)
);

CREATE TABLE batch_results (
    batch TEXT COLLATE "C" NOT NULL REFERENCES batches (id),
    place BIGINT NOT NULL,          -- of the part of the list
    content BYTEA NOT NULL,
    PRIMARY KEY (batch, place)
);
