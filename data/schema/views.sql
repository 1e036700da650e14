-- SPDX-License-Identifier: GPL-3.0-or-later
-- The archive's views, made anew after every migration.
--
-- An export_… view is a CSV table before attribution, consent and guard: its columns are those of the file in their
-- order, ids are plain numbers, times are UTC milliseconds, lists are joined by "; ". Columns that begin with _ follow;
-- they are not in the file but tell how to write it:
--   _rule      the attribution rule of the row
--   _tz        the zone of its times
--   _names     the names in it, one after another: of each a letter, a level, how many bytes it has, a colon and the
--              name. The letter says where the name stands: in the text (t), or attributed_to (a), owner (o),
--              facilitator (f), rapporteur (r), members (m)
--   _members   how many members there are
--   _level     the level of the person that the row is about
--   _id_kind   the kind letter of its id, where rows are of several kinds
-- A level says under which rules a name may stand: 3 under each, 2 not under `none`, 1 only under `named`, 0 never.

DROP VIEW IF EXISTS export_points;
DROP VIEW IF EXISTS export_syndicates;
DROP VIEW IF EXISTS export_themes;
DROP VIEW IF EXISTS export_actions;
DROP VIEW IF EXISTS export_people;
DROP VIEW IF EXISTS export_seminars;
DROP VIEW IF EXISTS theme_syndicate;
DROP VIEW IF EXISTS syndicate_name;
DROP VIEW IF EXISTS point_name;
DROP VIEW IF EXISTS level;

-- How far people may be named in a session: for what they said, where a text mentions them, and for what they are
-- asked to do. Speakers are public for what they say in their talks, and may be named elsewhere where names are. The +
-- keeps SQLite from an index that fits more rows.
CREATE VIEW level AS
SELECT s.id AS session_id, a.person_id,
  CASE
    WHEN s.kind = 'talk' AND EXISTS
      (SELECT 1 FROM role r WHERE r.attendance_id = a.id AND r.kind = 'speaker' AND +r.session_id = s.id) THEN 2
    ELSE a.consent = 'by_name'
      OR EXISTS (SELECT 1 FROM role r WHERE r.attendance_id = a.id AND r.kind = 'speaker')
  END AS said,
  a.consent = 'by_name'
    OR EXISTS (SELECT 1 FROM role r WHERE r.attendance_id = a.id AND r.kind = 'speaker') AS mentioned,
  a.consent = 'by_name' AS asked
FROM session s JOIN attendance a ON a.seminar_id = s.seminar_id;

-- The people of points: once each by name, and each time that the text names them
CREATE VIEW point_name AS
SELECT n.point_id, n.relation, p.name,
  NOT EXISTS (SELECT 1 FROM point_person o WHERE o.point_id = n.point_id AND o.person_id = n.person_id
    AND o.relation = n.relation AND o.as_typed < n.as_typed) AS once,
  CASE n.relation
    WHEN 'said' THEN 'a' || ifnull((SELECT max(said) FROM level l
      WHERE l.session_id = x.session_id AND l.person_id = n.person_id), 0) || length(CAST(p.name AS BLOB)) || ':' || p.name
    WHEN 'owns' THEN 'o' || ifnull((SELECT max(asked) FROM level l
      WHERE l.session_id = x.session_id AND l.person_id = n.person_id), 0) || length(CAST(p.name AS BLOB)) || ':' || p.name
    ELSE ''
  END AS name_entry,
  CASE WHEN n.as_typed <> '' THEN 't' || ifnull((SELECT max(mentioned) FROM level l
    WHERE l.session_id = x.session_id AND l.person_id = n.person_id), 0) 
    || length(CAST(n.as_typed AS BLOB)) || ':' || n.as_typed ELSE '' END AS text_entry
FROM point_person n CROSS JOIN point x ON x.id = n.point_id CROSS JOIN person p ON p.id = n.person_id;

CREATE VIEW export_points AS
SELECT p.id, m.id AS seminar_id, m.title AS seminar, m.date, s.id AS session_id, s.title AS session,
  y.number AS syndicate_number, y.name AS syndicate, y.brief, p.kind, p.text AS point,
  CASE (SELECT count(*) FROM point_theme c WHERE c.point_id = p.id)
    WHEN 0 THEN NULL
    WHEN 1 THEN (SELECT t.name FROM point_theme c JOIN theme t ON t.id = c.theme_id WHERE c.point_id = p.id)
    ELSE (SELECT group_concat(name, '; ') FROM (SELECT t.name FROM point_theme c JOIN theme t ON t.id = c.theme_id
      WHERE c.point_id = p.id ORDER BY c.position))
  END AS themes,
  ifnull((SELECT group_concat(name, '; ') FROM point_name n WHERE n.point_id = p.id AND relation = 'said' AND once),
    k.name) AS attributed_to,
  p.starred, p.agreed,
  CASE
    WHEN p.voice = 'merged' OR EXISTS (SELECT 1 FROM point_echo e WHERE e.point_id = p.id)
      THEN (SELECT count(syndicate_id) FROM (
        SELECT p.syndicate_id
        UNION SELECT syndicate_id FROM point_echo WHERE point_id = p.id
        UNION SELECT syndicate_id FROM point WHERE merged_into = p.id
        UNION SELECT e.syndicate_id FROM point o JOIN point_echo e ON e.point_id = o.id WHERE o.merged_into = p.id))
    ELSE p.syndicate_id IS NOT NULL
  END AS raised_by,
  p.to_check, p.merged_into,
  (SELECT group_concat(name, '; ') FROM point_name n WHERE n.point_id = p.id AND relation = 'owns' AND once)
    AS action_owner,
  p.due AS action_due, p.done_at AS action_done, p.recorded_at,
  ifnull(s.attribution, m.attribution) AS _rule, m.tz AS _tz,
  CASE
    WHEN p.voice IN ('speaker', 'merged') THEN
      CASE WHEN EXISTS (SELECT 1 FROM point_person n WHERE n.point_id = p.id AND n.relation = 'said') THEN ''
        ELSE ifnull('a' || ifnull((SELECT max(said) FROM level l
          WHERE l.session_id = s.id AND l.person_id = p.speaker_id), 0)
          || length(CAST(k.name AS BLOB)) || ':' || k.name, '')
      END
      || ifnull((SELECT group_concat(iif(once, name_entry, '') || text_entry, '') FROM point_name n
        WHERE n.point_id = p.id), '')
      || ifnull((SELECT group_concat(text_entry, '') FROM point_name n
        WHERE n.point_id IN (SELECT id FROM point o WHERE o.merged_into = p.id)), '')
    WHEN EXISTS (SELECT 1 FROM point_person n WHERE n.point_id = p.id) THEN
      (SELECT group_concat(iif(once, name_entry, '') || text_entry, '') FROM point_name n WHERE n.point_id = p.id)
  END AS _names
FROM seminar m CROSS JOIN session s ON s.seminar_id = m.id CROSS JOIN point p ON p.session_id = s.id
LEFT JOIN syndicate y ON y.id = p.syndicate_id LEFT JOIN person k ON k.id = p.speaker_id
ORDER BY m.date, m.id, s.position, s.id, p.recorded_at, p.id;

CREATE VIEW syndicate_name AS
SELECT r.syndicate_id, r.kind, r.position, r.id, p.name,
  CASE r.kind WHEN 'member' THEN 'm' WHEN 'facilitator' THEN 'f' ELSE 'r' END
    || (a.consent = 'by_name') || length(CAST(p.name AS BLOB)) || ':' || p.name AS entry
FROM role r JOIN attendance a ON a.id = r.attendance_id JOIN person p ON p.id = a.person_id
WHERE r.kind IN ('member', 'facilitator', 'rapporteur');

CREATE VIEW export_syndicates AS
SELECT y.id, m.id AS seminar_id, m.title AS seminar, m.date, s.title AS session,
  y.number AS syndicate_number, y.name AS syndicate, y.brief,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM syndicate_name n
    WHERE n.syndicate_id = y.id AND n.kind = 'facilitator' ORDER BY n.position, n.id)) AS facilitator,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM syndicate_name n
    WHERE n.syndicate_id = y.id AND n.kind = 'rapporteur' ORDER BY n.position, n.id)) AS rapporteur,
  ifnull((SELECT group_concat(name, '; ') FROM (SELECT name FROM syndicate_name n
    WHERE n.syndicate_id = y.id AND n.kind = 'member' ORDER BY n.position, n.id)), y.head_count) AS members,
  (SELECT count(*) FROM point p WHERE p.syndicate_id = y.id) AS points,
  (SELECT count(*) FROM point p WHERE p.syndicate_id = y.id AND p.kind = 'question') AS questions,
  (SELECT count(*) FROM point p WHERE p.syndicate_id = y.id AND p.kind = 'action') AS actions,
  (SELECT count(*) FROM point p WHERE p.syndicate_id = y.id AND p.kind = 'quote') AS quotes,
  (SELECT count(*) FROM point p WHERE p.syndicate_id = y.id AND p.starred) AS starred,
  (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT t.id, t.name
    FROM point p JOIN point_theme c ON c.point_id = p.id JOIN theme t ON t.id = c.theme_id
    LEFT JOIN seminar_theme o ON o.seminar_id = m.id AND o.theme_id = t.id
    WHERE p.syndicate_id = y.id ORDER BY o.position, t.name)) AS themes,
  ifnull(s.attribution, m.attribution) AS _rule,
  (SELECT group_concat(entry, '') FROM (SELECT entry FROM syndicate_name n
    WHERE n.syndicate_id = y.id ORDER BY n.position, n.id)) AS _names,
  ifnull(nullif((SELECT count(*) FROM role r WHERE r.syndicate_id = y.id AND r.kind = 'member'), 0), y.head_count)
    AS _members
FROM seminar m CROSS JOIN session s ON s.seminar_id = m.id CROSS JOIN syndicate y ON y.session_id = s.id
ORDER BY m.date, m.id, s.position, s.id, y.number, y.id;

-- A theme's syndicates: those that said one of its points, or said it too
CREATE VIEW theme_syndicate AS
SELECT c.seminar_id, c.theme_id, ifnull(nullif(y.name, ''), y.number) AS label, s.position, s.id, y.number
FROM seminar_theme c CROSS JOIN session s ON s.seminar_id = c.seminar_id CROSS JOIN syndicate y ON y.session_id = s.id
WHERE EXISTS (SELECT 1 FROM point p WHERE p.syndicate_id = y.id AND EXISTS
    (SELECT 1 FROM point_theme d WHERE d.theme_id = c.theme_id AND d.point_id IN (p.id, p.merged_into)))
  OR EXISTS (SELECT 1 FROM point_echo e CROSS JOIN point p ON p.id = e.point_id WHERE e.syndicate_id = y.id AND EXISTS
    (SELECT 1 FROM point_theme d WHERE d.theme_id = c.theme_id AND d.point_id IN (p.id, p.merged_into)));

-- Counted are originals. Beside min(), the columns of p and s are of the row that has the minimum (SQLite's "bare
-- columns"): of the first point.
CREATE VIEW export_themes AS
SELECT c.theme_id AS id, c.seminar_id, m.title AS seminar, m.date, t.name AS theme, c.headline, count(p.id) AS points,
  (SELECT count(*) FROM theme_syndicate y WHERE y.seminar_id = c.seminar_id AND y.theme_id = c.theme_id) AS raised_by,
  (SELECT group_concat(label, '; ') FROM (SELECT label FROM theme_syndicate y
    WHERE y.seminar_id = c.seminar_id AND y.theme_id = c.theme_id ORDER BY position, id, number)) AS syndicates,
  ifnull(sum(p.starred), 0) AS starred, ifnull(sum(p.kind = 'quote'), 0) AS quotes, p.text AS first_point,
  ifnull(s.attribution, m.attribution) AS _rule,
  (SELECT group_concat(text_entry, '') FROM point_name n WHERE n.point_id = p.id) AS _names,
  min(p.recorded_at) AS _first
FROM seminar_theme c CROSS JOIN seminar m ON m.id = c.seminar_id CROSS JOIN theme t ON t.id = c.theme_id
LEFT JOIN session s ON s.seminar_id = c.seminar_id
LEFT JOIN point p ON p.session_id = s.id AND p.voice <> 'merged' AND EXISTS
  (SELECT 1 FROM point_theme d WHERE d.theme_id = c.theme_id AND d.point_id IN (p.id, p.merged_into))
GROUP BY m.date, c.seminar_id, c.position, c.theme_id
ORDER BY m.date, c.seminar_id, c.position, c.theme_id;

CREATE VIEW export_actions AS
SELECT p.id, m.id AS seminar_id, m.title AS seminar, m.date, p.text AS action,
  (SELECT group_concat(name, '; ') FROM point_name n WHERE n.point_id = p.id AND relation = 'owns' AND once) AS owner,
  p.due, p.done_at AS done, ifnull(nullif(y.name, ''), y.number) AS syndicate,
  ifnull(s.attribution, m.attribution) AS _rule, m.tz AS _tz,
  ifnull((SELECT group_concat(iif(once, name_entry, '') || text_entry, '') FROM point_name n WHERE n.point_id = p.id), '')
    || ifnull((SELECT group_concat(text_entry, '') FROM point_name n
        WHERE n.point_id IN (SELECT id FROM point o WHERE o.merged_into = p.id)), '') AS _names
FROM seminar m CROSS JOIN session s ON s.seminar_id = m.id CROSS JOIN point p ON p.session_id = s.id
LEFT JOIN syndicate y ON y.id = p.syndicate_id LEFT JOIN point stands ON stands.id = p.merged_into
WHERE p.kind = 'action' AND stands.kind IS NOT 'action'
ORDER BY m.date, m.id, s.position, s.id, p.recorded_at, p.id;

-- Roles; and an attendance without one, unless it was cancelled
CREATE VIEW export_people AS
SELECT ifnull(r.id, a.id) AS id, a.seminar_id, m.title AS seminar, m.date, ifnull(r.kind, 'attendee') AS role, p.name,
  a.affiliation, y.number AS syndicate_number, s.title AS session, a.id AS attendance_id,
  ifnull(s.attribution, m.attribution) AS _rule,
  CASE WHEN r.kind IN ('speaker', 'organiser') THEN 3 ELSE a.consent = 'by_name' END AS _level,
  iif(r.id IS NULL, 'a', 'r') AS _id_kind
FROM seminar m CROSS JOIN attendance a ON a.seminar_id = m.id CROSS JOIN person p ON p.id = a.person_id
LEFT JOIN role r ON r.attendance_id = a.id LEFT JOIN syndicate y ON y.id = r.syndicate_id
LEFT JOIN session s ON s.id = ifnull(r.session_id, y.session_id)
WHERE r.id IS NOT NULL OR a.status <> 'cancelled'
ORDER BY m.date, m.id, r.kind IS NULL, s.position, s.id, y.number, r.kind, r.position, p.name, r.id, a.id;

-- Of the answers to the feedback form nothing is known yet
CREATE VIEW export_seminars AS
SELECT m.id, m.title AS seminar, e.name AS series, m.date, m.venue, m.host,
  (SELECT group_concat(name, '; ') FROM (SELECT p.name
    FROM attendance a JOIN role r ON r.attendance_id = a.id JOIN person p ON p.id = a.person_id
    LEFT JOIN session s ON s.id = r.session_id
    WHERE a.seminar_id = m.id AND r.kind = 'speaker' GROUP BY p.id ORDER BY min(s.position), min(r.position), p.id))
    AS speakers,
  (SELECT count(*) FROM session s JOIN syndicate y ON y.session_id = s.id WHERE s.seminar_id = m.id) AS syndicates,
  (SELECT count(*) FROM session s JOIN point p ON p.session_id = s.id WHERE s.seminar_id = m.id AND p.voice <> 'merged')
    AS points,
  (SELECT count(*) FROM attendance a WHERE a.seminar_id = m.id AND a.status <> 'cancelled') AS attendees,
  (SELECT count(*) FROM attendance a WHERE a.seminar_id = m.id AND a.status IN ('came', 'walked_in')) AS came,
  NULL AS responses, NULL AS response_rate, NULL AS nps
FROM seminar m LEFT JOIN series e ON e.id = m.series_id
ORDER BY m.date, m.id;
