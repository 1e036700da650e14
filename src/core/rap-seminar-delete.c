/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-seminar-delete.h"

#include <glib/gi18n-lib.h>

#include "rap-capture.h"

#define SESSIONS "(SELECT id FROM session WHERE seminar_id = ?1)"
#define POINTS "(SELECT id FROM point WHERE session_id IN " SESSIONS ")"
#define SYNDICATES "(SELECT id FROM syndicate WHERE session_id IN " SESSIONS ")"
#define ATTENDANCES "(SELECT id FROM attendance WHERE seminar_id = ?1)"
#define ROLES "(SELECT id FROM role WHERE attendance_id IN " ATTENDANCES ")"
/* who was in this seminar and in no other */
#define PEOPLE                                                                                                         \
  "(SELECT person_id FROM attendance AS here WHERE seminar_id = ?1 AND NOT EXISTS"                                     \
  "  (SELECT 1 FROM attendance WHERE person_id = here.person_id AND seminar_id <> ?1)"                                 \
  " AND NOT EXISTS (SELECT 1 FROM point WHERE speaker_id = here.person_id AND id NOT IN " POINTS ")"                   \
  " AND NOT EXISTS (SELECT 1 FROM point_echo WHERE speaker_id = here.person_id AND point_id NOT IN " POINTS ")"        \
  " AND NOT EXISTS (SELECT 1 FROM point_person WHERE person_id = here.person_id AND point_id NOT IN " POINTS "))"
#define BURY(ids)                                                                                                      \
  "INSERT INTO gone(id, at) WITH dead(id) AS " ids " SELECT id, ?2 FROM dead WHERE true"                               \
  " ON CONFLICT(id) DO UPDATE SET at = excluded.at"

/* About seminar ?1, at the time ?2. Who else goes is known only while the attendances are there, so people go to `gone`
 * first and are deleted by that. */
static const char *const statements[] = {
  BURY (PEOPLE),
  BURY (POINTS),
  BURY (SYNDICATES),
  BURY (ROLES),
  BURY (ATTENDANCES),
  BURY (SESSIONS),
  BURY ("(SELECT id FROM link WHERE seminar_id = ?1)"),
  BURY ("(SELECT ?1)"),
  "UPDATE point SET merged_into = NULL WHERE merged_into IN " POINTS,
  "DELETE FROM point_theme WHERE point_id IN " POINTS,
  "DELETE FROM point_person WHERE point_id IN " POINTS,
  "DELETE FROM point_echo WHERE point_id IN " POINTS,
  "DELETE FROM point WHERE session_id IN " SESSIONS,
  "DELETE FROM role WHERE attendance_id IN " ATTENDANCES,
  "DELETE FROM person WHERE id IN (SELECT person_id FROM attendance JOIN gone ON gone.id = person_id"
  " WHERE seminar_id = ?1 AND at = ?2)",
  "DELETE FROM attendance WHERE seminar_id = ?1",
  "DELETE FROM syndicate WHERE session_id IN " SESSIONS,
  "DELETE FROM session WHERE seminar_id = ?1",
  "DELETE FROM seminar_theme WHERE seminar_id = ?1",
  "DELETE FROM came_from WHERE seminar_id = ?1",
  "DELETE FROM link WHERE seminar_id = ?1",
  "UPDATE seminar SET follows_id = NULL WHERE follows_id = ?1",
  "DELETE FROM seminar WHERE id = ?1",
};

static gboolean
delete_rows_cb (RapStore *store, gpointer data, GError **error)
{
  const gint64 *seminar_id = data;
  const gint64 now = g_get_real_time () / 1000;

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!rap_db_run (rap_store_db (store), error, statements[i], "ii", *seminar_id, now))
      return FALSE;
  return TRUE;
}

gboolean
rap_seminar_delete (RapStore *store, gint64 seminar_id, GError **error)
{
  g_autofree char *title =
      rap_db_text (rap_store_db (store), "SELECT title FROM seminar WHERE id = ?1", "i", seminar_id);
  g_autofree char *shortened = title != NULL ? rap_capture_shorten (title) : NULL;
  g_autofree char *label = NULL;

  if (rap_db_take_unasked (rap_store_db (store), error))
    return FALSE;
  if (title == NULL)
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                           _ ("That seminar was deleted meanwhile; nothing was changed."));
      return FALSE;
    }
  label = g_strdup_printf (_ ("Delete the seminar “%s”"), shortened);
  return rap_store_transact (store, label, seminar_id, delete_rows_cb, &seminar_id, error);
}
