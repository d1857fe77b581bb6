-- People: whether an account may be used, who stopped it, and links with which passwords are chosen.
-- `enabled` says whether it may be used; `state` why.

ALTER TABLE users ADD COLUMN state TEXT NOT NULL DEFAULT 'active';  -- invited, active, suspended, ended
ALTER TABLE users ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN since_us INTEGER;              -- made, or usable again
ALTER TABLE users ADD COLUMN signed_in_us INTEGER;          -- the last time
ALTER TABLE users ADD COLUMN stopped_us INTEGER;
ALTER TABLE users ADD COLUMN stopped_by TEXT;          -- NULL: the program
ALTER TABLE users ADD COLUMN stopped_why TEXT;
UPDATE users SET state = 'suspended', stopped_us = 0, stopped_why = '' WHERE enabled = 0;
CREATE INDEX users_by_organisation ON users (organisation, display_name);
CREATE INDEX users_by_name ON users (display_name, user_name);

CREATE TABLE access_links (
    token_hash BLOB PRIMARY KEY,      -- SHA-256 of what stands in the address
    user_name TEXT NOT NULL REFERENCES users (user_name),
    made_us INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    expires_us INTEGER NOT NULL,
    used_us INTEGER
) STRICT;
CREATE INDEX access_links_by_user ON access_links (user_name);
