-- What people are found and sorted by: name and sign-in name, folded; those of before roughly, until they are saved.
ALTER TABLE users ADD COLUMN sought TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE users SET sought = lower(display_name);
UPDATE users SET sought =
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(sought,
    'é', 'e'), 'è', 'e'), 'ê', 'e'), 'ë', 'e'), 'É', 'e'), 'ç', 'c'), 'ï', 'i'), 'ö', 'o'), 'ü', 'u'), '-', ' '), '''', ' ');
UPDATE users SET sought = sought || ' ' || replace(replace(replace(user_name, '.', ' '), '-', ' '), '_', ' ');
