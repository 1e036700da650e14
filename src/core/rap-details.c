/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-details.h"

#include <glib/gi18n-lib.h>

#include "rap-due.h"
#include "rap-grammar.h"
#include "rap-link.h"
#include "rap-programme.h"
#include "rap-time.h"

/* Takes @message. */
static gboolean
refuse (GError **error, char *message)
{
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, message);
  g_free (message);
  return FALSE;
}

/* The same time by the clock on the wall, on another day or in another zone; 0 stays 0. */
static gint64
carry_over (gint64 ms, gint64 days, GTimeZone *from, GTimeZone *to)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) before = g_date_time_to_timezone (utc, from);
  g_autoptr (GDateTime) moved = g_date_time_add_days (before, (int) days);
  g_autoptr (GDateTime) after = NULL;

  if (ms == 0)
    return 0;
  after = g_date_time_new (to, g_date_time_get_year (moved), g_date_time_get_month (moved),
                           g_date_time_get_day_of_month (moved), g_date_time_get_hour (moved),
                           g_date_time_get_minute (moved), g_date_time_get_second (moved));
  return g_date_time_to_unix (after) * 1000 + ms % 1000;
}

static gboolean
carry_programme_over (RapStore *store, gint64 seminar_id, gint64 days, GTimeZone *from, GTimeZone *to, GError **error)
{
  g_autoptr (RapStmt) sessions = rap_db_prepare (
      rap_store_db (store), "SELECT id, starts_at, ends_at FROM session WHERE seminar_id = ?1", "i", seminar_id);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, 3 * sizeof (gint64));

  while (rap_stmt_step (sessions, NULL))
    {
      const gint64 row[3] = { rap_stmt_int (sessions, 0), rap_stmt_int (sessions, 1), rap_stmt_int (sessions, 2) };
      g_array_append_vals (rows, row, 1);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const gint64 *row = (gint64 *) (gpointer) rows->data + 3 * i;
      if (!rap_db_run (rap_store_db (store), error, "UPDATE session SET starts_at = ?1, ends_at = ?2 WHERE id = ?3",
                       "rri", carry_over (row[1], days, from, to), carry_over (row[2], days, from, to), row[0]))
        return FALSE;
    }
  return TRUE;
}

/* Saves @copy, which has another day or zone than @seminar, with the times that belong to it. */
static gboolean
save_moved (RapStore *store, RapSeminar *seminar, RapSeminar *copy, gint64 days, GError **error)
{
  g_autoptr (GTimeZone) from = rap_time_zone (seminar->tz);
  g_autoptr (GTimeZone) to = rap_time_zone (copy->tz);

  copy->starts_at = carry_over (seminar->starts_at, days, from, to);
  copy->ends_at = carry_over (seminar->ends_at, days, from, to);
  return rap_store_save (store, copy, error) &&
         carry_programme_over (store, rap_record_get_id (RAP_RECORD (seminar)), days, from, to, error);
}

static gboolean
read_date (const char *iso, GDate *date)
{
  g_date_clear (date, 1);
  if (iso != NULL)
    g_date_set_parse (date, iso);
  return g_date_valid (date);
}

static gboolean
set_time (RapStore *store, RapSeminar *seminar, const char *column, const char *text, GError **error)
{
  g_autoptr (RapSeminar) copy = rap_record_copy (seminar);
  g_autoptr (GTimeZone) zone = rap_time_zone (seminar->tz);
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  gint64 ms = 0;

  if (*trimmed != '\0' && !rap_time_parse_on (trimmed, seminar->date, zone, &ms))
    return refuse (error, g_strdup_printf (_ ("“%s” is no time of day, such as 14:30; nothing was changed."), text));
  g_object_set (copy, column, ms, NULL);
  return rap_store_save (store, copy, error);
}

static gboolean
add_link_cb (RapStore *store, gpointer link, GError **error)
{
  return rap_store_save (store, link, error);
}

static gboolean
delete_link_cb (RapStore *store, gpointer id, GError **error)
{
  return rap_db_run (rap_store_db (store), error, "DELETE FROM link WHERE id = ?1", "i", *(gint64 *) id);
}

gboolean
rap_details_set_title (RapStore *store, RapSeminar *seminar, const char *text, GError **error)
{
  g_autoptr (RapSeminar) copy = rap_record_copy (seminar);
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (*trimmed == '\0')
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                           _ ("A seminar needs a title; it keeps the one it has."));
      return FALSE;
    }
  g_object_set (copy, "title", trimmed, NULL);
  return rap_store_save (store, copy, error);
}

gboolean
rap_details_set_series (RapStore *store, RapSeminar *seminar, const char *text, GError **error)
{
  g_autoptr (RapSeminar) copy = rap_record_copy (seminar);
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  RapDb *db = rap_store_db (store);

  copy->series_id = *trimmed != '\0' ? rap_programme_ensure_series (store, trimmed, error) : 0;
  if (*trimmed != '\0' && copy->series_id == 0)
    return FALSE;
  if (copy->series_id == seminar->series_id)
    return rap_db_run (db, error, "UPDATE series SET name = ?1 WHERE id = ?2 AND name <> ?1", "si", trimmed,
                       copy->series_id);
  return rap_store_save (store, copy, error) &&
         rap_db_run (db, error,
                     "DELETE FROM series WHERE id = ?1 AND id NOT IN"
                     " (SELECT series_id FROM seminar WHERE series_id IS NOT NULL)",
                     "i", seminar->series_id);
}

gboolean
rap_details_set_date (RapStore *store, RapSeminar *seminar, const char *text, GError **error)
{
  g_autoptr (RapSeminar) copy = rap_record_copy (seminar);
  char iso[] = "0000-00-00";
  GDate before, date, end;

  read_date (seminar->date, &before);
  g_date_clear (&date, 1);
  if (!rap_due_read (text, &before, rap_grammar_default_month_first (), &date))
    return refuse (error, g_strdup_printf (_ ("“%s” is no day, such as 19 January 2011; nothing was changed."), text));
  g_date_strftime (iso, sizeof iso, "%Y-%m-%d", &date);
  g_object_set (copy, "date", iso, NULL);
  if (read_date (seminar->end_date, &end))
    {
      g_date_set_julian (&end, (guint32) ((gint64) g_date_get_julian (&end) + g_date_days_between (&before, &date)));
      g_date_strftime (iso, sizeof iso, "%Y-%m-%d", &end);
      g_object_set (copy, "end-date", iso, NULL);
    }
  return save_moved (store, seminar, copy, g_date_days_between (&before, &date), error);
}

gboolean
rap_details_set_start (RapStore *store, RapSeminar *seminar, const char *text, GError **error)
{
  return set_time (store, seminar, "starts-at", text, error);
}

gboolean
rap_details_set_end (RapStore *store, RapSeminar *seminar, const char *text, GError **error)
{
  return set_time (store, seminar, "ends-at", text, error);
}

gboolean
rap_details_set_zone (RapStore *store, RapSeminar *seminar, const char *text, GError **error)
{
  g_autoptr (RapSeminar) copy = rap_record_copy (seminar);
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  g_strdelimit (trimmed, " ", '_');
  if (!rap_time_is_zone (trimmed))
    return refuse (error,
                   g_strdup_printf (_ ("“%s” is no time zone, such as Europe/London; nothing was changed."), text));
  g_object_set (copy, "tz", trimmed, NULL);
  return save_moved (store, seminar, copy, 0, error);
}

gint64
rap_details_add_link (RapStore *store, gint64 seminar_id, const char *url, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (url));
  const double position = (double) rap_db_int (
      rap_store_db (store), "SELECT ifnull(max(position), 0) + 1 FROM link WHERE seminar_id = ?1", "i", seminar_id);
  g_autoptr (RapLink) link =
      g_object_new (RAP_TYPE_LINK, "seminar-id", seminar_id, "position", position, "url", trimmed, NULL);

  if (*trimmed == '\0')
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("A link needs an address; none was added."));
      return 0;
    }
  return rap_store_transact (store, _ ("Add a link"), seminar_id, add_link_cb, link, error)
             ? rap_record_get_id (RAP_RECORD (link))
             : 0;
}

gboolean
rap_details_delete_link (RapStore *store, gint64 link_id, GError **error)
{
  gint64 seminar_id = rap_db_int (rap_store_db (store), "SELECT seminar_id FROM link WHERE id = ?1", "i", link_id);

  return rap_store_transact (store, _ ("Delete a link"), seminar_id, delete_link_cb, &link_id, error);
}
