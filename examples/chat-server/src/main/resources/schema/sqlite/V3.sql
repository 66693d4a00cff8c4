-- One server, many organisations, each the controller of its own people and chats.
--
-- They share tables and numbers and nothing else: names are unique within an organisation only, and no row joins what
-- belongs to two of them. What was there before belongs to the first one, the operator.
-- Runs with foreign keys off, because tables are replaced; they are checked before it is committed.

CREATE TABLE organisations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE               -- lower case; stands in the evidence, so it never changes
    CHECK (length(name) <= 40 AND name GLOB '[a-z0-9]*' AND name NOT GLOB '*[^a-z0-9-]*'),
  display_name TEXT NOT NULL              -- as its people know it
) STRICT;

INSERT INTO organisations (id, name, display_name)
VALUES (1, 'operator', 'The operator of this chat server');

CREATE TABLE users_v3 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,   -- unique in the whole database
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  username TEXT NOT NULL,                 -- lower case
  email TEXT,                             -- lower case; null while the person is known only by name
  first_name TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL DEFAULT '',
  nickname TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL DEFAULT '',
  locale TEXT NOT NULL DEFAULT '',
  auth_service TEXT NOT NULL DEFAULT '',
  roles TEXT NOT NULL DEFAULT '',
  created_at INTEGER,
  deactivated_at INTEGER,
  -- Art. 18: since when the person's data is kept and not otherwise used; null when it is not restricted.
  restricted_at INTEGER,
  -- 1: nobody, who stands where an erased person stood. It is never listed or found as a person.
  is_tombstone INTEGER NOT NULL DEFAULT 0 CHECK (is_tombstone IN (0, 1)),
  UNIQUE (organisation_id, username),
  UNIQUE (organisation_id, email)
) STRICT;

INSERT INTO users_v3 (id, organisation_id, username, email, first_name, last_name, nickname, position, locale,
    auth_service, roles, created_at, deactivated_at, restricted_at, is_tombstone)
SELECT id, 1, username, email, first_name, last_name, nickname, position, locale,
    auth_service, roles, created_at, deactivated_at, restricted_at, is_tombstone
FROM users;

-- Also the numbers of people who are gone stay taken.
DELETE FROM sqlite_sequence WHERE name = 'users_v3';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'users_v3', seq FROM sqlite_sequence WHERE name = 'users';

DROP TABLE users;
ALTER TABLE users_v3 RENAME TO users;

CREATE INDEX users_by_organisation ON users (organisation_id, id);

CREATE TABLE roles_v3 (
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  name TEXT NOT NULL,                     -- as it stands in the roles of people, teams and channels
  display_name TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  permissions TEXT NOT NULL DEFAULT '',   -- names, with blanks between them
  PRIMARY KEY (organisation_id, name)
) STRICT, WITHOUT ROWID;

INSERT INTO roles_v3 (organisation_id, name, display_name, description, permissions)
SELECT 1, name, display_name, description, permissions FROM roles;

DROP TABLE roles;
ALTER TABLE roles_v3 RENAME TO roles;

CREATE TABLE emojis_v3 (
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  name TEXT NOT NULL,
  image TEXT NOT NULL,
  PRIMARY KEY (organisation_id, name)
) STRICT, WITHOUT ROWID;

INSERT INTO emojis_v3 (organisation_id, name, image) SELECT 1, name, image FROM emojis;

DROP TABLE emojis;
ALTER TABLE emojis_v3 RENAME TO emojis;

CREATE TABLE teams_v3 (
  id INTEGER PRIMARY KEY,
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  name TEXT NOT NULL,
  display_name TEXT,                      -- null while the team is known only by name
  type TEXT NOT NULL DEFAULT 'O' CHECK (type IN ('O', 'I')), -- open, by invitation
  description TEXT NOT NULL DEFAULT '',
  allow_open_invite INTEGER NOT NULL DEFAULT 0,
  UNIQUE (organisation_id, name)
) STRICT;

INSERT INTO teams_v3 (id, organisation_id, name, display_name, type, description, allow_open_invite)
SELECT id, 1, name, display_name, type, description, allow_open_invite FROM teams;

DROP TABLE teams;
ALTER TABLE teams_v3 RENAME TO teams;

CREATE TABLE channels_v3 (
  id INTEGER PRIMARY KEY,
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  team_id INTEGER REFERENCES teams (id),  -- null for direct and group channels
  kind TEXT NOT NULL CHECK (kind IN ('O', 'P', 'D', 'G')), -- open, private, direct, group
  name TEXT NOT NULL,                     -- of direct and group channels: the members' ids
  display_name TEXT,                      -- null while the channel is known only by name
  header TEXT NOT NULL DEFAULT '',
  purpose TEXT NOT NULL DEFAULT ''
) STRICT;

INSERT INTO channels_v3 (id, organisation_id, team_id, kind, name, display_name, header, purpose)
SELECT id, 1, team_id, kind, name, display_name, header, purpose FROM channels;

DROP TABLE channels;
ALTER TABLE channels_v3 RENAME TO channels;

CREATE UNIQUE INDEX channels_by_name ON channels (organisation_id, name, coalesce(team_id, 0));
CREATE INDEX teams_by_organisation ON teams (organisation_id, id);
CREATE INDEX channels_by_organisation ON channels (organisation_id, id);
CREATE INDEX channels_by_team ON channels (team_id) WHERE team_id IS NOT NULL;

-- No row joins what belongs to two organisations.

CREATE TRIGGER channels_in_one_organisation BEFORE INSERT ON channels
WHEN NEW.organisation_id <> (SELECT organisation_id FROM teams WHERE id = NEW.team_id)
BEGIN
  SELECT RAISE(ABORT, 'a channel and its team belong to one organisation');
END;

CREATE TRIGGER team_members_in_one_organisation BEFORE INSERT ON team_members
WHEN (SELECT organisation_id FROM users WHERE id = NEW.user_id)
    <> (SELECT organisation_id FROM teams WHERE id = NEW.team_id)
BEGIN
  SELECT RAISE(ABORT, 'a person and their team belong to one organisation');
END;

CREATE TRIGGER memberships_in_one_organisation BEFORE INSERT ON memberships
WHEN (SELECT organisation_id FROM users WHERE id = NEW.user_id)
    <> (SELECT organisation_id FROM channels WHERE id = NEW.channel_id)
BEGIN
  SELECT RAISE(ABORT, 'a person and their channel belong to one organisation');
END;

CREATE TRIGGER drafts_in_one_organisation BEFORE INSERT ON drafts
WHEN (SELECT organisation_id FROM users WHERE id = NEW.user_id)
    <> (SELECT organisation_id FROM channels WHERE id = NEW.channel_id)
BEGIN
  SELECT RAISE(ABORT, 'a person and their channel belong to one organisation');
END;

CREATE TRIGGER posts_in_one_organisation BEFORE INSERT ON posts
WHEN (SELECT organisation_id FROM users WHERE id = NEW.author_id)
    <> (SELECT organisation_id FROM channels WHERE id = NEW.channel_id)
BEGIN
  SELECT RAISE(ABORT, 'an author and their channel belong to one organisation');
END;

CREATE TRIGGER mentions_in_one_organisation BEFORE INSERT ON mentions
WHEN (SELECT organisation_id FROM users WHERE id = NEW.user_id)
    <> (SELECT organisation_id FROM channels
        WHERE id = (SELECT channel_id FROM posts WHERE id = NEW.post_id))
BEGIN
  SELECT RAISE(ABORT, 'a person and the message that mentions them belong to one organisation');
END;

CREATE TRIGGER reactions_in_one_organisation BEFORE INSERT ON reactions
WHEN (SELECT organisation_id FROM users WHERE id = NEW.user_id)
    <> (SELECT organisation_id FROM channels
        WHERE id = (SELECT channel_id FROM posts WHERE id = NEW.post_id))
BEGIN
  SELECT RAISE(ABORT, 'a person and the message that they react to belong to one organisation');
END;

CREATE TRIGGER uploads_in_one_organisation BEFORE INSERT ON uploads
WHEN (SELECT organisation_id FROM users WHERE id = NEW.owner_id)
    <> (SELECT organisation_id FROM channels
        WHERE id = (SELECT channel_id FROM posts WHERE id = NEW.post_id))
BEGIN
  SELECT RAISE(ABORT, 'a person and the message of their file belong to one organisation');
END;
