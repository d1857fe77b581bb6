-- What is published of an entry and stays when record and salt are deleted: the form and a commitment, 33 bytes. Entries
-- of the first form have none; their leaf hashed salt and record.
ALTER TABLE access_log ADD COLUMN entry BLOB;
-- The person whose number was shown in the place of the one asked for.
ALTER TABLE access_log ADD COLUMN successor TEXT;
CREATE INDEX access_log_by_successor ON access_log (successor, position) WHERE successor IS NOT NULL;
