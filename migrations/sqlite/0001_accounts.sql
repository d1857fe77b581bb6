-- Organisations, users, sessions.

CREATE TABLE organisations (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,              -- JSON: {"fr":…,"nl":…,"de":…}
    sector INTEGER,
    legal_context TEXT
) STRICT;

CREATE TABLE organisation_recipients (
    organisation TEXT NOT NULL REFERENCES organisations (id),
    recipient TEXT NOT NULL,
    place INTEGER NOT NULL,          -- in the list of the organisation
    PRIMARY KEY (organisation, recipient)
) STRICT;
CREATE INDEX organisation_recipients_by_recipient ON organisation_recipients (recipient, organisation);

CREATE TABLE users (
    user_name TEXT PRIMARY KEY,
    display_name TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisations (id),
    password TEXT NOT NULL,          -- PHC form
    enabled INTEGER NOT NULL,        -- 0 or 1
    language TEXT
) STRICT;

CREATE TABLE user_roles (
    user_name TEXT NOT NULL REFERENCES users (user_name),
    role TEXT NOT NULL,
    place INTEGER NOT NULL,          -- in the list of the user
    PRIMARY KEY (user_name, role)
) STRICT;

CREATE TABLE sessions (
    id_hash BLOB PRIMARY KEY,        -- SHA-256 of the identifier in the cookie
    user_name TEXT,
    data BLOB NOT NULL,              -- sealed
    created_us INTEGER NOT NULL,
    last_seen_us INTEGER NOT NULL,
    absolute_expiry_us INTEGER NOT NULL,
    revoked INTEGER NOT NULL         -- 0 or 1
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_name);

CREATE TABLE sign_in_failures (
    subject BLOB NOT NULL,           -- sealed: people type a NISS where a name belongs
    at_us INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_failures_by_subject ON sign_in_failures (subject, at_us);
CREATE INDEX sign_in_failures_by_time ON sign_in_failures (at_us);

-- What the right data key makes of a known text: another key is found out before it does harm.
CREATE TABLE data_key (
    proof BLOB PRIMARY KEY
) STRICT;
