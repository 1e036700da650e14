/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-new-from.h"

#include <glib/gi18n-lib.h>

#include "rap-attendance.h"
#include "rap-details.h"
#include "rap-programme.h"
#include "rap-role.h"
#include "rap-seminar.h"
#include "rap-session.h"
#include "rap-syndicate.h"

/* Of the rows that a statement lists, with one parameter */
static GArray *
list_ids (RapDb *db, const char *sql, gint64 parameter)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (db, sql, "i", parameter);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (rap_stmt_step (stmt, NULL))
    {
      const gint64 id = rap_stmt_int (stmt, 0);
      g_array_append_val (ids, id);
    }
  return ids;
}

static gboolean
copy_syndicates (RapStore *store, gint64 from_id, gint64 session_id, GError **error)
{
  g_autoptr (GArray) ids =
      list_ids (rap_store_db (store), "SELECT id FROM syndicate WHERE session_id = ?1 ORDER BY number, id", from_id);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (RapSyndicate) from = rap_store_get (store, RAP_TYPE_SYNDICATE, g_array_index (ids, gint64, i));
      g_autoptr (RapSyndicate) copy =
          g_object_new (RAP_TYPE_SYNDICATE, "session-id", session_id, "number", from->number, "name", from->name, NULL);

      if (!rap_store_save (store, copy, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
copy_programme (RapStore *store, gint64 from_id, gint64 seminar_id, GError **error)
{
  g_autoptr (GArray) ids =
      list_ids (rap_store_db (store), "SELECT id FROM session WHERE seminar_id = ?1 ORDER BY position, id", from_id);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (RapSession) from = rap_store_get (store, RAP_TYPE_SESSION, g_array_index (ids, gint64, i));
      g_autoptr (RapSession) copy =
          g_object_new (RAP_TYPE_SESSION, "seminar-id", seminar_id, "position", from->position, "kind", from->kind,
                        "title", from->title, "starts-at", from->starts_at, "ends-at", from->ends_at, "attribution",
                        from->attribution, "minutes-to-talk", from->minutes_to_talk, "minutes-to-report",
                        from->minutes_to_report, "ask", from->ask, "reporting", from->reporting, NULL);

      if (!rap_store_save (store, copy, error) ||
          !copy_syndicates (store, g_array_index (ids, gint64, i), rap_record_get_id (RAP_RECORD (copy)), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
copy_organisers (RapStore *store, gint64 from_id, gint64 seminar_id, GError **error)
{
  g_autoptr (GArray) ids =
      list_ids (rap_store_db (store),
                "SELECT attendance.id FROM attendance JOIN role ON attendance_id = attendance.id AND kind = 'organiser'"
                " WHERE seminar_id = ?1 GROUP BY person_id ORDER BY min(position), attendance.id",
                from_id);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (RapAttendance) from = rap_store_get (store, RAP_TYPE_ATTENDANCE, g_array_index (ids, gint64, i));
      g_autoptr (RapAttendance) copy =
          g_object_new (RAP_TYPE_ATTENDANCE, "seminar-id", seminar_id, "person-id", from->person_id, "affiliation",
                        from->affiliation, "status", "registered", "consent", "no", NULL);
      g_autoptr (RapRole) role = NULL;

      if (!rap_store_save (store, copy, error))
        return FALSE;
      role = g_object_new (RAP_TYPE_ROLE, "attendance-id", rap_record_get_id (RAP_RECORD (copy)), "kind", "organiser",
                           "position", (double) i + 1, NULL);
      if (!rap_store_save (store, role, error))
        return FALSE;
    }
  return TRUE;
}

static gint64
copy_shape (RapStore *store, RapSeminar *from, const char *title, const char *date, GError **error)
{
  const gint64 from_id = rap_record_get_id (RAP_RECORD (from));
  g_autoptr (RapSeminar) copy =
      g_object_new (RAP_TYPE_SEMINAR, "series-id", from->series_id, "follows-id", from_id, "title", title, "date",
                    from->date, "end-date", from->end_date, "tz", from->tz, "venue", from->venue, "host", from->host,
                    "attribution", from->attribution, "starts-at", from->starts_at, "ends-at", from->ends_at, NULL);
  gint64 id;

  if (!rap_store_save (store, copy, error))
    return 0;
  id = rap_record_get_id (RAP_RECORD (copy));
  rap_store_set_seminar (store, id);
  /* on the old day first, so that the times are carried over to the new one as ever */
  return copy_programme (store, from_id, id, error) && copy_organisers (store, from_id, id, error) &&
                 rap_details_set_date (store, copy, date, error)
             ? id
             : 0;
}

/* The day of a seminar; or no valid one. */
static void
read_day (RapDb *db, const char *sql, gint64 id, GDate *day)
{
  g_autofree char *iso = rap_db_text (db, sql, "i", id);

  g_date_clear (day, 1);
  if (iso != NULL)
    g_date_set_parse (day, iso);
}

/* Months later, the same weekday at the same place in the month. */
static void
add_months (const GDate *from, guint n, GDate *day)
{
  const int place = (g_date_get_day (from) - 1) / 7;
  GDate first;
  int number;

  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, g_date_get_month (from), g_date_get_year (from));
  g_date_add_months (&first, n);
  number = (g_date_get_weekday (from) - g_date_get_weekday (&first) + 7) % 7 + 7 * place;
  if (number >= g_date_get_days_in_month (g_date_get_month (&first), g_date_get_year (&first)))
    number -= 7;
  *day = first;
  g_date_add_days (day, (guint) number);
}

gint64
rap_new_from (RapStore *store, gint64 seminar_id, const char *title, const char *date, GError **error)
{
  g_autoptr (RapSeminar) from = rap_store_get (store, RAP_TYPE_SEMINAR, seminar_id);
  g_autofree char *trimmed = g_strstrip (g_strdup (title));
  g_autofree char *label = g_strdup_printf (_ ("New seminar “%s”"), trimmed);
  gint64 id;

  if (*trimmed == '\0')
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("A seminar needs a title; nothing was made."));
      return 0;
    }
  if (!rap_programme_is_date (date))
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("“%s” is not a date like 2011-01-19; nothing was made."),
                   date);
      return 0;
    }
  if (rap_record_is_gone (RAP_RECORD (from)))
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                           _ ("That seminar was deleted meanwhile; nothing was made."));
      return 0;
    }
  if (!rap_store_begin (store, label, 0, error))
    return 0;
  id = copy_shape (store, from, trimmed, date, error);
  if (id != 0)
    return rap_store_commit (store, error) ? id : 0;
  rap_store_rollback (store);
  return 0;
}

char *
rap_new_from_offer_date (RapDb *db, gint64 seminar_id, const GDate *today)
{
  char iso[] = "0000-00-00";
  GDate date, before, day;
  int days = 365;
  guint months;

  read_day (db, "SELECT date FROM seminar WHERE id = ?1", seminar_id, &date);
  read_day (db,
            "SELECT coalesce((SELECT f.date FROM seminar f WHERE f.id = s.follows_id AND f.date < s.date),"
            " (SELECT max(b.date) FROM seminar b WHERE b.series_id = s.series_id AND b.date < s.date))"
            " FROM seminar s WHERE s.id = ?1",
            seminar_id, &before);
  if (!g_date_valid (&date))
    date = *today;
  if (g_date_valid (&before))
    days = g_date_days_between (&before, &date);
  months = (guint) (days * 12 + 182) / 365;
  day = date;
  for (guint i = 1; i == 1 || (g_date_compare (&day, today) < 0 && g_date_get_year (&day) < 9000); i++)
    if (days > 24)
      add_months (&date, MAX (months, 1) * i, &day);
    else
      {
        day = date;
        g_date_add_days (&day, (guint) MAX ((days + 3) / 7, 1) * 7 * i);
      }
  g_date_strftime (iso, sizeof iso, "%Y-%m-%d", &day);
  return g_strdup (iso);
}
