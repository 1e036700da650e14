/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One point that stands for several, and the originals again. */
#include "archive-fixture.h"

#include "rap-capture-merge.h"
#include "rap-capture-points.h"
#include "rap-point.h"

/* One point stands for several, of whom each keeps its voice; who raised it is counted over all of them. */
static void
test_merge (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 4), merged = 0, again = 0;
  RapDb *db = rap_store_db (archive->store);
  RapVoice one = archive_syndicate (archive, session_id, 1), two = archive_syndicate (archive, session_id, 2),
           three = archive_syndicate (archive, session_id, 3), four = archive_syndicate (archive, session_id, 4);
  gint64 ids[] = { archive_say (archive->store, session_id, &one, "Trust needs time #trust +2"),
                   archive_say (archive->store, session_id, &two, "Time makes trust #time *"),
                   archive_say (archive->store, session_id, NULL, "Give it time ??") };
  gint64 later[2];
  g_autofree char *before = NULL;
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;
  g_autoptr (RapPoint) point = NULL;

  archive_say (archive->store, session_id, &three, "= Give it time");
  before = archive_dump (archive);
  g_assert_true (rap_capture_merge (archive->store, ids, 3, ids[1], NULL, &merged, &error));
  point = rap_store_get (archive->store, RAP_TYPE_POINT, merged);
  g_assert_cmpstr (point->text, ==, "Time makes trust");
  g_assert_cmpstr (point->voice, ==, "merged");
  g_assert_cmpstr (point->themes, ==, "trust\ntime");
  g_assert_true (point->starred && point->to_check);
  g_assert_cmpint (point->agreed, ==, 2);
  g_assert_cmpint (point->originals, ==, 3);
  g_assert_cmpint (point->raised_by, ==, 3);
  g_assert_cmpint (point->syndicates, ==, 4);
  g_assert_cmpint (rap_db_int (db, "SELECT raised_by FROM export_points WHERE id = ?1", "i", merged), ==, 3);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM export_points WHERE merged_into IS NOT NULL"), ==, 3);
  /* counts count originals: the theme of one is that of what stands for it */
  g_assert_cmpint (archive_number (archive, "SELECT points FROM export_themes WHERE theme = 'trust'"), ==, 3);
  g_assert_cmpint (archive_number (archive, "SELECT raised_by FROM export_themes WHERE theme = 'time'"), ==, 3);
  g_assert_false (rap_capture_move (archive->store, &merged, 1, &one, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  archive_check (archive);

  /* merged once more: the originals of both are on one level */
  between = archive_dump (archive);
  archive_say (archive->store, session_id, &four, "= Time makes trust");
  later[0] = merged;
  later[1] = archive_say (archive->store, session_id, &one, "And patience");
  g_assert_true (
      rap_capture_merge (archive->store, later, 2, merged, "? Is it time and patience #new", &again, &error));
  g_assert_cmpint (rap_db_int (db, "SELECT count(*) FROM point WHERE merged_into = ?1", "i", again), ==, 4);
  g_assert_cmpint (rap_db_int (db, "SELECT raised_by FROM export_points WHERE id = ?1", "i", again), ==, 4);
  g_assert_cmpint (rap_db_int (db, "SELECT count(*) FROM point WHERE id = ?1", "i", merged), ==, 0);
  g_assert_cmpint (rap_db_int (db,
                               "SELECT count(*) FROM point WHERE id = ?1 AND kind = 'question'"
                               " AND text = 'Is it time and patience'",
                               "i", again),
                   ==, 1);
  /* unmerged, who said it too has said the first of them too */
  g_assert_true (rap_capture_unmerge (archive->store, &again, 1, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE merged_into IS NOT NULL"), ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE voice = 'merged'"), ==, 0);
  g_assert_cmpint (rap_db_int (db, "SELECT count(*) FROM point_echo WHERE point_id = ?1 AND syndicate_id = ?2", "ii",
                               ids[0], four.syndicate_id),
                   ==, 1);
  archive_check (archive);
  for (guint i = 0; i < 4; i++)
    g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, between);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  g_clear_pointer (&after, g_free);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);

  /* what cannot be merged is left as it was */
  later[1] = 12345;
  g_assert_false (rap_capture_merge (archive->store, ids, 1, ids[0], NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (rap_capture_merge (archive->store, ids, 2, ids[0], "  ", NULL, &error));
  g_clear_error (&error);
  later[0] = ids[0];
  g_assert_false (rap_capture_merge (archive->store, later, 2, ids[0], NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (rap_capture_unmerge (archive->store, ids, 2, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_pointer (&after, g_free);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

/* An original that goes elsewhere by an undo: who raised the merged point is told anew to whoever shows it. */
static void
test_original_moves (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 4), merged = 0, moved;
  RapVoice one = archive_syndicate (archive, session_id, 1), two = archive_syndicate (archive, session_id, 2);
  gint64 ids[] = { archive_say (archive->store, session_id, &one, "Trust needs time"),
                   archive_say (archive->store, session_id, &one, "Time makes trust") };
  g_autoptr (RapPoint) point = NULL;

  g_assert_true (rap_capture_move (archive->store, ids, 1, &two, &error));
  moved = rap_store_get_last_step (archive->store);
  g_assert_true (rap_capture_merge (archive->store, ids, 2, ids[0], NULL, &merged, &error));
  point = rap_store_get (archive->store, RAP_TYPE_POINT, merged);
  g_assert_cmpint (point->raised_by, ==, 2);
  g_assert_true (rap_store_undo_step (archive->store, moved, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (point->raised_by, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/capture-merge/merge", test_merge);
  archive_test_add ("/capture-merge/an-original-moves-by-an-undo", test_original_moves);
  return g_test_run ();
}
