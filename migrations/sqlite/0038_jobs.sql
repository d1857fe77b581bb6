-- Work that goes on behind the pages. A worker holds a job for a time and says again and again that it lives; whoever
-- finds one that nobody holds goes on with it.

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,           -- the identifier of what it is about
    added_us INTEGER NOT NULL,
    worker TEXT,                     -- NULL: nobody had it yet
    held_until_us INTEGER NOT NULL,
    attempts INTEGER NOT NULL,       -- since it last went on
    UNIQUE (kind, subject)
) STRICT;
