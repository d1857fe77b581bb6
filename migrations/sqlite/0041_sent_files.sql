-- Files that were sent and wait for a worker: in pieces, sealed. They are destroyed when what they were sent for ended, and
-- after a day where they never became whole.

CREATE TABLE sent_files (
    id TEXT PRIMARY KEY,             -- that of the load, once there is one
    begun_us INTEGER NOT NULL,
    whole INTEGER NOT NULL           -- 1: all of it came, and something waits for it
) STRICT;
CREATE INDEX sent_files_unfinished ON sent_files (begun_us) WHERE whole = 0;

CREATE TABLE sent_file_pieces (
    file TEXT NOT NULL REFERENCES sent_files (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (file, place)
) STRICT;

-- What a program before this one did not load to its end is lost with it.
UPDATE source_loads SET ended_us = seen_us, problem = '"interrupted"' WHERE ended_us IS NULL AND user_name IS NOT NULL;
UPDATE integration_loads SET ended_us = seen_us, problem = '"interrupted"' WHERE ended_us IS NULL AND user_name IS NOT NULL;
