/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed into a seminar's details: taken as meant or refused, the programme following; all of it can be undone.
 */
#include "archive-fixture.h"

#include "rap-details.h"
#include "rap-seminar.h"

typedef gboolean (*Set) (RapStore *store, RapSeminar *seminar, const char *text, GError **error);

static gboolean
set (Archive *archive, Set setter, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapSeminar) seminar =
      rap_store_get (archive->store, RAP_TYPE_SEMINAR, archive_number (archive, "SELECT id FROM seminar"));

  g_assert_true (rap_store_begin (archive->store, text, rap_record_get_id (RAP_RECORD (seminar)), &error));
  if (setter (archive->store, seminar, text, &error))
    {
      g_assert_true (rap_store_commit (archive->store, &error));
      return TRUE;
    }
  rap_store_rollback (archive->store);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_test_message ("%s", error->message);
  return FALSE;
}

static void
assert_number (Archive *archive, const char *sql, gint64 number)
{
  g_assert_cmpint (archive_number (archive, sql), ==, number);
}

static void
test_details (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  int steps = 0;

  g_assert_true (rap_db_run (rap_store_db (archive->store), &error,
                             "UPDATE seminar SET tz = 'Europe/London', end_date = '2011-01-20'", NULL));
  g_assert_true (rap_db_run (rap_store_db (archive->store), &error,
                             "UPDATE session SET starts_at = 1295447400000, ends_at = NULL WHERE id = ?1", "i",
                             session_id)); /* 14:30 */
  before = archive_dump (archive);

  g_assert_false (set (archive, rap_details_set_title, "  "));
  g_assert_true (set (archive, rap_details_set_title, " R&D <b> "));
  assert_number (archive, "SELECT title = 'R&D <b>' FROM seminar", 1);
  g_assert_true (set (archive, rap_details_set_series, "Winter talks"));
  g_assert_true (set (archive, rap_details_set_series, " winter TALKS"));
  assert_number (archive, "SELECT count(*) = 1 AND name = 'winter TALKS' FROM series", 1);
  g_assert_true (set (archive, rap_details_set_series, "Summer talks"));
  assert_number (archive, "SELECT count(*) = 1 AND name = 'Summer talks' FROM series", 1);

  g_assert_true (set (archive, rap_details_set_start, "2pm"));
  assert_number (archive, "SELECT starts_at FROM seminar", G_GINT64_CONSTANT (1295445600000));
  g_assert_false (set (archive, rap_details_set_end, "half past"));

  /* into the summer, whose clocks are an hour ahead: the wall still says 14:30 */
  g_assert_true (set (archive, rap_details_set_date, "19 July 2011"));
  assert_number (archive, "SELECT date = '2011-07-19' AND end_date = '2011-07-20' FROM seminar", 1);
  assert_number (archive, "SELECT starts_at FROM session",
                 G_GINT64_CONSTANT (1295447400000) + 181 * 86400000LL - 3600000);
  assert_number (archive, "SELECT ends_at IS NULL FROM session", 1);
  g_assert_false (set (archive, rap_details_set_date, "one day"));
  g_assert_false (set (archive, rap_details_set_date, ""));

  g_assert_true (set (archive, rap_details_set_zone, "America/New York"));
  assert_number (archive, "SELECT starts_at FROM session",
                 G_GINT64_CONSTANT (1295447400000) + 181 * 86400000LL + 4 * 3600000LL);
  g_assert_false (set (archive, rap_details_set_zone, "Nowhere"));
  g_assert_true (set (archive, rap_details_set_start, ""));
  assert_number (archive, "SELECT starts_at IS NULL FROM seminar", 1);
  g_assert_true (set (archive, rap_details_set_series, ""));
  assert_number (archive, "SELECT count(*) FROM series", 0);

  while (steps < 9 && rap_store_undo (archive->store, archive_number (archive, "SELECT id FROM seminar"), NULL, NULL))
    steps++;
  g_assert_cmpint (steps, ==, 9);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  archive_check (archive);
}

/* A series lives as long as a seminar is of it, and one seminar does not rename it by joining it. */
static void
test_series (Archive *archive, gconstpointer data)
{
  archive_add_seminar (archive, 0);
  g_assert_true (set (archive, rap_details_set_series, "Winter talks"));
  g_assert_true (rap_db_run (rap_store_db (archive->store), NULL,
                             "INSERT INTO seminar(title, date, tz, attribution, series_id)"
                             " SELECT 'Another', '2012-01-19', tz, attribution, series_id FROM seminar",
                             NULL));
  g_assert_true (set (archive, rap_details_set_series, ""));
  assert_number (archive, "SELECT count(*) FROM series", 1);
  g_assert_true (set (archive, rap_details_set_series, "WINTER talks"));
  assert_number (archive, "SELECT name = 'Winter talks' FROM series", 1);
}

static void
test_links (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 seminar_id, first;

  archive_add_seminar (archive, 0);
  seminar_id = archive_number (archive, "SELECT id FROM seminar");
  g_assert_cmpint (rap_details_add_link (archive->store, seminar_id, "  ", &error), ==, 0);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  first = rap_details_add_link (archive->store, seminar_id, " https://example.org/a?b&c ", &error);
  g_assert_cmpint (rap_details_add_link (archive->store, seminar_id, "https://example.org/2", &error), !=, 0);
  g_assert_no_error (error);
  assert_number (archive, "SELECT url = 'https://example.org/a?b&c' FROM link ORDER BY position LIMIT 1", 1);
  g_assert_true (rap_details_delete_link (archive->store, first, &error));
  assert_number (archive, "SELECT count(*) FROM link", 1);
  g_assert_true (rap_store_undo (archive->store, seminar_id, NULL, &error));
  assert_number (archive, "SELECT count(*) FROM link", 2);
  archive_check (archive);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/details/every-field", test_details);
  archive_test_add ("/details/series", test_series);
  archive_test_add ("/details/links", test_links);
  return g_test_run ();
}
