-- SPDX-License-Identifier: GPL-3.0-or-later
-- The archive, version 2: what planning a seminar and its day need.

ALTER TABLE seminar ADD COLUMN starts_at INT;
ALTER TABLE seminar ADD COLUMN ends_at INT;
ALTER TABLE syndicate ADD COLUMN closed INT NOT NULL DEFAULT 0 CHECK(closed IN (0, 1));   -- nobody is dealt to it any more
ALTER TABLE history ADD COLUMN back_to INT;               -- the step takes back all after that one that are about the same seminar
ALTER TABLE role ADD COLUMN placed INT NOT NULL DEFAULT 0 CHECK(placed IN (0, 1));        -- by hand: sharing out leaves it alone

CREATE TABLE link(                      -- of a seminar: its announcement, slides, what else was written about it
  id INTEGER PRIMARY KEY,
  seminar_id INT NOT NULL REFERENCES seminar,
  position REAL NOT NULL,
  title TEXT,
  url TEXT NOT NULL
) STRICT;
CREATE INDEX link_seminar_id ON link(seminar_id);

-- Of this archive alone: never part of a changeset, never merged into another.

CREATE TABLE unfinished(                -- what stands in the line and was not entered yet
  session_id INT NOT NULL,
  point_id INT NOT NULL,                -- the point that is being changed; 0: it is a new one
  text TEXT NOT NULL,
  plain INT NOT NULL DEFAULT 0 CHECK(plain IN (0, 1)),  -- only that point's text is in the line
  PRIMARY KEY(session_id, point_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE clock(                     -- of a discussion
  session_id INTEGER PRIMARY KEY,
  phase TEXT NOT NULL CHECK(phase IN ('talk', 'report')),
  ends_at INT,                          -- while it runs
  remaining INT,                        -- while it is held, in milliseconds; negative: over time
  CHECK((ends_at IS NULL) <> (remaining IS NULL))
) STRICT;
