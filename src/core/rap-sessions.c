/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-sessions.h"

#include <glib/gi18n-lib.h>

#include "rap-capture.h"
#include "rap-order.h"
#include "rap-programme.h"
#include "rap-time.h"
#include "rap-voice.h"

#define MINUTE_MS (60 * G_GINT64_CONSTANT (1000))

const char *const rap_sessions_kinds[RAP_SESSIONS_N_KINDS] = { "talk", "discussion", "plenary", "other" };

/* in minutes */
static const int usual_lengths[RAP_SESSIONS_N_KINDS] = { 30, 60, 30, 15 };

static gint64
get_usual_length (const char *kind)
{
  for (guint i = 0; i < RAP_SESSIONS_N_KINDS; i++)
    if (g_strcmp0 (rap_sessions_kinds[i], kind) == 0)
      return usual_lengths[i] * MINUTE_MS;
  return 0;
}

static RapSession *
read_session (RapDb *db, gint64 id)
{
  RapSession *session = g_object_new (RAP_TYPE_SESSION, NULL);

  rap_record_load (RAP_RECORD (session), db, id);
  return session;
}

static GTimeZone *
read_zone (RapDb *db, gint64 seminar_id)
{
  g_autofree char *name = rap_db_text (db, "SELECT tz FROM seminar WHERE id = ?1", "i", seminar_id);

  return rap_time_zone (name);
}

/* Begins a step that changes a session, and gives a copy to change. @title: (out): what it was called before */
static RapSession *
begin_change (RapStore *store, gint64 id, char **title, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autoptr (RapSession) session = NULL;
  g_autofree char *whole = NULL;

  if (!rap_store_begin (store, "", 0, error))
    return NULL;
  session = read_session (db, id);
  if (rap_record_is_gone (RAP_RECORD (session)))
    {
      if (!rap_db_take_unasked (db, error))
        g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                             _ ("That item was deleted meanwhile; nothing was changed."));
      rap_store_rollback (store);
      return NULL;
    }
  whole = rap_session_title (session->title, session->kind);
  *title = rap_capture_shorten (whole);
  rap_store_set_seminar (store, session->seminar_id);
  return g_steal_pointer (&session);
}

static gint64
get_at (GArray *ids, guint index)
{
  return index < ids->len ? g_array_index (ids, gint64, index) : 0;
}

/* When the session ends, or is likely to; 0 if that is not known. */
static gint64
get_likely_end (RapSession *session)
{
  if (session->ends_at != 0 || session->starts_at == 0)
    return session->ends_at;
  return session->starts_at + get_usual_length (session->kind);
}

/* The end that a session likely has, which is not after the start of the one that follows it in @ids. */
static void
set_likely_end (RapDb *db, RapSession *session, GArray *ids, guint index)
{
  g_autoptr (RapSession) next = read_session (db, get_at (ids, index + 1));
  const gint64 limit = next->starts_at;

  if (session->starts_at == 0)
    return;
  session->ends_at = get_likely_end (session);
  if (limit != 0 && limit < session->ends_at)
    session->ends_at = limit > session->starts_at ? limit : 0;
}

static void
set_likely_times (RapDb *db, RapSession *session, GArray *ids, guint index)
{
  if (index > 0)
    {
      g_autoptr (RapSession) previous = read_session (db, get_at (ids, index - 1));
      session->starts_at = get_likely_end (previous);
    }
  else
    session->starts_at = rap_db_int (db, "SELECT starts_at FROM seminar WHERE id = ?1", "i", session->seminar_id);
  set_likely_end (db, session, ids, index);
}

/* The only session of a seminar without a programme, which becomes the first item of one; or 0. */
static gint64
find_untouched (RapDb *db, gint64 seminar_id)
{
  return rap_db_int (db,
                     "SELECT id FROM session WHERE seminar_id = ?1 AND kind = 'other' AND ifnull(title, '') = ''"
                     " AND starts_at IS NULL AND NOT EXISTS (SELECT 1 FROM point WHERE session_id = session.id)"
                     " AND NOT EXISTS (SELECT 1 FROM syndicate WHERE session_id = session.id)"
                     " AND NOT EXISTS (SELECT 1 FROM role WHERE session_id = session.id)"
                     " AND 1 = (SELECT count(*) FROM session WHERE seminar_id = ?1)",
                     "i", seminar_id);
}

static gboolean
save_first (RapStore *store, RapSession *session, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autoptr (GArray) ids = rap_sessions_list (db, session->seminar_id);

  set_likely_times (db, session, ids, 0);
  return rap_store_save (store, session, error);
}

static gboolean
save_new (RapStore *store, RapSession *session, gint64 after_id, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autoptr (GArray) ids = rap_sessions_list (db, session->seminar_id);
  guint index = rap_order_find (ids, after_id);
  gint64 id;

  index = MIN (index + 1, ids->len);
  if (!rap_store_save (store, session, error))
    return FALSE;
  id = rap_record_get_id (RAP_RECORD (session));
  g_array_insert_val (ids, index, id);
  set_likely_times (db, session, ids, index);
  return rap_store_save (store, session, error) && rap_order_put (db, "session", ids, index, error);
}

/* The times of two neighbours when @b comes before @a. */
static void
swap_times (RapSession *a, RapSession *b)
{
  const gint64 start = a->starts_at, end = b->ends_at;

  if (a->starts_at == 0 || b->starts_at == 0 || a->starts_at > b->starts_at)
    return;
  if (a->ends_at == 0 || end == 0)
    {
      /* without a length only the starts are changed about */
      const gint64 by = b->starts_at - a->starts_at;
      a->starts_at += by;
      a->ends_at += a->ends_at != 0 ? by : 0;
      b->starts_at -= by;
      b->ends_at -= end != 0 ? by : 0;
      return;
    }
  b->ends_at = start + (end - b->starts_at);
  b->starts_at = start;
  a->starts_at = end - (a->ends_at - start);
  a->ends_at = end;
}

static gboolean
parse_time (RapDb *db, RapSession *session, const char *typed, gint64 *ms, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_autofree char *day = rap_sessions_get_day (db, rap_record_get_id (RAP_RECORD (session)));
  g_autoptr (GTimeZone) zone = read_zone (db, session->seminar_id);

  *ms = 0;
  if (*text == '\0' || rap_time_parse_on (text, day, zone, ms))
    return TRUE;
  g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("“%s” is not a time like 14:30; nothing was changed."), text);
  return FALSE;
}

static gboolean
save_kind (RapStore *store, RapSession *session, const char *kind, GError **error)
{
  RapDb *db = rap_store_db (store);
  const gint64 id = rap_record_get_id (RAP_RECORD (session));
  const gint64 syndicates = rap_db_int (db, "SELECT count(*) FROM syndicate WHERE session_id = ?1", "i", id);
  const gint64 speakers =
      rap_db_int (db, "SELECT count(*) FROM role WHERE session_id = ?1 AND kind = 'speaker'", "i", id);

  if (!g_str_equal (kind, "discussion") && syndicates > 0)
    g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                 ngettext ("This item has %d syndicate, which only a discussion can have; nothing was changed.",
                           "This item has %d syndicates, which only a discussion can have; nothing was changed.",
                           (gulong) syndicates),
                 (int) syndicates);
  else if (!g_str_equal (kind, "talk") && speakers > 0)
    g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                 ngettext ("This item has %d speaker, whom only a talk can have; nothing was changed.",
                           "This item has %d speakers, whom only a talk can have; nothing was changed.",
                           (gulong) speakers),
                 (int) speakers);
  else
    {
      g_object_set (session, "kind", kind, NULL);
      return rap_store_save (store, session, error);
    }
  return FALSE;
}

static gboolean
delete_session (RapStore *store, gint64 id, GError **error)
{
#define POINTS "(SELECT id FROM point WHERE session_id = ?1)"
#define SYNDICATES "(SELECT id FROM syndicate WHERE session_id = ?1)"
#define IS_ROLE "session_id = ?1 OR syndicate_id IN " SYNDICATES
  static const char *const statements[] = {
    "INSERT INTO gone(id, at) SELECT id, ?2 FROM (SELECT ?1 AS id UNION ALL SELECT id FROM point WHERE session_id = ?1"
    " UNION ALL SELECT id FROM syndicate WHERE session_id = ?1 UNION ALL SELECT id FROM role WHERE " IS_ROLE ")"
    " WHERE true ON CONFLICT(id) DO UPDATE SET at = excluded.at",
    "UPDATE point SET merged_into = NULL WHERE merged_into IN " POINTS " AND session_id <> ?1",
    "DELETE FROM point_theme WHERE point_id IN " POINTS,
    "DELETE FROM point_person WHERE point_id IN " POINTS,
    "DELETE FROM point_echo WHERE point_id IN " POINTS,
    "DELETE FROM point WHERE session_id = ?1",
    "DELETE FROM role WHERE " IS_ROLE,
    "DELETE FROM syndicate WHERE session_id = ?1",
    "DELETE FROM session WHERE id = ?1",
  };
#undef POINTS
#undef SYNDICATES
#undef IS_ROLE
  const gint64 now = g_get_real_time () / 1000;

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!rap_db_run (rap_store_db (store), error, statements[i], i == 0 ? "ii" : "i", id, now))
      return FALSE;
  return TRUE;
}

static char *
make_slip_label (int minutes)
{
  return minutes < 0
             ? g_strdup_printf (ngettext ("%d minute earlier", "%d minutes earlier", (gulong) -minutes), -minutes)
             : g_strdup_printf (ngettext ("%d minute later", "%d minutes later", (gulong) minutes), minutes);
}

const char *
rap_sessions_kind_name (const char *kind)
{
  static const char *const names[RAP_SESSIONS_N_KINDS] = { NC_ ("session", "Talk"), NC_ ("session", "Discussion"),
                                                           NC_ ("session", "Plenary"), NC_ ("session", "Other") };

  for (guint i = 0; i < RAP_SESSIONS_N_KINDS; i++)
    if (g_strcmp0 (rap_sessions_kinds[i], kind) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "session", names[i]);
  return "";
}

GArray *
rap_sessions_list (RapDb *db, gint64 seminar_id)
{
  return rap_order_list (db, RAP_SESSIONS_SQL, seminar_id);
}

gboolean
rap_sessions_is_begun (RapDb *db, gint64 seminar_id)
{
  return rap_db_int (db, "SELECT count(*) FROM session WHERE seminar_id = ?1", "i", seminar_id) > 0 &&
         find_untouched (db, seminar_id) == 0;
}

gint64
rap_sessions_add (RapStore *store,
                  gint64 seminar_id,
                  const char *kind,
                  const char *title,
                  gint64 after_id,
                  GError **error)
{
  g_autofree char *name = rap_session_title (title, kind);
  g_autofree char *start = rap_capture_shorten (name);
  RapDb *db = rap_store_db (store);
  g_autoptr (RapSession) session = NULL;
  gboolean good;

  g_return_val_if_fail (get_usual_length (kind) != 0, 0);

  if (!rap_store_begin (store, "", seminar_id, error))
    return 0;
  session = read_session (db, find_untouched (db, seminar_id));
  g_object_set (session, "seminar_id", seminar_id, "kind", kind, "title", title, NULL);
  if (rap_record_is_gone (RAP_RECORD (session)))
    good = save_new (store, session, after_id, error);
  else
    good = save_first (store, session, error);
  good = rap_store_end (store, g_strdup_printf (_ ("Add “%s”"), start), good, error);
  return good ? rap_record_get_id (RAP_RECORD (session)) : 0;
}

gboolean
rap_sessions_set_kind (RapStore *store, gint64 id, const char *kind, GError **error)
{
  g_autofree char *title = NULL;
  g_autoptr (RapSession) session = NULL;

  g_return_val_if_fail (get_usual_length (kind) != 0, FALSE);

  session = begin_change (store, id, &title, error);
  return session != NULL && rap_store_end (store, g_strdup_printf (_ ("Kind of “%s”"), title),
                                           save_kind (store, session, kind, error), error);
}

gboolean
rap_sessions_set_start (RapStore *store, RapSession *session, const char *typed, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autoptr (RapSession) copy = rap_record_copy (session);
  const gint64 old = copy->starts_at;

  if (!parse_time (db, copy, typed, &copy->starts_at, error))
    return FALSE;
  if (copy->starts_at == 0)
    copy->ends_at = 0;
  else if (old != 0 && copy->ends_at != 0)
    copy->ends_at += copy->starts_at - old;
  else if (copy->ends_at <= copy->starts_at)
    {
      g_autoptr (GArray) ids = rap_sessions_list (db, copy->seminar_id);
      copy->ends_at = 0;
      if (old == 0)
        set_likely_end (db, copy, ids, rap_order_find (ids, rap_record_get_id (RAP_RECORD (copy))));
    }
  return rap_store_save (store, copy, error);
}

gboolean
rap_sessions_set_end (RapStore *store, RapSession *session, const char *typed, GError **error)
{
  g_autoptr (RapSession) copy = rap_record_copy (session);

  if (!parse_time (rap_store_db (store), copy, typed, &copy->ends_at, error))
    return FALSE;
  if (copy->ends_at == 0 || copy->ends_at >= copy->starts_at)
    return rap_store_save (store, copy, error);
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                       _ ("An item cannot end before it begins; nothing was changed."));
  return FALSE;
}

gboolean
rap_sessions_set_minutes (RapStore *store, RapSession *session, const char *property, const char *typed, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_autoptr (RapSession) copy = rap_record_copy (session);
  guint64 minutes = 0;

  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 1, 999, &minutes, NULL))
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("“%s” is not a number of minutes; nothing was changed."),
                   text);
      return FALSE;
    }
  g_object_set (copy, property, (gint64) minutes, NULL);
  return rap_store_save (store, copy, error);
}

char *
rap_sessions_get_day (RapDb *db, gint64 id)
{
  const gint64 seminar_id = rap_programme_seminar_of (db, id);
  g_autoptr (GTimeZone) zone = read_zone (db, seminar_id);
  g_autoptr (GArray) ids = rap_sessions_list (db, seminar_id);

  for (guint i = rap_order_find (ids, id) + 1; i > 0 && i <= ids->len; i--)
    {
      const gint64 starts_at =
          rap_db_int (db, "SELECT starts_at FROM session WHERE id = ?1", "i", g_array_index (ids, gint64, i - 1));
      if (starts_at != 0)
        return rap_time_format_date (starts_at, zone);
    }
  return rap_db_text (db, "SELECT date FROM seminar WHERE id = ?1", "i", seminar_id);
}

gboolean
rap_sessions_slip (RapStore *store, gint64 seminar_id, gint64 from_id, int minutes, GError **error)
{
  RapDb *db = rap_store_db (store);
  gboolean good;

  if (!rap_store_begin (store, "", seminar_id, error))
    return FALSE;
  good = rap_db_run (db, error,
                     "UPDATE session SET starts_at = starts_at + ?3, ends_at = ends_at + ?3 WHERE seminar_id = ?1"
                     " AND (starts_at IS NOT NULL OR ends_at IS NOT NULL) AND (?2 = 0 OR (position, id) >="
                     " (SELECT position, id FROM session WHERE id = ?2))",
                     "iii", seminar_id, from_id, minutes * MINUTE_MS);
  if (good && sqlite3_changes64 (rap_db_handle (db)) == 0)
    {
      good = FALSE;
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOTHING,
                           _ ("None of these items has a time; nothing was changed."));
    }
  return rap_store_end (store, make_slip_label (minutes), good, error);
}

gboolean
rap_sessions_move (RapStore *store, gint64 id, gboolean later, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autofree char *title = NULL;
  g_autoptr (RapSession) session = begin_change (store, id, &title, error);
  g_autoptr (RapSession) other = NULL;
  g_autoptr (GArray) ids = NULL;
  gboolean good = TRUE;
  guint index;

  if (session == NULL)
    return FALSE;
  ids = rap_sessions_list (db, session->seminar_id);
  if (rap_order_shift (ids, id, later, &index))
    {
      other = read_session (db, get_at (ids, later ? index - 1 : index + 1));
      swap_times (later ? session : other, later ? other : session);
      good = rap_store_save (store, session, error) && rap_store_save (store, other, error) &&
             rap_order_put (db, "session", ids, index, error);
    }
  return rap_store_end (store, g_strdup_printf (_ ("Move “%s”"), title), good, error);
}

gboolean
rap_sessions_delete (RapStore *store, gint64 id, GError **error)
{
  g_autofree char *title = NULL;
  g_autoptr (RapSession) session = begin_change (store, id, &title, error);

  return session != NULL &&
         rap_store_end (store, g_strdup_printf (_ ("Delete “%s”"), title), delete_session (store, id, error), error);
}
