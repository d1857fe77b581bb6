-- People: whether an account may be used, who stopped it, and links with which passwords are chosen.
-- `enabled` says whether it may be used; `state` why.

ALTER TABLE users ADD COLUMN state TEXT COLLATE "C" NOT NULL DEFAULT 'active';  -- invited, active, suspended, ended
ALTER TABLE users ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN since_us BIGINT;              -- made, or usable again
ALTER TABLE users ADD COLUMN signed_in_us BIGINT;          -- the last time
ALTER TABLE users ADD COLUMN stopped_us BIGINT;
ALTER TABLE users ADD COLUMN stopped_by TEXT COLLATE "C";          -- NULL: the program
ALTER TABLE users ADD COLUMN stopped_why TEXT;
UPDATE users SET state = 'suspended', stopped_us = 0, stopped_why = '' WHERE enabled = 0;
CREATE INDEX users_by_organisation ON users (organisation, display_name);
CREATE INDEX users_by_name ON users (display_name, user_name);

CREATE TABLE access_links (
    token_hash BYTEA PRIMARY KEY,      -- SHA-256 of what stands in the address
    user_name TEXT COLLATE "C" NOT NULL REFERENCES users (user_name),
    made_us BIGINT NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    expires_us BIGINT NOT NULL,
    used_us BIGINT
);
CREATE INDEX access_links_by_user ON access_links (user_name);
