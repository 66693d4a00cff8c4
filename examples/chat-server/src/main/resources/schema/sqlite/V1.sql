-- The chat server's data. Times are epoch milliseconds, UTC.
--
-- AUTOINCREMENT: the number of a deleted person, post or upload is never given to another one.
-- A user's row has no cascade on purpose: everything that belongs to a person goes first.

CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT NOT NULL UNIQUE,          -- lower case
  email TEXT UNIQUE,                      -- lower case; null while the person is known only by name
  first_name TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL DEFAULT '',
  nickname TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL DEFAULT '',
  locale TEXT NOT NULL DEFAULT '',
  auth_service TEXT NOT NULL DEFAULT '',
  roles TEXT NOT NULL DEFAULT '',
  created_at INTEGER,
  deactivated_at INTEGER
) STRICT;

CREATE TABLE roles (
  name TEXT PRIMARY KEY,                  -- as it stands in the roles of people, teams and channels
  display_name TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  permissions TEXT NOT NULL DEFAULT ''    -- names, with blanks between them
) STRICT, WITHOUT ROWID;

CREATE TABLE preferences (
  user_id INTEGER NOT NULL REFERENCES users (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE teams (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  display_name TEXT,                      -- null while the team is known only by name
  type TEXT NOT NULL DEFAULT 'O' CHECK (type IN ('O', 'I')), -- open, by invitation
  description TEXT NOT NULL DEFAULT '',
  allow_open_invite INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE team_members (
  user_id INTEGER NOT NULL REFERENCES users (id),
  team_id INTEGER NOT NULL REFERENCES teams (id),
  roles TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (user_id, team_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX team_members_by_team ON team_members (team_id, user_id);

CREATE TABLE channels (
  id INTEGER PRIMARY KEY,
  team_id INTEGER REFERENCES teams (id),  -- null for direct and group channels
  kind TEXT NOT NULL CHECK (kind IN ('O', 'P', 'D', 'G')), -- open, private, direct, group
  name TEXT NOT NULL,                     -- of direct and group channels: the members' ids
  display_name TEXT,                      -- null while the channel is known only by name
  header TEXT NOT NULL DEFAULT '',
  purpose TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX channels_by_name ON channels (name, coalesce(team_id, 0));

CREATE TABLE memberships (
  user_id INTEGER NOT NULL REFERENCES users (id),
  channel_id INTEGER NOT NULL REFERENCES channels (id),
  roles TEXT NOT NULL DEFAULT '',
  favorite INTEGER NOT NULL DEFAULT 0,
  notify_props TEXT,                      -- JSON
  joined_at INTEGER,
  PRIMARY KEY (user_id, channel_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX memberships_by_channel ON memberships (channel_id, user_id);

CREATE TABLE posts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id INTEGER NOT NULL REFERENCES channels (id),
  author_id INTEGER NOT NULL REFERENCES users (id),
  root_id INTEGER REFERENCES posts (id) ON DELETE SET NULL, -- what a reply answers
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  edited_at INTEGER,
  text_hash INTEGER                       -- recognises an imported post; clear it together with the text
) STRICT;

-- Begins with the author so that it also answers "how many messages, and when was the last".
CREATE UNIQUE INDEX posts_once
  ON posts (author_id, channel_id, created_at, text_hash, coalesce(root_id, 0));
CREATE INDEX posts_by_author ON posts (author_id, id);
CREATE INDEX posts_by_channel ON posts (channel_id, id);
CREATE INDEX posts_by_root ON posts (root_id) WHERE root_id IS NOT NULL;

CREATE TABLE mentions (
  user_id INTEGER NOT NULL REFERENCES users (id),
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  PRIMARY KEY (user_id, post_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX mentions_by_post ON mentions (post_id);

CREATE TABLE reactions (
  user_id INTEGER NOT NULL REFERENCES users (id),
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  emoji TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, post_id, emoji)
) STRICT, WITHOUT ROWID;

CREATE INDEX reactions_by_post ON reactions (post_id);

CREATE TABLE uploads (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  post_id INTEGER REFERENCES posts (id) ON DELETE SET NULL,
  owner_id INTEGER NOT NULL REFERENCES users (id),
  name TEXT NOT NULL,                     -- as the person's file was called: never use it as a path
  media_type TEXT NOT NULL,
  bytes INTEGER,                          -- size; null when the bytes never arrived
  stored_name TEXT,                       -- file in the uploads folder; null when the bytes never arrived
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX uploads_by_owner ON uploads (owner_id, id);
CREATE INDEX uploads_by_post ON uploads (post_id, id);

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id),
  ip TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  UNIQUE (user_id, created_at, ip, user_agent)
) STRICT;

CREATE INDEX sessions_by_user ON sessions (user_id, id);

CREATE TABLE drafts (
  user_id INTEGER NOT NULL REFERENCES users (id),
  channel_id INTEGER NOT NULL REFERENCES channels (id),
  text TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, channel_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX drafts_by_channel ON drafts (channel_id);

CREATE TABLE emojis (
  name TEXT PRIMARY KEY,
  image TEXT NOT NULL
) STRICT, WITHOUT ROWID;
