-- The newest checkpoint that enough witnesses cosigned, and since when there is one that too few did; one row.
CREATE TABLE log_witnessed (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size INTEGER NOT NULL,
    checkpoint TEXT,            -- signed and cosigned
    waiting_since_us INTEGER
) STRICT;
INSERT INTO log_witnessed (id, size) VALUES (1, 0);

CREATE TRIGGER log_witnessed_only_goes_on BEFORE UPDATE ON log_witnessed
WHEN NEW.size < OLD.size
BEGIN
    SELECT RAISE(ABORT, 'the tree of the log only grows');
END;

CREATE TRIGGER log_witnessed_stays BEFORE DELETE ON log_witnessed
BEGIN
    SELECT RAISE(ABORT, 'the tree of the log only grows');
END;
