/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of the history after another: what is saved is there, undo of everything is the start, redo brings it back.
 */
#include "archive-fixture.h"

#include <gio/gio.h>

#include "rap-capture.h"
#include "rap-programme.h"
#include "rap-query.h"
#include "rap-sample.h"
#include "rap-session.h"

static void
add_line (RapStore *store, gint64 session_id, const RapVoice *voice, const char *typed)
{
  g_autoptr (RapLineContext) context = rap_capture_context (rap_store_db (store), session_id, TRUE);
  g_autoptr (RapLine) line = rap_line_parse (typed, context);
  g_autoptr (GError) error = NULL;

  rap_capture_add (store, session_id, voice, line, 0, NULL, &error);
  g_assert_no_error (error);
}

/* Every random thing that capture does, many times over. */
static void
do_something (RapStore *store, gint64 session_id)
{
  static const char *const lines[] = { "People trust #trust *",
                                       "Who owns it?",
                                       "! Send the link by 28 Feb #policy",
                                       "\"perpetual beta\" #\"culture change\"",
                                       "= people",
                                       "中文 #中文 +3 ??" };
  RapDb *db = rap_store_db (store);
  g_autoptr (GPtrArray) voices = rap_voices_list (db, session_id);
  const RapVoiceEntry *entry = voices->pdata[g_test_rand_int_range (0, (int) voices->len)];
  gint64 id = rap_db_int (db, "SELECT id FROM point ORDER BY random() LIMIT 1", NULL);
  g_autoptr (GError) error = NULL;

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      if (id != 0)
        rap_capture_delete (store, &id, 1, &error);
      break;
    case 1:
      if (id != 0)
        rap_capture_star (store, &id, 1, &error);
      break;
    case 2:
      if (id != 0)
        rap_capture_move (store, &id, 1, &entry->voice, &error);
      break;
    default:
      add_line (store, session_id, &entry->voice, lines[g_test_rand_int_range (0, G_N_ELEMENTS (lines))]);
    }
  g_assert_no_error (error);
}

static void
test_undo_all_redo_all (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *start = archive_dump (archive);
  g_autofree char *end = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  RapSeminarPlan plan = { .title = "R&D <b>", .date = "2011-01-19", .syndicates = 4, .series = "Tuesday" };
  gint64 seminar_id = rap_programme_new_seminar (archive->store, &plan, &error);
  gint64 session_id = rap_programme_find_session (rap_store_db (archive->store), seminar_id, 0, &error);
  int undos = 0, redos = 0;

  g_assert_no_error (error);
  g_assert_cmpint (session_id, !=, 0);
  for (int i = 0; i < 200; i++)
    do_something (archive->store, session_id);
  archive_check (archive);
  end = archive_dump (archive);
  g_assert_cmpstr (end, !=, start);

  while (rap_store_undo (archive->store, 0, NULL, &error))
    undos++;
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOTHING);
  g_clear_error (&error);
  archive_check (archive);
  undone = archive_dump (archive);
  g_assert_cmpstr (undone, ==, start);
  g_assert_cmpint (undos, >, 100);

  archive_reopen (archive); /* the history survives a restart */
  while (rap_store_redo (archive->store, 0, NULL, &error))
    redos++;
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOTHING);
  archive_check (archive);
  redone = archive_dump (archive);
  g_assert_cmpstr (redone, ==, end);
  g_assert_cmpint (redos, ==, undos);
}

static void
test_redo_ends_with_something_new (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  RapVoice plenary = { 0 };

  add_line (archive->store, session_id, &plenary, "one");
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  add_line (archive->store, session_id, &plenary, "two");
  g_assert_false (rap_store_redo (archive->store, 0, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOTHING);
  g_clear_error (&error);
  g_assert_cmpint (archive_count (archive, "point"), ==, 1);
}

static void
test_origins (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapStore) cli = NULL;
  g_autofree char *label = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  RapVoice plenary = { 0 };

  add_line (archive->store, session_id, &plenary, "from the window");
  cli = rap_store_open (archive->path, "cli", RAP_DB_WAIT, &error);
  g_assert_no_error (error);
  add_line (cli, session_id, &plenary, "from the command line");

  g_assert_true (rap_store_undo (archive->store, 0, &label, &error));
  g_assert_cmpstr (label, ==, "Add “from the window”");
  g_assert_cmpint (archive_count (archive, "point"), ==, 1);
  g_assert_true (rap_store_undo (cli, 0, NULL, &error));
  g_assert_cmpint (archive_count (archive, "point"), ==, 0);
  g_assert_false (rap_store_undo (cli, 0, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOTHING);
}

static void
test_conflict_names_later_step (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  RapVoice plenary = { 0 };
  gint64 step, id;

  add_line (archive->store, session_id, &plenary, "the first #new-theme");
  step = rap_db_int (rap_store_db (archive->store), "SELECT max(seq) FROM history", NULL);
  id = rap_db_int (rap_store_db (archive->store), "SELECT id FROM point", NULL);
  add_line (archive->store, session_id, &plenary, "the second #new-theme");
  before = archive_dump (archive);

  /* the second point stands on the theme that the first one made */
  g_assert_false (rap_store_undo_step (archive->store, step, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "the second"));
  g_clear_error (&error);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);

  /* and a row that was changed since */
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  g_assert_true (rap_capture_star (archive->store, &id, 1, &error));
  g_assert_false (rap_store_undo_step (archive->store, step, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Star “the first"));
  g_clear_error (&error);

  /* which, taken back, is in the way no longer */
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  g_assert_true (rap_store_undo_step (archive->store, step, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (archive_count (archive, "point"), ==, 0);
}

static void
count_cb (int *n)
{
  ++*n;
}

static void
test_changed_follows_other_process (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapStore) other = NULL;
  g_autoptr (RapQuery) query = NULL;
  g_autoptr (RapPoint) point = NULL;
  gint64 session_id = archive_add_seminar (archive, 2), id;
  RapVoice plenary = { 0 };
  int n = 0;

  add_line (archive->store, session_id, &plenary, "mine");
  query = rap_query_new (archive->store, RAP_TYPE_POINT,
                         "SELECT id FROM point WHERE session_id = ?1 ORDER BY recorded_at, id", session_id);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (query)), ==, 1);
  point = g_list_model_get_item (G_LIST_MODEL (query), 0);
  id = rap_record_get_id (RAP_RECORD (point));
  g_signal_connect_swapped (archive->store, "changed", G_CALLBACK (count_cb), &n);

  other = rap_store_open (archive->path, "cli", RAP_DB_WAIT, &error);
  add_line (other, session_id, &plenary, "theirs");
  g_assert_true (rap_capture_star (other, &id, 1, &error));
  g_assert_cmpint (n, ==, 0);
  g_assert_false (point->starred);
  rap_store_refresh (archive->store);
  g_assert_cmpint (n, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (query)), ==, 2);
  g_assert_true (point->starred);
  rap_store_refresh (archive->store);
  g_assert_cmpint (n, ==, 2);
}

static void
test_last_step (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2), id, step;
  RapVoice plenary = { 0 };

  id = archive_say (archive->store, session_id, &plenary, "one");
  step = rap_store_get_last_step (archive->store);
  g_assert_cmpint (step, ==, archive_number (archive, "SELECT max(seq) FROM history"));
  /* nothing changed, or nothing done: no step */
  g_assert_true (rap_store_begin (archive->store, "Nothing", 0, &error));
  g_assert_true (rap_store_commit (archive->store, &error));
  g_assert_true (rap_store_begin (archive->store, "Nothing", 0, &error));
  rap_store_rollback (archive->store);
  g_assert_cmpint (rap_store_get_last_step (archive->store), ==, step);
  g_assert_true (rap_capture_star (archive->store, &id, 1, &error));
  g_assert_cmpint (rap_store_get_last_step (archive->store), ==, step + 1);
  g_assert_true (rap_store_undo_step (archive->store, step + 1, NULL, &error));
  g_assert_cmpint (rap_store_get_last_step (archive->store), ==, step + 2);
  /* a step of somebody else is not this store's */
  archive_reopen (archive);
  g_assert_cmpint (rap_store_get_last_step (archive->store), ==, 0);
}

static void
test_nothing_changed_is_no_step (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  g_autoptr (RapSession) session = rap_store_get (archive->store, RAP_TYPE_SESSION, session_id);
  g_autoptr (GError) error = NULL;
  gint64 before = archive_count (archive, "history");

  rap_store_begin (archive->store, "Nothing", 0, &error);
  rap_store_save (archive->store, session, &error);
  g_assert_true (rap_store_commit (archive->store, &error));
  g_assert_cmpint (archive_count (archive, "history"), ==, before);
}

static void
test_busy (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapDb) other = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  g_autoptr (RapLine) line = rap_line_parse ("held up", NULL);
  RapVoice plenary = { 0 };

  other = rap_db_open (archive->path, RAP_DB_DEFAULT, &error);
  g_assert_true (rap_db_exec (other, "BEGIN IMMEDIATE", &error));
  g_assert_false (rap_capture_add (archive->store, session_id, &plenary, line, 0, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_true (rap_db_exec (other, "ROLLBACK", &error));
  g_assert_true (rap_capture_add (archive->store, session_id, &plenary, line, 0, NULL, &error));
  g_assert_no_error (error);
}

/* What cannot be read is neither nothing to undo nor a step that is not there. */
static void
test_held (Archive *archive, gconstpointer data)
{
  const gint64 session_id = archive_add_seminar (archive, 2);
  gint64 step;
  g_autoptr (GError) error = NULL;
  sqlite3 *other;

  archive_say (archive->store, session_id, NULL, "one");
  step = rap_store_get_last_step (archive->store);
  archive_say (archive->store, session_id, NULL, "two");
  other = archive_hold (archive);
  g_assert_false (rap_store_undo (archive->store, 0, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (rap_store_go_back (archive->store, step, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  g_clear_error (&error);
  sqlite3_close (other);
  g_assert_true (rap_store_go_back (archive->store, step, &error));
  g_assert_cmpint (archive_count (archive, "point"), ==, 1);
}

static void
assert_journal (Archive *archive, const char *mode)
{
  g_autofree char *found = rap_db_text (rap_store_db (archive->store), "PRAGMA journal_mode", NULL);

  g_assert_cmpstr (found, ==, mode);
}

/* A window that opens the archive while another process writes in the classic journal goes on with WAL later. */
static void
test_wal_later (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  assert_journal (archive, "wal");
  g_clear_object (&archive->store);
  g_assert_cmpint (sqlite3_open (archive->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  archive->store = rap_store_open (archive->path, "window", RAP_DB_DEFAULT, &error);
  g_assert_no_error (error);
  assert_journal (archive, "delete");
  rap_store_refresh (archive->store);
  assert_journal (archive, "delete");
  g_assert_false (rap_db_take_unasked (rap_store_db (archive->store), NULL));
  g_assert_cmpint (sqlite3_exec (other, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  rap_store_refresh (archive->store);
  assert_journal (archive, "wal");
  archive_add_seminar (archive, 2);
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
}

static void
test_history_is_limited (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  RapVoice plenary = { 0 };

  for (int i = 0; i < 1010; i++)
    add_line (archive->store, session_id, &plenary, "again");
  g_assert_cmpint (archive_count (archive, "history"), ==, 1000);
  g_assert_cmpint (archive_count (archive, "history_part"), ==, 1000);
}

static void
test_sample (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *start = archive_dump (archive);
  g_autofree char *end = NULL;

  g_assert_cmpint (rap_sample_add (archive->store, &error), !=, 0);
  g_assert_no_error (error);
  g_assert_cmpint (archive_count (archive, "seminar"), ==, 2);
  g_assert_cmpint (archive_count (archive, "point"), >=, 55);
  g_assert_cmpint (archive_count (archive, "point_echo"), ==, 3);
  g_assert_cmpint (archive_count (archive, "person"), ==, 4);
  archive_check (archive);
  g_assert_cmpint (rap_sample_add (archive->store, &error), !=, 0);
  g_assert_cmpint (archive_count (archive, "seminar"), ==, 2);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  end = archive_dump (archive);
  g_assert_cmpstr (end, ==, start);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/store/undo-all-redo-all", test_undo_all_redo_all);
  archive_test_add ("/store/redo-ends-with-something-new", test_redo_ends_with_something_new);
  archive_test_add ("/store/origins", test_origins);
  archive_test_add ("/store/conflict-names-later-step", test_conflict_names_later_step);
  archive_test_add ("/store/changed-follows-other-process", test_changed_follows_other_process);
  archive_test_add ("/store/last-step", test_last_step);
  archive_test_add ("/store/nothing-changed-is-no-step", test_nothing_changed_is_no_step);
  archive_test_add ("/store/busy", test_busy);
  archive_test_add ("/store/held", test_held);
  archive_test_add ("/store/wal-later", test_wal_later);
  archive_test_add ("/store/history-is-limited", test_history_is_limited);
  archive_test_add ("/store/sample", test_sample);
  return g_test_run ();
}
