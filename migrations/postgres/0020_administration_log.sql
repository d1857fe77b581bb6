-- What was changed in the portal stands in the log as well: by what was changed.
ALTER TABLE access_log ADD COLUMN subject TEXT COLLATE "C";
CREATE INDEX access_log_administration ON access_log (position) WHERE outcome = 'done';
