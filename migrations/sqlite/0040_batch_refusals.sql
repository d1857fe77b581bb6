-- Why persons of a batch were refused: JSON, each reason with its point and how many.
ALTER TABLE batches ADD COLUMN refusals TEXT NOT NULL DEFAULT '[]';
