-- SPDX-License-Identifier: GPL-3.0-or-later
-- The archive, version 1. No triggers, cascades or generated columns: the changeset of a step is the whole truth about it.
-- Every referencing column is indexed, or the foreign keys of an undo would scan whole tables. Times are UTC milliseconds,
-- days are ISO text. The first column of every key names the row that the others belong to. An id is a time-ordered 63-bit integer, so that two archives merge without a collision.

CREATE TABLE series(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE              -- the name folded, so that a series is found however it is typed
) STRICT;

CREATE TABLE seminar(
  id INTEGER PRIMARY KEY,
  series_id INT REFERENCES series,
  follows_id INT REFERENCES seminar,
  title TEXT NOT NULL,
  topic TEXT,
  date TEXT NOT NULL CHECK(date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  end_date TEXT,
  tz TEXT NOT NULL,                     -- IANA zone
  venue TEXT,
  host TEXT,
  summary TEXT,
  attribution TEXT NOT NULL DEFAULT 'named' CHECK(attribution IN ('named', 'syndicate', 'none'))
) STRICT;

CREATE TABLE session(
  id INTEGER PRIMARY KEY,
  seminar_id INT NOT NULL REFERENCES seminar,
  position REAL NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN ('talk', 'discussion', 'plenary', 'other')),
  title TEXT,
  starts_at INT,
  ends_at INT,
  attribution TEXT CHECK(attribution IN ('named', 'syndicate', 'none')),   -- NULL: the seminar's
  minutes_to_talk INT,
  minutes_to_report INT,
  ask TEXT,                             -- what each syndicate is asked to bring back
  reporting TEXT CHECK(reporting IN ('by_group', 'in_turn'))
) STRICT;

CREATE TABLE syndicate(
  id INTEGER PRIMARY KEY,
  session_id INT NOT NULL REFERENCES session,
  number INT NOT NULL,
  name TEXT,
  brief TEXT,
  head_count INT                        -- where its members are not known by name
) STRICT;

CREATE TABLE person(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT,
  bio TEXT,
  url TEXT
) STRICT;

CREATE TABLE attendance(                -- a person in a seminar
  id INTEGER PRIMARY KEY,
  seminar_id INT NOT NULL REFERENCES seminar,
  person_id INT NOT NULL REFERENCES person,
  affiliation TEXT,                     -- then
  status TEXT NOT NULL DEFAULT 'registered' CHECK(status IN ('registered', 'cancelled', 'came', 'walked_in')),
  consent TEXT NOT NULL DEFAULT 'no' CHECK(consent IN ('no', 'anonymously', 'by_name'))
) STRICT;

CREATE TABLE role(                      -- what an attendance does: a speaker in a session, a member of a syndicate, …
  id INTEGER PRIMARY KEY,
  attendance_id INT NOT NULL REFERENCES attendance,
  kind TEXT NOT NULL CHECK(kind IN ('speaker', 'organiser', 'facilitator', 'rapporteur', 'member')),
  session_id INT REFERENCES session,
  syndicate_id INT REFERENCES syndicate,
  position REAL NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE point(
  id INTEGER PRIMARY KEY,
  session_id INT NOT NULL REFERENCES session,
  voice TEXT NOT NULL CHECK(voice IN ('syndicate', 'plenary', 'speaker', 'merged')),
  syndicate_id INT REFERENCES syndicate,
  speaker_id INT REFERENCES person,
  kind TEXT NOT NULL CHECK(kind IN ('insight', 'question', 'action', 'quote', 'example')),
  text TEXT NOT NULL,
  starred INT NOT NULL DEFAULT 0 CHECK(starred IN (0, 1)),
  agreed INT NOT NULL DEFAULT 0,        -- how many in the room
  to_check INT NOT NULL DEFAULT 0 CHECK(to_check IN (0, 1)),
  due TEXT,
  done_at INT,
  merged_into INT REFERENCES point,
  recorded_at INT NOT NULL,
  CHECK((voice = 'syndicate') = (syndicate_id IS NOT NULL)),
  CHECK((voice = 'speaker') = (speaker_id IS NOT NULL))
) STRICT;

CREATE TABLE point_person(
  point_id INT NOT NULL REFERENCES point,
  person_id INT NOT NULL REFERENCES person,
  relation TEXT NOT NULL CHECK(relation IN ('said', 'owns', 'mentioned')),
  as_typed TEXT NOT NULL,               -- the words in the text that name the person, to be masked; '' if none do
  PRIMARY KEY(point_id, person_id, relation, as_typed)
) STRICT, WITHOUT ROWID;

CREATE TABLE point_echo(                -- "we said that too"
  point_id INT NOT NULL REFERENCES point,
  id INT NOT NULL,
  voice TEXT NOT NULL CHECK(voice IN ('syndicate', 'plenary', 'speaker')),
  syndicate_id INT REFERENCES syndicate,
  speaker_id INT REFERENCES person,
  recorded_at INT NOT NULL,
  PRIMARY KEY(point_id, id),
  CHECK((voice = 'syndicate') = (syndicate_id IS NOT NULL)),
  CHECK((voice = 'speaker') = (speaker_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE theme(                     -- archive-wide
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE seminar_theme(
  seminar_id INT NOT NULL REFERENCES seminar,
  theme_id INT NOT NULL REFERENCES theme,
  position REAL NOT NULL,
  headline TEXT,
  PRIMARY KEY(seminar_id, theme_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE point_theme(
  point_id INT NOT NULL REFERENCES point,
  theme_id INT NOT NULL REFERENCES theme,
  position REAL NOT NULL,
  PRIMARY KEY(point_id, theme_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE came_from(                 -- the rows of files that were read, so that the same file twice adds nothing
  seminar_id INT NOT NULL REFERENCES seminar,
  key BLOB NOT NULL,
  row_id INT NOT NULL,
  PRIMARY KEY(seminar_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE gone(                      -- deleted: keeps a merge of archives from bringing it back
  id INTEGER PRIMARY KEY,
  became INT,
  at INT NOT NULL
) STRICT;

-- Of this archive alone: never part of a changeset, never merged into another.

CREATE TABLE history(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INT NOT NULL,
  origin TEXT NOT NULL,
  seminar_id INT,
  label TEXT NOT NULL,
  undoes INT,                           -- the step that this one takes back; no reference: that step may be dropped first
  bytes INT NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE history_part(
  seq INT NOT NULL REFERENCES history,
  n INT NOT NULL,
  changes BLOB NOT NULL,
  PRIMARY KEY(seq, n)
) STRICT;

CREATE TABLE doc(                       -- what the search index's rows stand for; docid = day << 24 | n, so newest first is rowid order
  docid INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  ref INT NOT NULL,
  UNIQUE(ref, kind)
) STRICT;
CREATE VIRTUAL TABLE words USING fts5(text, cjk, tag, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
INSERT INTO words(words, rank) VALUES ('automerge', 0);
INSERT INTO words(words, rank) VALUES ('crisismerge', 256);

CREATE INDEX seminar_date ON seminar(date);
CREATE INDEX seminar_series_id ON seminar(series_id);
CREATE INDEX seminar_follows_id ON seminar(follows_id);
CREATE INDEX session_seminar_id ON session(seminar_id, position);
CREATE INDEX syndicate_session_id ON syndicate(session_id, number);
CREATE INDEX attendance_seminar_id ON attendance(seminar_id);
CREATE INDEX attendance_person_id ON attendance(person_id, seminar_id);
CREATE INDEX role_attendance_id ON role(attendance_id);
CREATE INDEX role_session_id ON role(session_id);
CREATE INDEX role_syndicate_id ON role(syndicate_id);
CREATE INDEX point_session_id ON point(session_id, recorded_at, voice);   -- voice: to count originals from it alone
CREATE INDEX point_syndicate_id ON point(syndicate_id);
CREATE INDEX point_speaker_id ON point(speaker_id) WHERE speaker_id IS NOT NULL;
CREATE INDEX point_merged_into ON point(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX point_person_person_id ON point_person(person_id);
CREATE INDEX point_echo_syndicate_id ON point_echo(syndicate_id);
CREATE INDEX point_echo_speaker_id ON point_echo(speaker_id) WHERE speaker_id IS NOT NULL;
CREATE INDEX seminar_theme_theme_id ON seminar_theme(theme_id);
CREATE INDEX point_theme_theme_id ON point_theme(theme_id);
CREATE INDEX history_undoes ON history(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX history_origin ON history(origin, seminar_id);
