-- What people answered about rules and the points that they cite. Only added to: the newest answer counts.

CREATE TABLE catalogue_answers (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    draft TEXT,                      -- why a document of this draft cites a point that its text does not have
    deliberation TEXT NOT NULL,
    version INTEGER,                 -- or why a rule stays as it is, though this version changed its points
    document TEXT NOT NULL,          -- of the catalogue
    point TEXT,                      -- as the document of a draft cites it
    at_us INTEGER NOT NULL,
    user_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    CHECK ((draft IS NULL) = (point IS NULL) AND (draft IS NULL) = (version IS NOT NULL))
) STRICT;
CREATE INDEX catalogue_answers_by_draft ON catalogue_answers (draft, position);
CREATE INDEX catalogue_answers_by_deliberation ON catalogue_answers (deliberation, position);

CREATE TRIGGER catalogue_answers_are_not_changed BEFORE UPDATE ON catalogue_answers
BEGIN
    SELECT RAISE(ABORT, 'answers about rules are append-only');
END;
CREATE TRIGGER catalogue_answers_are_not_deleted BEFORE DELETE ON catalogue_answers
BEGIN
    SELECT RAISE(ABORT, 'answers about rules are append-only');
END;
-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER catalogue_answers_are_not_replaced BEFORE INSERT ON catalogue_answers
WHEN EXISTS (SELECT 1 FROM catalogue_answers WHERE position = NEW.position)
BEGIN
    SELECT RAISE(ABORT, 'answers about rules are append-only');
END;
