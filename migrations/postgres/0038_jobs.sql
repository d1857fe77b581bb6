-- Work that goes on behind the pages. A worker holds a job for a time and says again and again that it lives; whoever
-- finds one that nobody holds goes on with it.

CREATE TABLE jobs (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,           -- the identifier of what it is about
    added_us BIGINT NOT NULL,
    worker TEXT COLLATE "C",                     -- NULL: nobody had it yet
    held_until_us BIGINT NOT NULL,
    attempts BIGINT NOT NULL,       -- since it last went on
    UNIQUE (kind, subject)
);
