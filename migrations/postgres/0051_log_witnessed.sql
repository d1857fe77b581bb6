-- The newest checkpoint that enough witnesses cosigned, and since when there is one that too few did; one row.
CREATE TABLE log_witnessed (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size BIGINT NOT NULL,
    checkpoint TEXT,            -- signed and cosigned
    waiting_since_us BIGINT
);
INSERT INTO log_witnessed (id, size) VALUES (1, 0);

CREATE TRIGGER log_witnessed_only_goes_on BEFORE UPDATE ON log_witnessed FOR EACH ROW
WHEN (NEW.size < OLD.size)
EXECUTE FUNCTION log_tree_refuse();

CREATE TRIGGER log_witnessed_stays BEFORE DELETE OR TRUNCATE ON log_witnessed
FOR EACH STATEMENT EXECUTE FUNCTION log_tree_refuse();
