-- The list of drafts is read without their contents, and a file that was read before is found by its mark.

ALTER TABLE deliberation_drafts ADD COLUMN titles TEXT NOT NULL DEFAULT '{}';   -- JSON: by language
ALTER TABLE deliberation_drafts ADD COLUMN versions BIGINT NOT NULL DEFAULT 0;  -- how many it has
ALTER TABLE deliberation_drafts ADD COLUMN reading_mark BYTEA;                   -- SHA-256 of the reading
UPDATE deliberation_drafts SET
    titles = (content::jsonb -> 'deliberation' -> 'title')::text,
    versions = jsonb_array_length(content::jsonb -> 'deliberation' -> 'versions');
CREATE INDEX deliberation_drafts_by_reading ON deliberation_drafts (reading_mark);
