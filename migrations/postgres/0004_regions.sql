-- The region whose authorities act for an organisation (20/130 point 5 b).
ALTER TABLE organisations ADD COLUMN region TEXT;
