/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-people-join.h"

#include <glib/gi18n-lib.h>

/* What follows has the person that stays as ?1, and as ?2 the one that goes. An echo of a point that the other had made
 * or echoed is the same voice twice. */
static const char *const person_sql[] = {
  "DELETE FROM point_echo WHERE speaker_id IN (?1, ?2) AND point_id IN"
  " (SELECT id FROM point WHERE speaker_id IN (?1, ?2) AND speaker_id <> point_echo.speaker_id)",
  "DELETE FROM point_echo WHERE speaker_id = ?2 AND point_id IN"
  " (SELECT e.point_id FROM point_echo e WHERE e.speaker_id = ?1)",
  "UPDATE point_echo SET speaker_id = ?1 WHERE speaker_id = ?2",
  "UPDATE point SET speaker_id = ?1 WHERE speaker_id = ?2",
  "INSERT INTO point_person SELECT point_id, ?1, relation, as_typed FROM point_person WHERE person_id = ?2"
  " ON CONFLICT DO NOTHING",
  "DELETE FROM point_person WHERE person_id = ?2",
  "UPDATE person SET email = ifnull(nullif(person.email, ''), o.email), bio = ifnull(nullif(person.bio, ''), o.bio),"
  " url = ifnull(nullif(person.url, ''), o.url) FROM person o WHERE person.id = ?1 AND o.id = ?2",
  NULL,
};

#define SAME_ROLE "k.kind = role.kind AND k.session_id IS role.session_id AND k.syndicate_id IS role.syndicate_id"

/* The attendance that stays as ?1, and as ?2 the one that goes; both of one seminar. */
static const char *const attendance_sql[] = {
  "UPDATE attendance SET affiliation = ifnull(nullif(attendance.affiliation, ''), o.affiliation),"
  " consent = CASE WHEN 'no' IN (attendance.consent, o.consent) THEN 'no'"
  "  WHEN 'anonymously' IN (attendance.consent, o.consent) THEN 'anonymously' ELSE 'by_name' END,"
  " status = CASE WHEN 'came' IN (attendance.status, o.status) THEN 'came'"
  "  WHEN 'walked_in' IN (attendance.status, o.status) THEN 'walked_in'"
  "  WHEN 'registered' IN (attendance.status, o.status) THEN 'registered' ELSE 'cancelled' END"
  " FROM attendance o WHERE attendance.id = ?1 AND o.id = ?2",
  "INSERT INTO gone(id, became, at) SELECT role.id, k.id, CAST((julianday('now') - 2440587.5) * 86400000 AS INT) FROM "
  "role JOIN role k"
  " ON " SAME_ROLE " WHERE role.attendance_id = ?2 AND k.attendance_id = ?1"
  " ON CONFLICT(id) DO UPDATE SET became = excluded.became, at = excluded.at",
  "DELETE FROM role WHERE attendance_id = ?2 AND EXISTS (SELECT 1 FROM role k WHERE " SAME_ROLE
  " AND k.attendance_id = ?1)",
  "UPDATE role SET attendance_id = ?1 WHERE attendance_id = ?2",
  "UPDATE came_from SET row_id = ?1 WHERE row_id = ?2"
  " AND seminar_id = (SELECT seminar_id FROM attendance WHERE id = ?1)",
  NULL,
};

static gboolean
run_each (RapDb *db, const char *const *statements, gint64 keep, gint64 other, GError **error)
{
  for (guint i = 0; statements[i] != NULL; i++)
    if (!rap_db_run (db, error, statements[i], "ii", keep, other))
      return FALSE;
  return TRUE;
}

/* The row @other of a table is deleted by @sql, for it has become @keep; so has all that had become @other. */
static gboolean
bury (RapDb *db, const char *sql, gint64 keep, gint64 other, GError **error)
{
  return rap_db_run (db, error, "UPDATE gone SET became = ?1 WHERE became = ?2", "ii", keep, other) &&
         rap_db_run (db, error,
                     "INSERT INTO gone(id, became, at) VALUES(?1, ?2, ?3)"
                     " ON CONFLICT(id) DO UPDATE SET became = excluded.became, at = excluded.at",
                     "iii", other, keep, g_get_real_time () / 1000) &&
         rap_db_run (db, error, sql, "i", other);
}

static gboolean
move_attendance (RapDb *db, gint64 id, gint64 keep, GError **error)
{
  const gint64 stays = rap_db_int (db,
                                   "SELECT k.id FROM attendance k JOIN attendance o ON k.seminar_id = o.seminar_id"
                                   " WHERE k.person_id = ?1 AND o.id = ?2 ORDER BY k.id",
                                   "ii", keep, id);

  if (stays == 0)
    return rap_db_run (db, error, "UPDATE attendance SET person_id = ?1 WHERE id = ?2", "ii", keep, id);
  return run_each (db, attendance_sql, stays, id, error) &&
         bury (db, "DELETE FROM attendance WHERE id = ?1", stays, id, error);
}

static gboolean
join_in_step (RapDb *db, gint64 keep, gint64 other, GError **error)
{
  gint64 id;

  while ((id = rap_db_int (db, "SELECT id FROM attendance WHERE person_id = ?1", "i", other)) != 0)
    if (!move_attendance (db, id, keep, error))
      return FALSE;
  return run_each (db, person_sql, keep, other, error) &&
         bury (db, "DELETE FROM person WHERE id = ?1", keep, other, error);
}

gboolean
rap_people_join (RapStore *store, gint64 seminar_id, gint64 keep, gint64 other, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autofree char *name = rap_db_text (db, "SELECT name FROM person WHERE id = ?1", "i", keep);
  g_autofree char *other_name = rap_db_text (db, "SELECT name FROM person WHERE id = ?1", "i", other);
  g_autofree char *label = NULL;

  if (name == NULL || other_name == NULL)
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                           _ ("One of the two people is no longer in the archive; nothing was changed."));
      return FALSE;
    }
  if (keep == other)
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("%s is one person already; nothing was changed."), name);
      return FALSE;
    }
  label = g_strdup_printf (_ ("Join “%s” and “%s”"), name, other_name);
  if (!rap_store_begin (store, label, seminar_id, error))
    return FALSE;
  if (join_in_step (db, keep, other, error))
    return rap_store_commit (store, error);
  rap_store_rollback (store);
  return FALSE;
}
