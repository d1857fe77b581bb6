-- Which version of the folding the index of words was made with: an older one is made again.

CREATE TABLE register_index (
    folding BIGINT NOT NULL
);
INSERT INTO register_index (folding) VALUES (0);
