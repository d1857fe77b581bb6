-- A save of a draft of the catalogue keeps which text carried it; of older saves nobody knows.

ALTER TABLE catalogue_edits ADD COLUMN deliberation TEXT;
ALTER TABLE catalogue_edits ADD COLUMN version BIGINT;  -- the place of that version in the deliberation, from 0
