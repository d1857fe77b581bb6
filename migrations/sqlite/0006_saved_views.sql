-- Filters of the list of deliberations that a user keeps under a name.

CREATE TABLE saved_views (
    user_name TEXT NOT NULL REFERENCES users (user_name),
    name TEXT NOT NULL,              -- as typed, without space around it
    query TEXT NOT NULL,             -- what stands after the question mark of the address
    PRIMARY KEY (user_name, name)
) STRICT;
