/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the history keeps and drops, and a step so large that it is kept in parts. */
#include "archive-fixture.h"

#include "rap-history.h"

static void
test_large_step (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *done = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  archive_add_seminar (archive, 2);
  before = archive_dump (archive);
  archive_change (archive, 0,
                  "INSERT INTO point(id, session_id, voice, kind, text, recorded_at)"
                  " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
                  " SELECT i, (SELECT id FROM session), 'plenary', 'insight', hex(randomblob(500)) || i, i FROM n");
  g_assert_cmpint (archive_number (archive, "SELECT max(n) FROM history_part"), >=, 2);
  g_assert_cmpint (archive_number (archive, "SELECT bytes FROM history ORDER BY seq DESC LIMIT 1"), ==,
                   archive_number (archive, "SELECT sum(length(changes)) FROM history_part WHERE seq = 2"));
  done = archive_dump (archive);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  undone = archive_dump (archive);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (rap_store_redo (archive->store, 0, NULL, &error));
  redone = archive_dump (archive);
  g_assert_cmpstr (redone, ==, done);
  archive_check (archive);
}

static void
test_keeps_30_days (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RapDb *db = rap_store_db (archive->store);
  gint64 session_id = archive_add_seminar (archive, 2);

  for (int i = 0; i < 9; i++)
    archive_say (archive->store, session_id, NULL, "one of nine");
  /* the first four steps are made 31 days old, the others 29 */
  g_assert_true (rap_db_exec (db, "UPDATE history SET at = at - 86400000 * iif(seq <= 4, 31, 29)", &error));
  archive_say (archive->store, session_id, NULL, "now");
  g_assert_cmpint (archive_number (archive, "SELECT min(seq) FROM history"), ==, 5);
  g_assert_cmpint (archive_number (archive, "SELECT min(seq) FROM history_part"), ==, 5);
  g_assert_cmpint (archive_count (archive, "point"), ==, 10);
}

/* Many steps of middling size stay within 64 MB together, the oldest dropped first. */
static void
test_keeps_64_mb (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);

  for (int i = 0; i < 4; i++)
    archive_say (archive->store, session_id, NULL, "small");
  g_assert_true (rap_db_exec (rap_store_db (archive->store), "UPDATE history SET bytes = 20000000", &error));
  archive_change (archive, 0, "UPDATE session SET title = hex(zeroblob(50000))");
  g_assert_cmpint (archive_number (archive, "SELECT min(seq) FROM history"), ==, 3);
  g_assert_cmpint (archive_number (archive, "SELECT sum(bytes) <= 64 * 1024 * 1024 FROM history"), ==, 1);
}

static gint64
set_title (Archive *archive, gint64 seminar_id, const char *title, gint64 joins)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_store_begin (archive->store, "Title", seminar_id, &error));
  g_assert_true (rap_db_run (rap_store_db (archive->store), &error, "UPDATE seminar SET title = ?1", "s", title));
  rap_store_join (archive->store, joins);
  g_assert_true (rap_store_commit (archive->store, &error));
  g_assert_no_error (error);
  return rap_store_get_last_step (archive->store);
}

/* Saved at each pause, and one step all the same; but not over what came between, and no step if nothing remains. */
static void
test_joins (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);
  gint64 seminar_id = archive_number (archive, "SELECT id FROM seminar");
  gint64 steps = archive_count (archive, "history");
  gint64 first;
  gint64 second;

  before = archive_dump (archive);
  first = set_title (archive, seminar_id, "T", 0);
  second = set_title (archive, seminar_id, "Tr", first);
  set_title (archive, seminar_id, "Trust", second);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps + 1);
  g_assert_true (rap_store_undo (archive->store, seminar_id, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (rap_store_redo (archive->store, seminar_id, NULL, &error));
  g_assert_cmpint (archive_number (archive, "SELECT title = 'Trust' FROM seminar"), ==, 1);
  archive_check (archive);

  first = set_title (archive, seminar_id, "A", 0);
  archive_say (archive->store, session_id, NULL, "said meanwhile");
  steps = archive_count (archive, "history");
  set_title (archive, seminar_id, "AB", first);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps + 1);

  first = set_title (archive, seminar_id, "ABC", 0);
  steps = archive_count (archive, "history");
  set_title (archive, seminar_id, "AB", first);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps - 1);
  g_assert_true (rap_store_undo (archive->store, seminar_id, NULL, &error)); /* of the one before */
  g_assert_cmpint (archive_number (archive, "SELECT title = 'A' FROM seminar"), ==, 1);
  archive_check (archive);
}

static void
test_numbers_no_empty_step (Archive *archive, gconstpointer data)
{
  gint64 newest;

  archive_add_seminar (archive, 2);
  newest = rap_history_newest (rap_store_db (archive->store));
  archive_change (archive, 0, "UPDATE session SET title = title");
  archive_change (archive, 0, "UPDATE session SET title = 'Round'");
  g_assert_cmpint (rap_history_newest (rap_store_db (archive->store)), ==, newest + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/history/joins", test_joins);
  archive_test_add ("/history/large-step", test_large_step);
  archive_test_add ("/history/keeps-30-days", test_keeps_30_days);
  archive_test_add ("/history/keeps-64-mb", test_keeps_64_mb);
  archive_test_add ("/history/numbers-no-empty-step", test_numbers_no_empty_step);
  return g_test_run ();
}
