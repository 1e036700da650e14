/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to points that are there: moving, marking, counting, deleting, and undoing all of it. */
#include "archive-fixture.h"

#include "rap-capture-merge.h"
#include "rap-capture-points.h"
#include "rap-capture.h"
#include "rap-programme.h"

static void
test_delete (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 session_id = archive_add_seminar (archive, 2), whole, part;
  RapVoice two = archive_syndicate (archive, session_id, 2);
  RapDb *db = rap_store_db (archive->store);

  whole = archive_say (archive->store, session_id, NULL, "Search by proxies #trust");
  archive_say (archive->store, session_id, &two, "= proxies");
  part = archive_say (archive->store, session_id, NULL, "another wording");
  g_assert_true (rap_store_begin (archive->store, "Merge", 0, &error));
  g_assert_true (rap_db_run (db, &error, "UPDATE point SET merged_into = ?1 WHERE id = ?2", "ii", whole, part));
  g_assert_true (rap_store_commit (archive->store, &error));
  before = archive_dump (archive);

  g_assert_true (rap_capture_delete (archive->store, &whole, 1, &error));
  g_assert_cmpint (archive_number (archive, "SELECT id FROM point WHERE merged_into IS NULL"), ==, part);
  g_assert_cmpint (archive_count (archive, "point_echo"), ==, 0);
  g_assert_cmpint (archive_count (archive, "point_theme"), ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT id FROM gone"), ==, whole);
  archive_check (archive);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);

  /* what is not there leaves no trace when it is deleted */
  whole = 12345;
  g_assert_true (rap_capture_delete (archive->store, &whole, 1, &error));
  g_assert_cmpint (archive_count (archive, "gone"), ==, 0);
}

static void
test_star (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 ids[] = { archive_say (archive->store, session_id, NULL, "one *"),
                   archive_say (archive->store, session_id, NULL, "two") };

  g_assert_true (rap_capture_star (archive->store, ids, 2, &error)); /* one was starred: now both are */
  g_assert_cmpint (archive_number (archive, "SELECT sum(starred) FROM point"), ==, 2);
  g_assert_true (rap_capture_star (archive->store, ids, 2, &error));
  g_assert_cmpint (archive_number (archive, "SELECT sum(starred) FROM point"), ==, 0);
}

static void
test_check_and_done (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 ids[] = { archive_say (archive->store, session_id, NULL, "! Send the list"),
                   archive_say (archive->store, session_id, NULL, "two ??") };
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;

  g_assert_true (rap_capture_check (archive->store, ids, 2, &error));
  g_assert_cmpint (archive_number (archive, "SELECT sum(to_check) FROM point"), ==, 2);
  g_assert_true (rap_capture_check (archive->store, ids, 2, &error));
  g_assert_cmpint (archive_number (archive, "SELECT sum(to_check) FROM point"), ==, 0);
  g_assert_true (rap_capture_done (archive->store, ids, 2, &error)); /* of the two only one is an action */
  g_assert_cmpint (archive_number (archive, "SELECT count(done_at) FROM point WHERE kind = 'action'"), ==, 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(done_at) FROM point"), ==, 1);
  g_assert_true (rap_capture_done (archive->store, ids, 2, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(done_at) FROM point"), ==, 0);
  g_assert_false (rap_capture_done (archive->store, ids + 1, 1, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  for (guint i = 0; i < 4; i++)
    g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

static void
test_hands (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2), steps, joined = 0;
  gint64 ids[] = { archive_say (archive->store, session_id, NULL, "one +2"),
                   archive_say (archive->store, session_id, NULL, "two") };
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;

  steps = archive_count (archive, "history");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (rap_capture_count_hands (archive->store, ids, 2, 1, joined, &error));
      joined = rap_store_get_last_step (archive->store);
    }
  g_assert_cmpint (archive_count (archive, "history"), ==, steps + 1);
  g_assert_cmpint (archive_number (archive, "SELECT sum(agreed) FROM point"), ==, 8);
  for (guint i = 0; i < 5; i++)
    g_assert_true (rap_capture_count_hands (archive->store, ids, 2, -1, 0, &error));
  g_assert_cmpint (archive_number (archive, "SELECT min(agreed) FROM point"), ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT max(agreed) FROM point"), ==, 0);
  g_assert_true (rap_capture_count_hands (archive->store, ids, 2, -1, 0, &error)); /* nothing to take is no step */
  g_assert_cmpint (archive_count (archive, "history"), ==, steps + 6);
  for (guint i = 0; i < 6; i++)
    g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

/* Points that are gone are passed by, and the step is about the seminar of those that are there. */
static void
test_gone (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 session_id = archive_add_seminar (archive, 2);
  const RapVoice two = archive_syndicate (archive, session_id, 2);
  const gint64 ids[] = { 12345, archive_say (archive->store, session_id, NULL, "! one") };
  g_autofree char *before = archive_dump (archive), *after = NULL;
  const gint64 seminar_id = rap_programme_seminar_of (rap_store_db (archive->store), session_id);

  g_assert_true (rap_capture_move (archive->store, ids, 2, &two, &error));
  g_assert_true (rap_capture_star (archive->store, ids, 2, &error));
  g_assert_true (rap_capture_check (archive->store, ids, 2, &error));
  g_assert_true (rap_capture_done (archive->store, ids, 2, &error));
  g_assert_true (rap_capture_count_hands (archive->store, ids, 2, 1, 0, &error));
  g_assert_true (rap_capture_delete (archive->store, ids, 2, &error));
  g_assert_no_error (error);
  g_assert_cmpint (archive_count (archive, "point"), ==, 0);
  for (guint i = 0; i < 6; i++)
    g_assert_true (rap_store_undo (archive->store, seminar_id, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

/* Some of the points that are shown, in their order. */
static guint
pick_points (Archive *archive, GRand *rand, gint64 *ids, guint most)
{
  g_autoptr (RapStmt) points = rap_db_prepare (
      rap_store_db (archive->store), "SELECT id FROM point WHERE merged_into IS NULL ORDER BY recorded_at, id", NULL);
  guint n = 0;

  while (n < most && rap_stmt_step (points, NULL))
    if (g_rand_boolean (rand))
      ids[n++] = rap_stmt_int (points, 0);
  return n;
}

/* Whatever is done to points, undone step by step, leaves what was there, and does it all again. */
static void
test_undo_anything (Archive *archive, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20110119);
  gint64 session_id = archive_add_seminar (archive, 3), ids[4], steps;
  RapVoice voices[] = { archive_syndicate (archive, session_id, 1), archive_syndicate (archive, session_id, 2), { 0 } };
  g_autofree char *before = NULL;
  g_autofree char *done = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *typed = g_strdup_printf ("%sPoint %u #theme%u +%u", i % 4 == 0 ? "! " : "", i, i % 3, i % 2);
      archive_say (archive->store, session_id, &voices[i % 3], typed);
    }
  before = archive_dump (archive);
  steps = archive_count (archive, "history");
  for (guint i = 0; i < 60; i++)
    {
      const guint n = pick_points (archive, rand, ids, 1 + g_rand_int_range (rand, 0, 4));
      g_autoptr (RapLine) line = NULL;
      g_autofree char *text = g_strdup_printf ("Changed %u", i);

      if (n == 0)
        continue;
      switch (g_rand_int_range (rand, 0, 9))
        {
        case 0:
          rap_capture_move (archive->store, ids, n, &voices[i % 3], NULL);
          break;
        case 1:
          rap_capture_star (archive->store, ids, n, NULL);
          break;
        case 2:
          rap_capture_count_hands (archive->store, ids, n, i % 2 == 0 ? 1 : -1, 0, NULL);
          break;
        case 3:
          rap_capture_check (archive->store, ids, n, NULL);
          break;
        case 4:
          rap_capture_done (archive->store, ids, n, NULL);
          break;
        case 5:
          rap_capture_delete (archive->store, ids, 1, NULL);
          break;
        case 6:
          line = rap_line_new (RAP_POINT_KIND_EXAMPLE, text);
          rap_capture_edit (archive->store, ids[0], NULL, line, i % 2 == 0, NULL);
          break;
        case 7:
          rap_capture_merge (archive->store, ids, n, ids[0], i % 2 == 0 ? text : NULL, NULL, NULL);
          break;
        default:
          rap_capture_unmerge (archive->store, ids, n, NULL);
        }
    }
  archive_check (archive);
  done = archive_dump (archive);
  steps = archive_count (archive, "history") - steps;
  g_assert_cmpint (steps, >, 30);
  for (gint64 i = 0; i < steps; i++)
    {
      g_autoptr (GError) error = NULL;
      rap_store_undo (archive->store, 0, NULL, &error);
      g_assert_no_error (error);
    }
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  for (gint64 i = 0; i < steps; i++)
    g_assert_true (rap_store_redo (archive->store, 0, NULL, NULL));
  again = archive_dump (archive);
  g_assert_cmpstr (again, ==, done);
  archive_check (archive);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/capture-points/delete", test_delete);
  archive_test_add ("/capture-points/star", test_star);
  archive_test_add ("/capture-points/check-and-done", test_check_and_done);
  archive_test_add ("/capture-points/hands", test_hands);
  archive_test_add ("/capture-points/gone", test_gone);
  archive_test_add ("/capture-points/undo-anything", test_undo_anything);
  return g_test_run ();
}
