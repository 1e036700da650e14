/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new seminar in the shape of another one: nothing but the shape is copied, and one undo takes it back. */
#include "archive-fixture.h"

#include "rap-details.h"
#include "rap-new-from.h"
#include "rap-sample.h"

/* The sample's seminar of 2011, with everything that must be left behind. */
static gint64
prepare (Archive *archive)
{
  g_autoptr (GError) error = NULL;
  RapDb *db = rap_store_db (archive->store);
  gint64 id = rap_sample_add (archive->store, &error);

  g_assert_no_error (error);
  g_assert_true (rap_db_run (db, &error,
                             "UPDATE session SET minutes_to_talk = 40, minutes_to_report = 20, ask = 'three points',"
                             " reporting = 'in_turn', attribution = 'syndicate' WHERE seminar_id = ?1 AND kind ="
                             " 'discussion'",
                             "i", id));
  g_assert_true (
      rap_db_run (db, &error, "UPDATE syndicate SET name = 'Red', head_count = 7, closed = number = 2", NULL));
  g_assert_cmpint (rap_details_add_link (archive->store, id, "https://example.org", &error), !=, 0);
  return id;
}

static void
assert_is (Archive *archive, gint64 id, gint64 number, const char *sql)
{
  g_test_message ("%s", sql);
  g_assert_cmpint (rap_db_int (rap_store_db (archive->store), sql, "i", id), ==, number);
}

static void
test_shape (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 from = prepare (archive);
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;
  const gint64 steps = archive_count (archive, "history");
  /* a summer's day, whose clocks are an hour ahead */
  gint64 id = rap_new_from (archive->store, from, " The year after ", "2012-07-18", &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, !=, 0);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps + 1);
  assert_is (archive, id, 1,
             "SELECT count(*) FROM seminar n JOIN seminar o ON o.id = n.follows_id WHERE n.id = ?1 AND n.title = 'The"
             " year after' AND n.date = '2012-07-18' AND n.series_id IS o.series_id AND n.venue IS o.venue AND n.host"
             " IS o.host AND n.tz = o.tz AND n.attribution = o.attribution AND n.topic IS NULL AND n.summary IS NULL");
  assert_is (
      archive, id,
      rap_db_int (rap_store_db (archive->store), "SELECT count(*) FROM session WHERE seminar_id = ?1", "i", from),
      "SELECT count(*) FROM session n JOIN session o ON o.position = n.position AND o.seminar_id = (SELECT"
      " follows_id FROM seminar WHERE id = ?1) WHERE n.seminar_id = ?1 AND o.kind = n.kind AND o.title IS"
      " n.title AND o.minutes_to_talk IS n.minutes_to_talk AND o.minutes_to_report IS n.minutes_to_report AND"
      " o.ask IS n.ask AND o.reporting IS n.reporting AND o.attribution IS n.attribution AND"
      /* 546 days later by the calendar, an hour earlier by the sun */
      " n.starts_at IS o.starts_at + 546 * 86400000 - 3600000");
  assert_is (archive, id,
             rap_db_int (rap_store_db (archive->store),
                         "SELECT count(*) FROM syndicate JOIN session ON session.id = session_id WHERE"
                         " seminar_id = ?1",
                         "i", from),
             "SELECT count(*) FROM syndicate JOIN session ON session.id = session_id WHERE seminar_id = ?1 AND name ="
             " 'Red' AND brief IS NULL AND head_count IS NULL AND closed = 0");
  assert_is (archive, id, 0, "SELECT count(*) FROM link WHERE seminar_id = ?1");
  assert_is (archive, id, 0, "SELECT count(*) FROM seminar_theme WHERE seminar_id = ?1");
  assert_is (archive, id, 0,
             "SELECT count(*) FROM point JOIN session ON session.id = session_id WHERE seminar_id = ?1");
  assert_is (archive, id, 0,
             "SELECT count(*) FROM attendance WHERE seminar_id = ?1 AND (status <> 'registered' OR consent <> 'no')");
  g_assert_cmpint (rap_db_int (rap_store_db (archive->store),
                               "SELECT count(DISTINCT person_id) FROM attendance JOIN role ON attendance_id ="
                               " attendance.id WHERE seminar_id = ?1 AND kind = 'organiser'",
                               "i", from),
                   >, 0);
  assert_is (archive, id,
             rap_db_int (rap_store_db (archive->store),
                         "SELECT count(DISTINCT person_id) FROM attendance JOIN role ON attendance_id ="
                         " attendance.id WHERE seminar_id = ?1 AND kind = 'organiser'",
                         "i", from),
             "SELECT count(*) FROM attendance JOIN role ON attendance_id = attendance.id WHERE seminar_id = ?1 AND kind"
             " = 'organiser'");
  assert_is (archive, id, 0,
             "SELECT count(*) FROM attendance JOIN role ON attendance_id = attendance.id WHERE seminar_id = ?1 AND kind"
             " <> 'organiser'");
  archive_check (archive);

  g_assert_true (rap_store_undo (archive->store, id, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  archive_check (archive);
}

static void
test_refused (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 from = prepare (archive);
  const gint64 steps = archive_count (archive, "history");

  g_assert_cmpint (rap_new_from (archive->store, from, " ", "2012-01-18", &error), ==, 0);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_cmpint (rap_new_from (archive->store, from, "A", "2012-02-30", &error), ==, 0);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_cmpint (rap_new_from (archive->store, 5, "A", "2012-01-18", &error), ==, 0);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps);
}

static void
test_date (Archive *archive, gconstpointer data)
{
  static const struct
  {
    const char *before;
    const char *date;
    const char *today;
    const char *offered;
  } cases[] = {
    { NULL, "2011-01-19", "2011-01-20", "2012-01-18" },         /* the third Wednesday */
    { "2010-01-20", "2011-01-19", "2011-01-20", "2012-01-18" }, /* a yearly one */
    { "2010-01-20", "2011-01-19", "2026-11-23", "2027-01-20" }, /* until it is not past */
    { "2010-12-15", "2011-01-19", "2011-01-20", "2011-02-16" }, /* a monthly one, though five weeks */
    { "2010-12-31", "2011-01-31", "2011-01-31", "2011-02-28" }, /* the fifth Monday: the fourth */
    { "2011-01-12", "2011-01-19", "2011-01-20", "2011-01-26" }, /* weekly */
    { "2011-01-05", "2011-01-19", "2011-02-03", "2011-02-16" }, /* every other week */
    { "2010-07-21", "2011-01-19", "2011-01-20", "2011-07-20" }, /* half-yearly */
  };

  archive_add_seminar (archive, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapDb *db = rap_store_db (archive->store);
      g_autofree char *offered = NULL;
      GDate today;

      g_assert_true (rap_db_exec (db,
                                  "DELETE FROM seminar WHERE id < 1000; DELETE FROM series;"
                                  "INSERT INTO series VALUES(1, 'S', 's')",
                                  NULL));
      if (cases[i].before != NULL)
        g_assert_true (rap_db_run (db, NULL,
                                   "INSERT INTO seminar(id, series_id, title, date, tz) VALUES(1, 1, 'A', ?1, 'UTC')",
                                   "s", cases[i].before));
      g_assert_true (rap_db_run (db, NULL,
                                 "INSERT INTO seminar(id, series_id, title, date, tz) VALUES(2, 1, 'B', ?1, 'UTC')",
                                 "s", cases[i].date));
      g_date_clear (&today, 1);
      g_date_set_parse (&today, cases[i].today);
      offered = rap_new_from_offer_date (db, 2, &today);
      g_assert_cmpstr (offered, ==, cases[i].offered);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/new-from/shape", test_shape);
  archive_test_add ("/new-from/refused", test_refused);
  archive_test_add ("/new-from/date", test_date);
  return g_test_run ();
}
