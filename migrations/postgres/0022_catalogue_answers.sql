-- What people answered about rules and the points that they cite. Only added to: the newest answer counts.

CREATE TABLE catalogue_answers (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    draft TEXT COLLATE "C",          -- why a document of this draft cites a point that its text does not have
    deliberation TEXT COLLATE "C" NOT NULL,
    version BIGINT,                  -- or why a rule stays as it is, though this version changed its points
    document TEXT NOT NULL,          -- of the catalogue
    point TEXT,                      -- as the document of a draft cites it
    at_us BIGINT NOT NULL,
    user_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    CHECK ((draft IS NULL) = (point IS NULL) AND (draft IS NULL) = (version IS NOT NULL))
);
CREATE INDEX catalogue_answers_by_draft ON catalogue_answers (draft, position);
CREATE INDEX catalogue_answers_by_deliberation ON catalogue_answers (deliberation, position);

CREATE TRIGGER catalogue_answers_are_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON catalogue_answers
FOR EACH STATEMENT EXECUTE FUNCTION catalogue_refuse();
