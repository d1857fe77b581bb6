-- What a consultation asks for is data of its module: quarters, months, a day. `span` is JSON; `details`, sealed, is what
-- is about the person: the number of a message, a day of return to work.
ALTER TABLE consultations ADD COLUMN span TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE consultations ADD COLUMN details BYTEA;
UPDATE consultations SET span = '{"quarters":{"first":"' || first_quarter || '","last":"' || last_quarter || '"}}';
ALTER TABLE consultations DROP COLUMN first_quarter;
ALTER TABLE consultations DROP COLUMN last_quarter;
