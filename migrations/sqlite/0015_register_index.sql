-- Which version of the folding the index of words was made with: an older one is made again.

CREATE TABLE register_index (
    folding INTEGER NOT NULL
) STRICT;
INSERT INTO register_index (folding) VALUES (0);
