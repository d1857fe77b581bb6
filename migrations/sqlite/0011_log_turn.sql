-- Its row is locked by whoever adds to the access log; SQLite has one writer anyway.
CREATE TABLE access_log_turn (
    id INTEGER PRIMARY KEY CHECK (id = 1)
) STRICT;
INSERT INTO access_log_turn (id) VALUES (1);
