-- Failures to sign in are remembered in memory: nothing that a stranger sends is written.
DROP TABLE sign_in_failures;

-- What is written to see whether anything can be; one row.
CREATE TABLE heartbeat (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at_us INTEGER NOT NULL
) STRICT;
INSERT INTO heartbeat (id, at_us) VALUES (1, 0);

-- One row in a database that holds a demonstration, none in any other.
CREATE TABLE demonstration (
    id INTEGER PRIMARY KEY CHECK (id = 1)
) STRICT;
