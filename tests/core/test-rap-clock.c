/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every rule of a discussion's clock at a time of the test's own, and that the archive keeps it out of the history. */
#include "archive-fixture.h"

#include "rap-clock.h"
#include "rap-programme.h"
#include "rap-session.h"

#define NOW ((gint64) 1295452800000) /* 19 January 2011, 16:00 */
#define SECOND ((gint64) 1000)
#define MINUTE (60 * SECOND)

static void
expect (const RapClock *clock, gint64 now, const char *figures, gboolean over, RapClockMood mood)
{
  const gint64 seconds = rap_clock_get_seconds (clock, now);
  g_autofree char *text = rap_clock_format (seconds);

  g_assert_cmpstr (text, ==, figures);
  g_assert_true ((seconds < 0) == over);
  g_assert_cmpint (rap_clock_get_mood (clock, now), ==, mood);
}

static void
test_runs_down (void)
{
  RapClock clock;

  rap_clock_start (&clock, RAP_CLOCK_TALK, 20, NOW);
  expect (&clock, NOW, "20:00", FALSE, RAP_CLOCK_CALM);
  expect (&clock, NOW + 1, "20:00", FALSE, RAP_CLOCK_CALM);
  expect (&clock, NOW + SECOND, "19:59", FALSE, RAP_CLOCK_CALM);
  expect (&clock, NOW + 18 * MINUTE - 1, "2:01", FALSE, RAP_CLOCK_CALM);
  expect (&clock, NOW + 18 * MINUTE, "2:00", FALSE, RAP_CLOCK_WARNING);
  expect (&clock, NOW + 20 * MINUTE - 1, "0:01", FALSE, RAP_CLOCK_WARNING);
  expect (&clock, NOW + 20 * MINUTE, "0:00", FALSE, RAP_CLOCK_OVER);
  expect (&clock, NOW + 20 * MINUTE + 999, "0:00", FALSE, RAP_CLOCK_OVER);
  expect (&clock, NOW + 20 * MINUTE + SECOND, "0:01", TRUE, RAP_CLOCK_OVER);
  expect (&clock, NOW + 21 * MINUTE + 20 * SECOND, "1:20", TRUE, RAP_CLOCK_OVER);
  /* the computer's clock was set: a day either way at most */
  expect (&clock, NOW + 1000 * RAP_CLOCK_MOST_MINUTES * MINUTE, "24:00:00", TRUE, RAP_CLOCK_OVER);
  expect (&clock, NOW - 1000 * RAP_CLOCK_MOST_MINUTES * MINUTE, "24:00:00", FALSE, RAP_CLOCK_CALM);
}

/* A widget that looks again when it is told to misses no second and never looks twice in one. */
static void
test_ticks (void)
{
  RapClock clock;
  gint64 now = NOW + 137, shown;

  rap_clock_start (&clock, RAP_CLOCK_TALK, 1, NOW);
  shown = rap_clock_get_seconds (&clock, now);
  for (int i = 0; i < 120; i++)
    {
      const gint64 next = rap_clock_get_next (&clock, now);
      g_assert_cmpint (next, >, 0);
      g_assert_cmpint (next, <=, SECOND);
      g_assert_cmpint (rap_clock_get_seconds (&clock, now + next - 1), ==, shown);
      now += next;
      g_assert_cmpint (rap_clock_get_seconds (&clock, now), ==, --shown);
    }
  rap_clock_hold (&clock, now);
  g_assert_cmpint (rap_clock_get_next (&clock, now), ==, -1);
}

static void
test_hold (void)
{
  RapClock clock;

  rap_clock_start (&clock, RAP_CLOCK_REPORT, 10, NOW);
  rap_clock_hold (&clock, NOW + 4 * MINUTE);
  rap_clock_hold (&clock, NOW + 5 * MINUTE);
  g_assert_false (clock.running);
  expect (&clock, NOW + 50 * MINUTE, "6:00", FALSE, RAP_CLOCK_CALM);
  rap_clock_go_on (&clock, NOW + 50 * MINUTE);
  rap_clock_go_on (&clock, NOW + 51 * MINUTE);
  expect (&clock, NOW + 52 * MINUTE, "4:00", FALSE, RAP_CLOCK_CALM);
  g_assert_cmpint (clock.phase, ==, RAP_CLOCK_REPORT);
}

static void
test_give (void)
{
  RapClock clock;

  rap_clock_reset (&clock, RAP_CLOCK_TALK, 20);
  expect (&clock, NOW, "20:00", FALSE, RAP_CLOCK_CALM);
  rap_clock_give (&clock, 5, NOW);
  g_assert_true (clock.touched && !clock.running);
  expect (&clock, NOW + MINUTE, "25:00", FALSE, RAP_CLOCK_CALM);
  rap_clock_go_on (&clock, NOW + MINUTE);
  rap_clock_give (&clock, -5, NOW + 2 * MINUTE);
  expect (&clock, NOW + 2 * MINUTE, "19:00", FALSE, RAP_CLOCK_CALM);
  /* no less than nothing can be taken, and nothing where there is nothing */
  rap_clock_give (&clock, -30, NOW + 2 * MINUTE);
  expect (&clock, NOW + 2 * MINUTE, "0:00", FALSE, RAP_CLOCK_OVER);
  rap_clock_give (&clock, -5, NOW + 4 * MINUTE);
  expect (&clock, NOW + 4 * MINUTE, "2:00", TRUE, RAP_CLOCK_OVER);
  /* over time, minutes count from now */
  rap_clock_give (&clock, 5, NOW + 4 * MINUTE);
  expect (&clock, NOW + 4 * MINUTE, "5:00", FALSE, RAP_CLOCK_CALM);
  for (int i = 0; i < 1000; i++)
    rap_clock_give (&clock, G_MAXINT64, NOW + 4 * MINUTE);
  expect (&clock, NOW + 4 * MINUTE, "24:00:00", FALSE, RAP_CLOCK_CALM);
}

static void
test_format (void)
{
  static const struct
  {
    gint64 seconds;
    const char *text;
  } cases[] = { { 0, "0:00" },       { 9, "0:09" },       { 760, "12:40" },     { -80, "1:20" },      { 3599, "59:59" },
                { 3600, "1:00:00" }, { 7505, "2:05:05" }, { -3601, "1:00:01" }, { 86400, "24:00:00" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = rap_clock_format (cases[i].seconds);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
load (Archive *archive, gint64 session_id, RapClock *clock)
{
  g_autoptr (GError) error = NULL;

  rap_clock_load (clock, rap_store_db (archive->store), session_id, &error);
  g_assert_no_error (error);
}

static void
save (Archive *archive, gint64 session_id, const RapClock *clock)
{
  g_autoptr (GError) error = NULL;

  rap_clock_save (clock, rap_store_db (archive->store), session_id, &error);
  g_assert_no_error (error);
}

static void
test_planned (Archive *archive, gconstpointer data)
{
  const gint64 session_id = archive_add_seminar (archive, 3);
  g_autoptr (RapSession) session = rap_store_get (archive->store, RAP_TYPE_SESSION, session_id);
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (GError) error = NULL;
  RapClock clock;

  load (archive, session_id, &clock);
  g_assert_false (clock.touched);
  g_assert_cmpint (rap_clock_get_left (&clock, NOW), ==, RAP_CLOCK_TALK_MINUTES * MINUTE);
  g_assert_cmpint (rap_clock_planned (db, session_id, RAP_CLOCK_TALK), ==, RAP_CLOCK_TALK_MINUTES);
  g_assert_cmpint (rap_clock_planned (db, session_id, RAP_CLOCK_REPORT), ==, RAP_CLOCK_REPORT_MINUTES);
  rap_store_set (archive->store, session, "Minutes", session->seminar_id, &error, "minutes_to_talk", (gint64) 35,
                 "minutes_to_report", (gint64) 12, NULL);
  g_assert_no_error (error);
  load (archive, session_id, &clock);
  g_assert_cmpint (rap_clock_get_left (&clock, NOW), ==, 35 * MINUTE);
  g_assert_cmpint (rap_clock_planned (db, session_id, RAP_CLOCK_TALK), ==, 35);
  g_assert_cmpint (rap_clock_planned (db, session_id, RAP_CLOCK_REPORT), ==, 12);
}

static void
test_archive (Archive *archive, gconstpointer data)
{
  const gint64 session_id = archive_add_seminar (archive, 3);
  const gint64 steps = archive_count (archive, "history");
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;
  RapClock clock, again;

  rap_clock_start (&clock, RAP_CLOCK_TALK, 20, NOW);
  save (archive, session_id, &clock);
  archive_reopen (archive);
  load (archive, session_id, &again);
  expect (&again, NOW + 3 * MINUTE, "17:00", FALSE, RAP_CLOCK_CALM);
  g_assert_true (again.running && again.touched);

  rap_clock_start (&again, RAP_CLOCK_REPORT, 10, NOW);
  rap_clock_hold (&again, NOW + 12 * MINUTE);
  save (archive, session_id, &again);
  archive_reopen (archive);
  load (archive, session_id, &clock);
  expect (&clock, NOW + 99 * MINUTE, "2:00", TRUE, RAP_CLOCK_OVER);
  g_assert_cmpint (clock.phase, ==, RAP_CLOCK_REPORT);
  g_assert_false (clock.running);

  rap_clock_reset (&clock, RAP_CLOCK_TALK, 20);
  save (archive, session_id, &clock);
  g_assert_cmpint (archive_count (archive, "clock"), ==, 0);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps);
  after = archive_dump (archive);
  g_assert_cmpstr (before, ==, after);
  archive_check (archive);
}

static void
test_busy (Archive *archive, gconstpointer data)
{
  const gint64 session_id = archive_add_seminar (archive, 3);
  sqlite3 *other = archive_hold (archive);
  g_autoptr (GError) error = NULL;
  RapClock clock;

  rap_clock_start (&clock, RAP_CLOCK_TALK, 20, NOW);
  g_assert_false (rap_clock_save (&clock, rap_store_db (archive->store), session_id, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (rap_clock_load (&clock, rap_store_db (archive->store), session_id, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  g_clear_error (&error);
  sqlite3_close (other);
  save (archive, session_id, &clock);
  load (archive, session_id, &clock);
  g_assert_true (clock.running);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rap-clock/runs-down", test_runs_down);
  g_test_add_func ("/rap-clock/ticks", test_ticks);
  g_test_add_func ("/rap-clock/hold", test_hold);
  g_test_add_func ("/rap-clock/give", test_give);
  g_test_add_func ("/rap-clock/format", test_format);
  archive_test_add ("/rap-clock/planned", test_planned);
  archive_test_add ("/rap-clock/archive", test_archive);
  archive_test_add ("/rap-clock/busy", test_busy);
  return g_test_run ();
}
