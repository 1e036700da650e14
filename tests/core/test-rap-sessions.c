/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The programme: items are added, timed, put in order and deleted, each as one step that undo takes back whole. */
#include "archive-fixture.h"

#include "rap-programme.h"
#include "rap-sessions.h"
#include "rap-speakers.h"
#include "rap-time.h"

static gint64
add_seminar (Archive *archive)
{
  gint64 session_id = archive_add_seminar (archive, 0);
  g_autoptr (GError) error = NULL;
  gint64 id = rap_programme_seminar_of (rap_store_db (archive->store), session_id);

  /* a zone whose clock is changed, on a day in summer: one hour before UTC */
  rap_db_exec (rap_store_db (archive->store), "UPDATE seminar SET tz = 'Europe/London', date = '2011-07-19'", &error);
  g_assert_no_error (error);
  return id;
}

static gint64
add (Archive *archive, gint64 seminar_id, const char *kind, const char *title, gint64 after_id)
{
  g_autoptr (GError) error = NULL;
  const gint64 steps = archive_count (archive, "history");
  gint64 id = rap_sessions_add (archive->store, seminar_id, kind, title, after_id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps + 1);
  return id;
}

/* `Welcome 10:00-10:30 | Lunch - | …` */
static void
assert_programme (Archive *archive, gint64 seminar_id, const char *expected)
{
  g_autoptr (GArray) ids = rap_sessions_list (rap_store_db (archive->store), seminar_id);
  g_autoptr (GTimeZone) zone = rap_time_zone ("Europe/London");
  g_autoptr (GString) programme = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (RapSession) session = rap_store_get (archive->store, RAP_TYPE_SESSION, g_array_index (ids, gint64, i));
      g_autofree char *start = session->starts_at != 0 ? rap_time_format_clock (session->starts_at, zone) : NULL;
      g_autofree char *end = session->ends_at != 0 ? rap_time_format_clock (session->ends_at, zone) : NULL;
      g_string_append_printf (programme, "%s%s %s-%s", i > 0 ? " | " : "", session->title != NULL ? session->title : "",
                              start != NULL ? start : "", end != NULL ? end : "");
    }
  g_assert_cmpstr (programme->str, ==, expected);
}

typedef gboolean (*Setter) (RapStore *store, RapSession *session, const char *typed, GError **error);

static gboolean
set (Archive *archive, Setter setter, gint64 id, const char *typed, GError **error)
{
  g_autoptr (RapSession) session = rap_store_get (archive->store, RAP_TYPE_SESSION, id);

  g_assert_true (rap_store_begin (archive->store, "Set", session->seminar_id, NULL));
  if (setter (archive->store, session, typed, error))
    return rap_store_commit (archive->store, error);
  rap_store_rollback (archive->store);
  return FALSE;
}

static void
set_start (Archive *archive, gint64 id, const char *typed)
{
  g_autoptr (GError) error = NULL;

  set (archive, rap_sessions_set_start, id, typed, &error);
  g_assert_no_error (error);
}

static void
set_end (Archive *archive, gint64 id, const char *typed)
{
  g_autoptr (GError) error = NULL;

  set (archive, rap_sessions_set_end, id, typed, &error);
  g_assert_no_error (error);
}

static gboolean
set_minutes (RapStore *store, RapSession *session, const char *typed, GError **error)
{
  return rap_sessions_set_minutes (store, session, "minutes_to_talk", typed, error);
}

static void
undo_until (Archive *archive, const char *before)
{
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  while (rap_store_undo (archive->store, 0, NULL, &error))
    {
      g_autofree char *now = archive_dump (archive);
      if (strcmp (now, before) == 0)
        break;
    }
  g_assert_no_error (error);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  archive_check (archive);
}

static void
test_add (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive), first, talk;
  RapDb *db = rap_store_db (archive->store);
  g_autofree char *before = archive_dump (archive);
  g_autoptr (GError) error = NULL;

  /* the one item of a seminar without a programme becomes the first of one */
  g_assert_false (rap_sessions_is_begun (db, seminar_id));
  first = add (archive, seminar_id, "other", "Welcome", 0);
  g_assert_true (rap_sessions_is_begun (db, seminar_id));
  assert_programme (archive, seminar_id, "Welcome -");
  set_start (archive, first, "10");
  assert_programme (archive, seminar_id, "Welcome 10:00-10:15");
  talk = add (archive, seminar_id, "talk", "Trust", 0);
  add (archive, seminar_id, "plenary", "Plenary", 0);
  add (archive, seminar_id, "discussion", "Groups", talk);
  /* no time is left between the talk and the plenary */
  assert_programme (archive, seminar_id,
                    "Welcome 10:00-10:15 | Trust 10:15-10:45 | Groups 10:45- | Plenary 10:45-11:15");
  set_end (archive, talk, "10.30");
  add (archive, seminar_id, "talk", "Another", talk);
  assert_programme (archive, seminar_id,
                    "Welcome 10:00-10:15 | Trust 10:15-10:30 | Another 10:30-10:45 | Groups 10:45- |"
                    " Plenary 10:45-11:15");
  undo_until (archive, before);
  g_assert_false (rap_sessions_is_begun (db, seminar_id));

  g_assert_cmpint (rap_sessions_add (archive->store, 12345, "talk", NULL, 0, &error), ==, 0);
  g_assert_nonnull (error);
}

/* With a time of its own the seminar says when its programme begins; what was said keeps its item. */
static void
test_first (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive);
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (GError) error = NULL;
  gint64 notes = rap_programme_find_session (db, seminar_id, 0, &error);

  g_assert_true (rap_db_exec (db, "UPDATE seminar SET starts_at = 1311066000000", &error));
  g_assert_cmpint (add (archive, seminar_id, "talk", "Trust", 0), ==, notes);
  assert_programme (archive, seminar_id, "Trust 10:00-10:30");
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  archive_say (archive->store, notes, NULL, "Said already");
  g_assert_true (rap_sessions_is_begun (db, seminar_id));
  g_assert_cmpint (add (archive, seminar_id, "talk", "Trust", 0), !=, notes);
  assert_programme (archive, seminar_id, " - | Trust -");
}

static void
test_times (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive), talk, dinner, steps;
  g_autofree char *before = archive_dump (archive);
  g_autofree char *kept = NULL;
  g_autofree char *day = NULL;
  g_autoptr (GError) error = NULL;

  talk = add (archive, seminar_id, "talk", "Trust", 0);
  dinner = add (archive, seminar_id, "other", "Dinner", 0);
  set_start (archive, talk, "2.30 pm");
  g_assert_cmpint (archive_number (archive, "SELECT starts_at FROM session WHERE title = 'Trust'"), ==,
                   G_GINT64_CONSTANT (1311082200000));
  set_end (archive, talk, "1515");
  /* the length stays */
  set_start (archive, talk, " 15:00 ");
  assert_programme (archive, seminar_id, "Trust 15:00-15:45 | Dinner -");
  set_end (archive, dinner, "20:00");
  set_start (archive, dinner, "18:00");
  assert_programme (archive, seminar_id, "Trust 15:00-15:45 | Dinner 18:00-20:00");
  /* a day of its own, on which it stays */
  set_start (archive, dinner, "2011-07-20 18:30");
  set_start (archive, dinner, "19:00");
  day = rap_sessions_get_day (rap_store_db (archive->store), dinner);
  g_assert_cmpstr (day, ==, "2011-07-20");

  kept = archive_dump (archive);
  steps = archive_count (archive, "history");
  g_assert_false (set (archive, rap_sessions_set_end, talk, "14:59", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (set (archive, rap_sessions_set_start, talk, "noonish", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==, "“noonish” is not a time like 14:30; nothing was changed.");
  g_clear_error (&error);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const no_minutes[] = { "0", "1000", "-5", "ten" };
      g_assert_false (set (archive, set_minutes, talk, no_minutes[i], &error));
      g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
      g_clear_error (&error);
    }
  set_start (archive, talk, "15.00"); /* as it is: no step */
  g_assert_cmpint (archive_count (archive, "history"), ==, steps);
  {
    g_autofree char *after = archive_dump (archive);
    g_assert_cmpstr (after, ==, kept);
  }
  g_assert_true (set (archive, set_minutes, talk, " 40 ", &error));
  g_assert_cmpint (archive_number (archive, "SELECT minutes_to_talk FROM session WHERE title = 'Trust'"), ==, 40);
  g_assert_true (set (archive, set_minutes, talk, "", &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(minutes_to_talk) FROM session"), ==, 0);
  set_start (archive, talk, "");
  g_assert_cmpint (archive_number (archive, "SELECT ends_at FROM session WHERE title = 'Trust'"), ==, 0);
  undo_until (archive, before);
}

static void
test_slip (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive), second, four;
  g_autofree char *before = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (rap_sessions_slip (archive->store, seminar_id, 0, 10, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOTHING);
  g_clear_error (&error);
  set_start (archive, add (archive, seminar_id, "talk", "One", 0), "10");
  second = add (archive, seminar_id, "talk", "Two", 0);
  set_start (archive, add (archive, seminar_id, "talk", "Three", 0), "");
  four = add (archive, seminar_id, "talk", "Four", 0);
  before = archive_dump (archive);
  assert_programme (archive, seminar_id, "One 10:00-10:30 | Two 10:30-11:00 | Three - | Four -");
  set_end (archive, four, "12:00");
  g_assert_true (rap_sessions_slip (archive->store, seminar_id, second, 10, &error));
  assert_programme (archive, seminar_id, "One 10:00-10:30 | Two 10:40-11:10 | Three - | Four -12:10");
  g_assert_true (rap_sessions_slip (archive->store, seminar_id, 0, -10, &error));
  assert_programme (archive, seminar_id, "One 09:50-10:20 | Two 10:30-11:00 | Three - | Four -12:00");
  g_assert_true (rap_store_undo (archive->store, seminar_id, &label, &error));
  g_assert_cmpstr (label, ==, "10 minutes earlier");
  undo_until (archive, before);
}

static void
move (Archive *archive, gint64 id, gboolean later)
{
  g_autoptr (GError) error = NULL;

  rap_sessions_move (archive->store, id, later, &error);
  g_assert_no_error (error);
}

static void
test_move (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive), one, two, three, steps;
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  one = add (archive, seminar_id, "talk", "One", 0);
  set_start (archive, one, "10");
  two = add (archive, seminar_id, "discussion", "Two", 0);
  set_start (archive, two, "10:40"); /* ten minutes for coffee */
  three = add (archive, seminar_id, "other", "Three", 0);
  before = archive_dump (archive);
  assert_programme (archive, seminar_id, "One 10:00-10:30 | Two 10:40-11:40 | Three 11:40-11:55");
  move (archive, two, FALSE);
  assert_programme (archive, seminar_id, "Two 10:00-11:00 | One 11:10-11:40 | Three 11:40-11:55");
  move (archive, one, TRUE);
  assert_programme (archive, seminar_id, "Two 10:00-11:00 | Three 11:10-11:25 | One 11:25-11:55");
  /* at the ends there is nothing to do */
  steps = archive_count (archive, "history");
  move (archive, one, TRUE);
  move (archive, two, FALSE);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps);
  /* often enough that halves of halves run out, there and back */
  for (guint i = 0; i < 60; i++)
    {
      move (archive, two, TRUE);
      move (archive, three, TRUE);
      move (archive, one, TRUE);
    }
  assert_programme (archive, seminar_id, "Two 10:00-11:00 | Three 11:10-11:25 | One 11:25-11:55");
  /* positions that are all the same, as another program may have written them */
  g_assert_true (rap_store_begin (archive->store, "Flatten", seminar_id, &error));
  g_assert_true (rap_db_run (rap_store_db (archive->store), &error, "UPDATE session SET position = 0", NULL));
  g_assert_true (rap_store_commit (archive->store, &error));
  assert_programme (archive, seminar_id, "One 11:25-11:55 | Two 10:00-11:00 | Three 11:10-11:25");
  /* one that stood at the wrong place moves to its time, and keeps it */
  move (archive, one, TRUE);
  assert_programme (archive, seminar_id, "Two 10:00-11:00 | One 11:25-11:55 | Three 11:10-11:25");
  undo_until (archive, before);
}

/* One of the two has no time, or no end. */
static void
test_move_untimed (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive), one = add (archive, seminar_id, "talk", "One", 0);
  gint64 two = add (archive, seminar_id, "talk", "Two", 0);

  set_start (archive, one, "10");
  move (archive, two, FALSE);
  assert_programme (archive, seminar_id, "Two - | One 10:00-10:30");
  move (archive, two, TRUE);
  set_start (archive, two, "11");
  set_end (archive, two, "");
  move (archive, two, FALSE);
  assert_programme (archive, seminar_id, "Two 10:00- | One 11:00-11:30");
}

static void
test_kind (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive), talk = add (archive, seminar_id, "talk", "Trust", 0), speaker;
  gint64 groups = add (archive, seminar_id, "discussion", NULL, 0);
  g_autofree char *before = archive_dump (archive);
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_sessions_set_kind (archive->store, talk, "plenary", &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM session WHERE kind = 'plenary'"), ==, 1);
  /* no syndicates for a plenary; another item becomes a discussion by them */
  g_assert_false (rap_programme_add_syndicates (archive->store, talk, 2, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_true (rap_sessions_set_kind (archive->store, talk, "other", &error));
  g_assert_true (rap_programme_add_syndicates (archive->store, talk, 2, &error));
  g_assert_cmpint (rap_programme_add_syndicate (archive->store, talk, &error), >, 0);
  g_assert_cmpint (archive_number (archive, "SELECT sum(number) FROM syndicate"), ==, 6);
  g_assert_false (rap_sessions_set_kind (archive->store, talk, "talk", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM session WHERE kind = 'discussion'"), ==, 2);

  g_assert_true (rap_sessions_set_kind (archive->store, groups, "talk", &error));
  speaker = rap_speakers_add (archive->store, groups, "Hazel Hall", &error);
  g_assert_no_error (error);
  g_assert_false (rap_sessions_set_kind (archive->store, groups, "other", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_true (rap_speakers_remove (archive->store, speaker, &error));
  g_assert_true (rap_sessions_set_kind (archive->store, groups, "other", &error));
  undo_until (archive, before);
}

static void
test_delete (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = add_seminar (archive), groups = add (archive, seminar_id, "discussion", "Groups", 0);
  gint64 other = add (archive, seminar_id, "other", "Other", 0), whole;
  RapDb *db = rap_store_db (archive->store);
  g_autofree char *before = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  RapVoice two = { 0 };

  g_assert_true (rap_programme_add_syndicates (archive->store, groups, 2, &error));
  rap_programme_add_person (archive->store, seminar_id, "Hazel", &error);
  two.syndicate_id = rap_programme_find_syndicate (db, groups, 2, &error);
  g_assert_true (rap_store_begin (archive->store, "Seat", seminar_id, &error));
  g_assert_true (rap_db_run (db, &error,
                             "INSERT INTO role(id, attendance_id, kind, syndicate_id) SELECT 7, id, 'member', ?1"
                             " FROM attendance",
                             "i", two.syndicate_id));
  g_assert_true (rap_store_commit (archive->store, &error));
  whole = archive_say (archive->store, groups, &two, "Search by proxies #trust @Hazel");
  archive_say (archive->store, groups, NULL, "= proxies");
  archive_say (archive->store, other, NULL, "Stays");
  g_assert_true (rap_store_begin (archive->store, "Merge", seminar_id, &error));
  g_assert_true (rap_db_run (db, &error, "UPDATE point SET merged_into = ?1 WHERE text = 'Stays'", "i", whole));
  g_assert_true (rap_store_commit (archive->store, &error));
  before = archive_dump (archive);

  g_assert_true (rap_sessions_delete (archive->store, groups, &error));
  g_assert_no_error (error);
  assert_programme (archive, seminar_id, "Other -");
  g_assert_cmpint (archive_count (archive, "point"), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(merged_into) FROM point"), ==, 0);
  for (guint i = 0; i < 5; i++)
    {
      static const char *const empty[] = { "syndicate", "role", "point_theme", "point_person", "point_echo" };
      g_assert_cmpint (archive_count (archive, empty[i]), ==, 0);
    }
  /* the item, its point, two syndicates and a role */
  g_assert_cmpint (archive_count (archive, "gone"), ==, 5);
  g_assert_cmpint (archive_count (archive, "attendance"), ==, 1);
  archive_check (archive);
  g_assert_true (rap_sessions_delete (archive->store, other, &error));
  assert_programme (archive, seminar_id, "");
  g_assert_false (rap_sessions_is_begun (db, seminar_id));
  g_assert_false (rap_sessions_delete (archive->store, other, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (rap_store_undo (archive->store, seminar_id, &label, &error));
  g_assert_cmpstr (label, ==, "Delete “Other”");
  undo_until (archive, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/sessions/add", test_add);
  archive_test_add ("/sessions/first", test_first);
  archive_test_add ("/sessions/times", test_times);
  archive_test_add ("/sessions/slip", test_slip);
  archive_test_add ("/sessions/move", test_move);
  archive_test_add ("/sessions/move-untimed", test_move_untimed);
  archive_test_add ("/sessions/kind", test_kind);
  archive_test_add ("/sessions/delete", test_delete);
  return g_test_run ();
}
