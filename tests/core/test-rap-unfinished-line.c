/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the line before Enter: kept on disk, let go of by the step that records it, and gone without a trace.
 */
#define _GNU_SOURCE /* memmem */
#include "archive-fixture.h"

#include "rap-capture.h"
#include "rap-unfinished-line.h"

#define WORD "Xylophones"

static const RapVoice plenary = { 0, 0 };

static void
keep (Archive *archive, gint64 session_id, const char *text, gint64 point_id)
{
  const RapUnfinishedLine line = { session_id, point_id, (char *) text, FALSE };
  g_autoptr (GError) error = NULL;

  rap_unfinished_line_keep (rap_store_db (archive->store), &line, &error);
  g_assert_no_error (error);
}

static char *
kept (Archive *archive, gint64 session_id)
{
  return rap_db_text (rap_store_db (archive->store), "SELECT text FROM unfinished WHERE session_id = ?1", "i",
                      session_id);
}

static RapLine *
parse (Archive *archive, gint64 session_id, const char *typed, const char *kept_as)
{
  g_autoptr (RapLineContext) context = rap_capture_context (rap_store_db (archive->store), session_id, TRUE);
  RapLine *line = rap_line_parse (typed, context);

  line->kept = g_strdup (kept_as);
  return line;
}

/* Whether the bytes of the closed file hold the word. */
static gboolean
is_in_file (Archive *archive)
{
  g_autofree char *bytes = NULL;
  gsize length;
  gboolean found;
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (g_steal_pointer (&archive->store));
  g_file_get_contents (archive->path, &bytes, &length, &error);
  g_assert_no_error (error);
  found = memmem (bytes, length, WORD, strlen (WORD)) != NULL;
  archive->store = rap_store_open (archive->path, "window", RAP_DB_DEFAULT, &error);
  g_assert_no_error (error);
  return found;
}

static void
test_kept (Archive *archive, gconstpointer data)
{
  gint64 here = archive_add_seminar (archive, 1), there = archive_add_seminar (archive, 1);
  gint64 steps = archive_count (archive, "history");
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  keep (archive, here, "Trust nee", 0);
  keep (archive, here, "Trust needs ti", 0);
  /* a new line and a change of a point are two things */
  keep (archive, there, "Half a new one", 0);
  keep (archive, there, "An earlier point, bet", 77);
  archive_reopen (archive);
  lines = rap_unfinished_line_list (rap_store_db (archive->store));
  g_assert_cmpuint (lines->len, ==, 3);
  for (guint i = 0; i < lines->len; i++)
    {
      const RapUnfinishedLine *line = lines->pdata[i];
      g_assert_cmpstr (line->text, ==,
                       line->session_id == here ? "Trust needs ti"
                       : line->point_id == 77   ? "An earlier point, bet"
                                                : "Half a new one");
      g_assert_cmpint (line->point_id, ==, line->text[0] == 'A' ? 77 : 0);
      g_assert_false (line->plain);
    }
  /* no step, nothing for undo */
  g_assert_cmpint (archive_count (archive, "history"), ==, steps);
  g_assert_true (rap_unfinished_line_drop (rap_store_db (archive->store), here, 0, "something else", &error));
  g_assert_true (rap_unfinished_line_drop (rap_store_db (archive->store), there, 77, NULL, &error));
  text = kept (archive, here);
  g_assert_cmpstr (text, ==, "Trust needs ti");
  g_assert_cmpint (archive_count (archive, "unfinished"), ==, 2);
  archive_check (archive);
}

/* The step that records the line lets go of it, and nothing else does. */
static void
test_entered (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 1), id, steps;
  g_autoptr (RapLine) first = NULL, other = NULL, change = NULL, echo = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  keep (archive, session_id, "Trust needs ti", 0);
  other = parse (archive, session_id, "Said by another program", NULL);
  g_assert_true (rap_capture_add (archive->store, session_id, &plenary, other, 0, NULL, &error));
  g_assert_cmpint (archive_count (archive, "unfinished"), ==, 1);
  /* it waited, and another is being typed */
  g_assert_true (rap_capture_add_typed (archive->store, session_id, &plenary, "Waited", "Wai", 0, NULL, NULL, &error));
  g_assert_cmpint (archive_count (archive, "unfinished"), ==, 1);
  first = parse (archive, session_id, "Trust needs time", "Trust needs ti");
  g_assert_true (rap_capture_add (archive->store, session_id, &plenary, first, 0, &id, &error));
  g_assert_cmpint (archive_count (archive, "unfinished"), ==, 0);

  keep (archive, session_id, "Waited as we", 0);
  g_assert_true (rap_capture_add_typed (archive->store, session_id, &plenary, "Waited as well", "Waited as we", 0, NULL,
                                        NULL, &error));
  g_assert_cmpint (archive_count (archive, "unfinished"), ==, 0);

  keep (archive, session_id, "Trust needs more time", id);
  change = parse (archive, session_id, "Trust needs much more time", "Trust needs more time");
  g_assert_true (rap_capture_edit (archive->store, id, NULL, change, FALSE, &error));
  g_assert_cmpint (archive_count (archive, "unfinished"), ==, 0);

  /* a step that changes no row is none, but the line is gone all the same */
  steps = archive_count (archive, "history");
  keep (archive, session_id, "= much", 0);
  echo = parse (archive, session_id, "= much more", "= much");
  g_assert_true (rap_capture_add (archive->store, session_id, &plenary, echo, 0, NULL, &error));
  g_assert_cmpint (archive_count (archive, "unfinished"), ==, 0);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps);

  /* undo takes back points, never brings back typing */
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  g_assert_cmpint (archive_count (archive, "unfinished"), ==, 0);

  /* what could not be recorded is kept */
  keep (archive, session_id, "Half", 0);
  g_clear_pointer (&other->kept, g_free);
  other->kept = g_strdup ("Half");
  g_assert_false (rap_capture_edit (archive->store, 12345, NULL, other, FALSE, &error));
  g_assert_cmpint (archive_count (archive, "unfinished"), ==, 1);
  archive_check (archive);
}

/* Another process holds the archive: it is said at once and nothing waits. */
static void
test_busy (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 1);
  const RapUnfinishedLine line = { session_id, 0, (char *) "Trust", FALSE };
  RapDb *db = rap_store_db (archive->store);
  sqlite3 *other = archive_hold (archive);
  g_autoptr (GError) error = NULL;

  g_assert_false (rap_unfinished_line_keep (db, &line, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (rap_unfinished_line_drop (db, session_id, 0, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  g_assert_null (rap_unfinished_line_list (db));
  rap_db_take_unasked (db, NULL);
  sqlite3_close (other);
  g_assert_true (rap_unfinished_line_keep (db, &line, NULL));
}

static void
test_no_trace (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 1);
  RapDb *db;
  g_autofree char *start = g_strnfill (9000, 'x'); /* so long that it needs pages of its own */
  g_autofree char *text = g_strconcat (start, WORD, NULL);
  g_autoptr (GError) error = NULL;

  keep (archive, session_id, text, 0);
  g_assert_true (is_in_file (archive));
  keep (archive, session_id, "x", 0);
  g_assert_false (is_in_file (archive));
  keep (archive, session_id, WORD " here", 0);
  g_assert_true (is_in_file (archive));
  g_assert_true (rap_unfinished_line_drop (rap_store_db (archive->store), session_id, 0, NULL, &error));
  g_assert_false (is_in_file (archive));
  /* the control: deleted as everything else is, it stays */
  keep (archive, session_id, WORD " here", 0);
  db = rap_store_db (archive->store);
  g_assert_true (rap_db_run (db, &error, "DELETE FROM unfinished", NULL));
  g_assert_true (is_in_file (archive));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/unfinished-line/kept", test_kept);
  archive_test_add ("/unfinished-line/entered", test_entered);
  archive_test_add ("/unfinished-line/busy", test_busy);
  archive_test_add ("/unfinished-line/no-trace", test_no_trace);
  return g_test_run ();
}
