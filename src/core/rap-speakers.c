/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-speakers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-capture.h"
#include "rap-order.h"
#include "rap-people.h"
#include "rap-programme.h"
#include "rap-role.h"

/* Begins a step that changes a speaker. @name: (out): the speaker's. Returns the session, 0 if the role is gone. */
static gint64
begin_change (RapStore *store, gint64 role_id, char **name, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autofree char *whole = NULL;
  gint64 session_id;

  if (!rap_store_begin (store, "", 0, error))
    return 0;
  session_id = rap_db_int (db, "SELECT session_id FROM role WHERE id = ?1 AND kind = 'speaker'", "i", role_id);
  whole = rap_db_text (db,
                       "SELECT name FROM role JOIN attendance ON attendance.id = attendance_id"
                       " JOIN person ON person.id = person_id WHERE role.id = ?1",
                       "i", role_id);
  if (session_id == 0 || whole == NULL)
    {
      if (!rap_db_take_unasked (db, error))
        g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                             _ ("That speaker was removed meanwhile; nothing was changed."));
      rap_store_rollback (store);
      return 0;
    }
  *name = rap_capture_shorten (whole);
  rap_store_set_seminar (store, rap_programme_seminar_of (db, session_id));
  return session_id;
}

static gboolean
check_talk (RapDb *db, gint64 session_id, GError **error)
{
  if (rap_db_int (db, "SELECT count(*) FROM session WHERE id = ?1 AND kind = 'talk'", "i", session_id) != 0)
    return TRUE;
  if (!rap_db_take_unasked (db, error))
    g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("Only a talk has speakers; nothing was changed."));
  return FALSE;
}

/* Within a step. Returns the role, or 0. */
static gint64
add_speaker (RapStore *store, gint64 session_id, RapAttendee *speaker, GError **error)
{
  RapDb *db = rap_store_db (store);
  const gint64 seminar_id = rap_programme_seminar_of (db, session_id);
  g_autoptr (GArray) ids = rap_order_list (db, RAP_SPEAKERS_SQL, session_id);
  g_autoptr (RapRole) role = NULL;
  gint64 id;

  /* a speaker does not walk in */
  if (strcmp (rap_people_usual_status (db, seminar_id), "came") != 0)
    speaker->status = "registered";
  if (!check_talk (db, session_id, error) || !rap_people_ensure_in_step (store, seminar_id, speaker, error))
    return 0;
  id = rap_db_int (db, "SELECT id FROM role WHERE attendance_id = ?1 AND kind = 'speaker' AND session_id = ?2", "ii",
                   speaker->attendance_id, session_id);
  if (id != 0)
    return id;
  role = g_object_new (RAP_TYPE_ROLE, "attendance_id", speaker->attendance_id, "kind", "speaker", "session_id",
                       session_id, NULL);
  if (!rap_store_save (store, role, error))
    return 0;
  id = rap_record_get_id (RAP_RECORD (role));
  g_array_append_val (ids, id);
  return rap_order_put (db, "role", ids, ids->len - 1, error) ? id : 0;
}

static gboolean
check_silent (RapDb *db, gint64 role_id, gint64 session_id, GError **error)
{
  const gint64 person_id =
      rap_db_int (db, "SELECT person_id FROM attendance JOIN role ON attendance.id = attendance_id WHERE role.id = ?1",
                  "i", role_id);
  const gint64 n = rap_db_int (db,
                               "SELECT count(*) FROM point p WHERE session_id = ?1 AND (speaker_id = ?2 OR EXISTS"
                               " (SELECT 1 FROM point_echo e WHERE e.point_id = p.id AND e.speaker_id = ?2))",
                               "ii", session_id, person_id);

  if (n == 0)
    return TRUE;
  g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
               ngettext ("This speaker said %d point of the talk; give it to the floor first. Nothing was changed.",
                         "This speaker said %d points of the talk; give them to the floor first. Nothing was changed.",
                         (gulong) n),
               (int) n);
  return FALSE;
}

gint64
rap_speakers_add (RapStore *store, gint64 session_id, const char *typed, GError **error)
{
  g_autoptr (RapAttendee) speaker = rap_attendee_parse (typed);
  g_autofree char *name = rap_capture_shorten (speaker->name);
  gint64 id;

  if (!rap_store_begin (store, "", rap_programme_seminar_of (rap_store_db (store), session_id), error))
    return 0;
  id = add_speaker (store, session_id, speaker, error);
  return rap_store_end (store, g_strdup_printf (_ ("Add the speaker “%s”"), name), id != 0, error) ? id : 0;
}

gboolean
rap_speakers_move (RapStore *store, gint64 role_id, gboolean later, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autofree char *name = NULL;
  const gint64 session_id = begin_change (store, role_id, &name, error);
  g_autoptr (GArray) ids = NULL;
  guint index;
  gboolean good;

  if (session_id == 0)
    return FALSE;
  ids = rap_order_list (db, RAP_SPEAKERS_SQL, session_id);
  good = !rap_order_shift (ids, role_id, later, &index) || rap_order_put (db, "role", ids, index, error);
  return rap_store_end (store, g_strdup_printf (_ ("Move the speaker “%s”"), name), good, error);
}

gboolean
rap_speakers_remove (RapStore *store, gint64 role_id, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autofree char *name = NULL;
  const gint64 session_id = begin_change (store, role_id, &name, error);
  gboolean good;

  if (session_id == 0)
    return FALSE;
  good =
      check_silent (db, role_id, session_id, error) &&
      rap_db_run (db, error, "INSERT INTO gone(id, at) VALUES(?1, ?2) ON CONFLICT(id) DO UPDATE SET at = excluded.at",
                  "ii", role_id, g_get_real_time () / 1000) &&
      rap_db_run (db, error, "DELETE FROM role WHERE id = ?1", "i", role_id);
  return rap_store_end (store, g_strdup_printf (_ ("Remove the speaker “%s”"), name), good, error);
}

gboolean
rap_speakers_set_name (RapStore *store, RapPerson *person, const char *typed, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (typed));
  g_autoptr (RapPerson) copy = rap_record_copy (person);

  if (*name == '\0')
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("A person needs a name; nothing was changed."));
      return FALSE;
    }
  g_object_set (copy, "name", name, NULL);
  return rap_store_save (store, copy, error);
}
