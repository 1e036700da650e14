/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives that a failing disk or a stranger made: whatever bytes they hold they are refused in one sentence and left
 * as they are, or opened and used as far as they go. Nothing ends the program.
 *
 * RAP_ARCHIVES=N tries N of them. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "rap-capture.h"
#include "rap-programme.h"
#include "rap-query.h"
#include "rap-sample.h"
#include "workload.h"

#define QUICK_ARCHIVES 120

typedef struct
{
  char *folder;
  char *path;
  char *good; /* the bytes of a whole archive */
  gsize length;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RapStore *store;

  test->folder = workload_make_folder ();
  test->path = g_build_filename (test->folder, "archive.rapporteur", NULL);
  store = rap_store_open (test->path, "window", RAP_DB_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rap_sample_add (store, &error), !=, 0);
  for (int i = 0; i < 20; i++)
    g_assert_true (workload_act (store, &error));
  g_assert_finalize_object (store);
  g_assert_true (g_file_get_contents (test->path, &test->good, &test->length, NULL));
}

static void
tear_down (Test *test, gconstpointer data)
{
  workload_remove_folder (test->folder);
  g_free (test->path);
  g_free (test->good);
}

static void
put (Test *test, const char *bytes, gsize length)
{
  static const char *const tails[] = { "", "-wal", "-journal", "-shm" };

  /* what the last one left behind would be played into this one */
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *path = g_strconcat (test->path, tails[i], NULL);
      g_remove (path);
    }
  g_assert_true (g_file_set_contents_full (test->path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
assert_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == RAP_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* What a window does: lists, voices, the capture line, a search, a point, undo. Each may fail. */
static void
use (RapStore *store)
{
  RapDb *db = rap_store_db (store);
  g_autoptr (RapQuery) points = rap_query_new (store, RAP_TYPE_POINT, "SELECT id FROM point ORDER BY recorded_at", 0);
  g_autoptr (RapStmt) sessions = rap_db_prepare (db, "SELECT id FROM session", NULL);
  g_autoptr (RapStmt) hits = rap_db_prepare (
      db, "SELECT rowid, text FROM words WHERE words MATCH 'social*' ORDER BY rowid DESC LIMIT 20", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (points)); i++)
    {
      g_autoptr (RapPoint) point = g_list_model_get_item (G_LIST_MODEL (points), i);
      g_autofree char *label = point->text != NULL ? rap_capture_shorten (point->text) : NULL;
      g_assert_true (label == NULL || g_utf8_validate (label, -1, NULL));
    }
  for (int i = 0; i < 10 && rap_stmt_step (sessions, NULL); i++)
    {
      g_autoptr (GPtrArray) voices = rap_voices_list (db, rap_stmt_int (sessions, 0));
      g_autoptr (RapLineContext) context = rap_capture_context (db, rap_stmt_int (sessions, 0), TRUE);
    }
  while (rap_stmt_step (hits, NULL))
    g_assert_true (rap_stmt_text (hits, 1) == NULL || g_utf8_validate (rap_stmt_text (hits, 1), -1, NULL));
  g_clear_pointer (&sessions, rap_stmt_free);
  g_clear_pointer (&hits, rap_stmt_free);
  for (int i = 0; i < 5 && error == NULL; i++)
    workload_act (store, &error);
  g_clear_error (&error);
  for (int i = 0; i < 30 && rap_store_undo (store, 0, NULL, &error); i++)
    ;
  if (error != NULL)
    assert_sentence (error);
  rap_store_tidy (store);
}

/* Returns whether it was opened. */
static gboolean
try (Test *test, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  g_autoptr (RapStore) store = NULL;
  gsize after_length;

  put (test, bytes, length);
  store = rap_store_open (test->path, "window", RAP_DB_DEFAULT, &error);
  if (store != NULL)
    {
      use (store);
      return TRUE;
    }
  assert_sentence (error);
  g_assert_true (g_file_get_contents (test->path, &after, &after_length, NULL));
  if (after_length != length || memcmp (after, bytes, length) != 0)
    g_test_message ("%s", error->message);
  g_assert_cmpmem (after, after_length, bytes, length);
  return FALSE;
}

static void
test_flipped (Test *test, gconstpointer data)
{
  const char *wanted = g_getenv ("RAP_ARCHIVES");
  const int n = wanted != NULL ? atoi (wanted) : QUICK_ARCHIVES;
  int opened = 0;

  for (int i = 0; i < n; i++)
    {
      g_autofree char *bytes = g_memdup2 (test->good, test->length);
      gsize length = test->length;
      /* the header, the first page with the schema, or anywhere */
      int range = i % 3 == 0 ? 100 : i % 3 == 1 ? 8192 : (int) length;

      for (int flips = g_random_int_range (1, 20); flips > 0; flips--)
        bytes[g_random_int_range (0, range)] = (char) g_random_int ();
      if (i % 10 == 9)
        length = (gsize) g_random_int_range (1, (int) length);
      opened += try (test, bytes, length);
    }
  g_test_message ("%d of %d were opened", opened, n);
  g_assert_cmpint (opened, >, 0);
  g_assert_cmpint (opened, <, n);
}

/* Texts that are no UTF-8, cut in the middle of a character. */
static void
test_no_text (Test *test, gconstpointer data)
{
  g_autofree char *bytes = g_memdup2 (test->good, test->length);
  gsize changed = 0;

  for (gsize i = 0; i + 1 < test->length; i++)
    if (memcmp (bytes + i, "s ", 2) == 0 || memcmp (bytes + i, "s.", 2) == 0)
      {
        bytes[i] = (char) 0xf0;
        changed++;
      }
  g_assert_cmpuint (changed, >, 50);
  try (test, bytes, test->length);
}

static void
test_other_files (Test *test, gconstpointer data)
{
  g_autofree char *zeros = g_malloc0 (8192);
  g_autofree char *other = NULL;
  gsize length;
  sqlite3 *handle;

  g_assert_false (try (test, "Dear Sir or Madam,\n", 19));
  g_assert_false (try (test, zeros, 8192));
  g_assert_false (try (test, "SQLite format 3", 16));
  /* somebody else's database */
  g_remove (test->path);
  sqlite3_open (test->path, &handle);
  sqlite3_exec (handle, "CREATE TABLE point(id INTEGER PRIMARY KEY, text)", NULL, NULL, NULL);
  sqlite3_close (handle);
  g_assert_true (g_file_get_contents (test->path, &other, &length, NULL));
  g_assert_false (try (test, other, length));
}

/* Control: the archive that all of these were made of opens, and is whole. */
static void
test_control_good (Test *test, gconstpointer data)
{
  g_autofree char *fault = NULL;

  g_assert_true (try (test, test->good, test->length));
  g_free (workload_probe (test->path, &fault));
  g_assert_cmpstr (fault, ==, NULL);
}

#define ADD(name, test) g_test_add (name, Test, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_random_set_seed ((guint32) g_test_rand_int ());
  ADD ("/hostile/flipped", test_flipped);
  ADD ("/hostile/no-text", test_no_text);
  ADD ("/hostile/other-files", test_other_files);
  ADD ("/hostile/control-good", test_control_good);
  return g_test_run ();
}
