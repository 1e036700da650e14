/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-programme.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "rap-id.h"
#include "rap-line-context.h"
#include "rap-people.h"
#include "rap-series.h"
#include "rap-session.h"
#include "rap-syndicate.h"
#include "rap-theme.h"
#include "rap-time.h"
#include "rap-voice.h"

static char *
make_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  return g_date_time_format (now, "%Y-%m-%d");
}

static gboolean
save_syndicate (RapStore *store, gint64 session_id, gint64 number, gint64 *id, GError **error)
{
  g_autoptr (RapSyndicate) syndicate =
      g_object_new (RAP_TYPE_SYNDICATE, "session_id", session_id, "number", number, NULL);

  if (!rap_store_save (store, syndicate, error))
    return FALSE;
  if (id != NULL)
    *id = rap_record_get_id (RAP_RECORD (syndicate));
  return TRUE;
}

static gboolean
save_seminar (RapStore *store, const RapSeminarPlan *plan, const char *title, gint64 *id, GError **error)
{
  g_autofree char *zone = rap_time_local_zone_name ();
  g_autofree char *today = make_today ();
  g_autoptr (RapSeminar) seminar = NULL;
  g_autoptr (RapSession) session = NULL;
  gint64 series_id = 0, session_id;

  if (plan->series != NULL && *plan->series != '\0' &&
      (series_id = rap_programme_ensure_series (store, plan->series, error)) == 0)
    return FALSE;
  seminar = g_object_new (RAP_TYPE_SEMINAR, "title", title, "date", plan->date != NULL ? plan->date : today, "tz", zone,
                          "venue", plan->venue, "attribution", "named", "series_id", series_id, NULL);
  if (!rap_store_save (store, seminar, error))
    return FALSE;
  *id = rap_record_get_id (RAP_RECORD (seminar));
  rap_store_set_seminar (store, *id);
  session = g_object_new (RAP_TYPE_SESSION, "seminar_id", *id, "position", 1.0, "kind",
                          plan->syndicates > 0 ? "discussion" : "other", NULL);
  if (!rap_store_save (store, session, error))
    return FALSE;
  session_id = rap_record_get_id (RAP_RECORD (session));
  for (gint64 number = 1; number <= plan->syndicates; number++)
    if (!save_syndicate (store, session_id, number, NULL, error))
      return FALSE;
  return TRUE;
}

/* Adds the next @n syndicates; @id becomes the last one's. */
static gboolean
add_syndicates (RapStore *store, gint64 session_id, int n, gint64 *id, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autofree char *kind = rap_db_text (db, "SELECT kind FROM session WHERE id = ?1", "i", session_id);
  gint64 number;

  if (kind == NULL)
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                           _ ("The session was deleted meanwhile; nothing was changed."));
      return FALSE;
    }
  if (g_str_equal (kind, "talk") || g_str_equal (kind, "plenary"))
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                           _ ("Only a discussion has syndicates; nothing was changed."));
      return FALSE;
    }
  if (!rap_db_run (db, error, "UPDATE session SET kind = 'discussion' WHERE id = ?1 AND kind = 'other'", "i",
                   session_id))
    return FALSE;
  number = rap_db_int (db, "SELECT max(number) + 1 FROM syndicate WHERE session_id = ?1", "i", session_id);
  number = MAX (number, 1);
  for (int i = 0; i < n; i++)
    if (!save_syndicate (store, session_id, number + i, id, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_syndicates_step (RapStore *store, gint64 session_id, int n, gint64 *id, GError **error)
{
  g_autofree char *label = n == 1 ? g_strdup (_ ("Add a syndicate"))
                                  : g_strdup_printf (ngettext ("Add %d syndicate", "Add %d syndicates", n), n);

  if (!rap_store_begin (store, label, 0, error))
    return FALSE;
  rap_store_set_seminar (store, rap_programme_seminar_of (rap_store_db (store), session_id));
  if (add_syndicates (store, session_id, n, id, error))
    return rap_store_commit (store, error);
  rap_store_rollback (store);
  return FALSE;
}

static gint64
find_by_title (RapDb *db, const char *what, GError **error)
{
  g_autofree char *wanted = rap_theme_key (what);
  g_autoptr (RapStmt) stmt = rap_db_prepare (db, "SELECT id, title FROM seminar", NULL);
  gint64 found = 0;
  gboolean whole = FALSE;
  int n = 0;

  while (*wanted != '\0' && rap_stmt_step (stmt, NULL))
    {
      g_autofree char *title = rap_theme_key (rap_stmt_text (stmt, 1));
      gboolean same = strcmp (title, wanted) == 0;
      if (!same && (whole || strstr (title, wanted) == NULL))
        continue;
      /* a whole title beats a part of others */
      n = same && !whole ? 1 : n + 1;
      whole = whole || same;
      found = rap_stmt_int (stmt, 0);
    }
  if (n == 1)
    return found;
  if (n == 0)
    g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND, _ ("There is no seminar “%s” in the archive “%s”."), what,
                 rap_db_path (db));
  else
    g_set_error (error, RAP_ERROR, RAP_ERROR_AMBIGUOUS,
                 ngettext ("“%s” fits %d seminar; name it by its id.", "“%s” fits %d seminars; name one by its id.", n),
                 what, n);
  return 0;
}

gint64
rap_programme_new_seminar (RapStore *store, const RapSeminarPlan *plan, GError **error)
{
  g_autofree char *title = plan->title != NULL ? g_strstrip (g_strdup (plan->title)) : NULL;
  g_autofree char *label = NULL;
  gint64 id = 0;

  if (title == NULL || *title == '\0')
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("A seminar needs a title; nothing was made."));
      return 0;
    }
  if (plan->date != NULL && !rap_programme_is_date (plan->date))
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("“%s” is not a date like 2011-01-19; nothing was made."),
                   plan->date);
      return 0;
    }
  label = g_strdup_printf (_ ("New seminar “%s”"), title);
  if (!rap_store_begin (store, label, 0, error))
    return 0;
  if (save_seminar (store, plan, title, &id, error))
    return rap_store_commit (store, error) ? id : 0;
  rap_store_rollback (store);
  return 0;
}

gint64
rap_programme_add_syndicate (RapStore *store, gint64 session_id, GError **error)
{
  gint64 id = 0;

  return add_syndicates_step (store, session_id, 1, &id, error) ? id : 0;
}

gboolean
rap_programme_add_syndicates (RapStore *store, gint64 session_id, int n, GError **error)
{
  return add_syndicates_step (store, session_id, n, NULL, error);
}

gint64
rap_programme_add_person (RapStore *store, gint64 seminar_id, const char *name, GError **error)
{
  g_autoptr (RapAttendee) attendee = rap_attendee_new (name);

  attendee->status = "came";
  return rap_people_add (store, seminar_id, attendee, error) ? attendee->person_id : 0;
}

gint64
rap_programme_find_seminar (RapDb *db, const char *what, GError **error)
{
  char kind;
  gint64 id, n;

  if (rap_id_parse (what, -1, &kind, &id, NULL) && kind == RAP_ID_SEMINAR &&
      rap_db_int (db, "SELECT count(*) FROM seminar WHERE id = ?1", "i", id) == 1)
    return id;
  if (!rap_programme_is_date (what))
    return find_by_title (db, what, error);
  n = rap_db_int (db, "SELECT count(*) FROM seminar WHERE date = ?1", "s", what);
  if (n == 1)
    return rap_db_int (db, "SELECT id FROM seminar WHERE date = ?1", "s", what);
  if (n == 0)
    return find_by_title (db, what, error);
  g_set_error (error, RAP_ERROR, RAP_ERROR_AMBIGUOUS,
               ngettext ("“%s” fits %d seminar; name it by its id.", "“%s” fits %d seminars; name one by its id.", n),
               what, (int) n);
  return 0;
}

gint64
rap_programme_find_session (RapDb *db, gint64 seminar_id, int number, GError **error)
{
  gint64 n;

  if (number > 0)
    {
      gint64 id =
          rap_db_int (db, "SELECT id FROM session WHERE seminar_id = ?1 ORDER BY position, id LIMIT 1 OFFSET ?2", "ii",
                      seminar_id, (gint64) number - 1);
      if (id == 0)
        g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND, _ ("The seminar has no session %d; nothing was changed."),
                     number);
      return id;
    }
  n = rap_db_int (db, "SELECT count(*) FROM session WHERE seminar_id = ?1 AND kind = 'discussion'", "i", seminar_id);
  if (n == 1)
    return rap_db_int (db, "SELECT id FROM session WHERE seminar_id = ?1 AND kind = 'discussion'", "i", seminar_id);
  if (n == 0 && rap_db_int (db, "SELECT count(*) FROM session WHERE seminar_id = ?1", "i", seminar_id) == 1)
    return rap_db_int (db, "SELECT id FROM session WHERE seminar_id = ?1", "i", seminar_id);
  g_set_error (error, RAP_ERROR, RAP_ERROR_AMBIGUOUS,
               n == 0
                   ? _ ("The seminar has no discussion; say which session by its number. Nothing was changed.")
                   : _ ("The seminar has several discussions; say which session by its number. Nothing was changed."));
  return 0;
}

gint64
rap_programme_find_syndicate (RapDb *db, gint64 session_id, int number, GError **error)
{
  gint64 id = rap_db_int (db, "SELECT id FROM syndicate WHERE session_id = ?1 AND number = ?2 ORDER BY id", "ii",
                          session_id, (gint64) number);

  if (id == 0)
    g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND, _ ("The session has no syndicate %d; nothing was changed."),
                 number);
  return id;
}

gint64
rap_programme_seminar_of (RapDb *db, gint64 session_id)
{
  return rap_db_int (db, "SELECT seminar_id FROM session WHERE id = ?1", "i", session_id);
}

gint64
rap_programme_ensure_series (RapStore *store, const char *name, GError **error)
{
  g_autofree char *key = rap_theme_key (name);
  gint64 id = rap_db_int (rap_store_db (store), "SELECT id FROM series WHERE key = ?1", "s", key);
  g_autoptr (RapSeries) series = NULL;

  if (id != 0)
    return id;
  series = g_object_new (RAP_TYPE_SERIES, "name", name, "key", key, NULL);
  return rap_store_save (store, series, error) ? rap_record_get_id (RAP_RECORD (series)) : 0;
}

gint64
rap_programme_ensure_theme (RapStore *store, const char *name, gint64 seminar_id, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autofree char *key = rap_theme_key (name);
  gint64 id = rap_db_int (db, "SELECT id FROM theme WHERE key = ?1", "s", key);

  if (id == 0)
    {
      g_autoptr (RapTheme) theme = g_object_new (RAP_TYPE_THEME, "name", name, "key", key, NULL);
      if (!rap_store_save (store, theme, error))
        return 0;
      id = rap_record_get_id (RAP_RECORD (theme));
    }
  if (!rap_db_run (db, error,
                   "INSERT INTO seminar_theme(seminar_id, theme_id, position) SELECT ?1, ?2,"
                   " ifnull((SELECT max(position) FROM seminar_theme WHERE seminar_id = ?1), 0) + 1 WHERE true"
                   " ON CONFLICT DO NOTHING",
                   "ii", seminar_id, id))
    return 0;
  return id;
}

gboolean
rap_programme_is_date (const char *text)
{
  static const char pattern[] = "0000-00-00";
  gsize i = 0;

  while (pattern[i] != '\0' && (pattern[i] == '0' ? g_ascii_isdigit (text[i]) : text[i] == pattern[i]))
    i++;
  return pattern[i] == '\0' && text[i] == '\0' &&
         g_date_valid_dmy ((GDateDay) atoi (text + 8), (GDateMonth) atoi (text + 5), (GDateYear) atoi (text));
}
