-- What the rights of the people need.

-- Art. 18: since when the person's data is kept and not otherwise used; null when it is not restricted.
ALTER TABLE users ADD COLUMN restricted_at INTEGER;

-- 1: nobody, who stands where an erased person stood. It is never listed or found as a person.
ALTER TABLE users ADD COLUMN is_tombstone INTEGER NOT NULL DEFAULT 0 CHECK (is_tombstone IN (0, 1));
