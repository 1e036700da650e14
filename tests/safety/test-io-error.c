/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails, once or from then on, at any call whatever, and one that is full: one clear sentence, the archive
 * as before or with the whole step, and work goes on when the disk is well again.
 *
 * RAP_EVERY_CALL=1 fails every call, one a run; otherwise it is every third, beginning anywhere.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "shim-vfs.h"
#include "workload.h"

#define MAX_CALLS 5000

typedef struct
{
  char *folder;
  char *model; /* an archive with something in it */
  char *path;  /* the copy that a run uses */
} Test;

static void
copy_model (Test *test)
{
  static const char *const tails[] = { "", "-wal", "-journal", "-shm" };
  g_autofree char *contents = NULL;
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *path = g_strconcat (test->path, tails[i], NULL);
      g_unlink (path);
    }
  g_assert_true (g_file_get_contents (test->model, &contents, &length, NULL));
  g_assert_true (
      g_file_set_contents_full (test->path, contents, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
set_up (Test *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RapStore *store;

  test->folder = workload_make_folder ();
  test->model = g_build_filename (test->folder, "model.rapporteur", NULL);
  test->path = g_build_filename (test->folder, "archive.rapporteur", NULL);
  store = rap_store_open (test->model, "window", RAP_DB_DEFAULT, &error);
  for (int i = 0; i < 20; i++)
    g_assert_true (workload_act (store, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (store);
}

static void
tear_down (Test *test, gconstpointer data)
{
  workload_remove_folder (test->folder);
  g_free (test->model);
  g_free (test->path);
}

static void
assert_sentence (const GError *error)
{
  g_assert_nonnull (error);
  if (!g_str_has_suffix (error->message, ".") || strstr (error->message, "archive.rapporteur") == NULL)
    g_test_message ("%s", error->message);
  g_assert_true (error->domain == RAP_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_suffix (error->message, ".") && strstr (error->message, "archive.rapporteur") != NULL);
}

static char *
probe (Test *test)
{
  g_autofree char *fault = NULL;
  char *digest = workload_probe (test->path, &fault);

  g_assert_cmpstr (fault, ==, NULL);
  return digest;
}

/* Opens, takes a step back and adds points while call @n fails. Returns whether the disk was asked that often. */
static gboolean
run_failing (Test *test, guint64 n, gboolean for_ever, gboolean no_wal)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *acknowledged = NULL;
  g_autofree char *now = NULL;
  RapStore *store;
  gboolean reached;

  copy_model (test);
  acknowledged = probe (test);
  shim_install ();
  shim.no_wal = no_wal;
  shim.fail_after = for_ever;
  shim.fail_at = n;
  store = rap_store_open (test->path, "window", RAP_DB_DEFAULT, &error);
  for (int i = 0; store != NULL && error == NULL && i < 3; i++)
    {
      gboolean done =
          i == 1 ? rap_store_undo (store, 0, NULL, &error) : workload_say (store, "more #trust", &error) != 0;
      shim.fail_at = 0; /* so that the archive can be read */
      now = workload_digest (store);
      shim.fail_at = shim.failed > 0 && !for_ever ? 0 : n;
      if (done)
        g_assert_cmpstr (now, !=, acknowledged);
      else /* and the archive is as before */
        g_assert_cmpstr (now, ==, acknowledged);
      g_free (acknowledged);
      acknowledged = g_steal_pointer (&now);
    }
  reached = shim.failed > 0;
  if (error != NULL)
    {
      g_assert_true (reached);
      assert_sentence (error);
      g_clear_error (&error);
    }
  shim.fail_at = 0;
  if (store != NULL)
    {
      /* the disk is well again, and so is the store */
      g_assert_cmpint (workload_say (store, "it goes on", &error), !=, 0);
      g_assert_no_error (error);
      g_free (acknowledged);
      acknowledged = workload_digest (store);
      if (for_ever && reached)
        {
          shim.fail_at = 1;
          shim.calls = 0;
        }
      g_assert_finalize_object (store);
    }
  shim_uninstall ();
  now = probe (test);
  g_assert_cmpstr (now, ==, acknowledged);
  return reached;
}

static void
sweep (Test *test, gboolean for_ever, gboolean no_wal)
{
  const guint64 stride = g_getenv ("RAP_EVERY_CALL") != NULL ? 1 : 3;
  guint64 n = (guint64) g_test_rand_int_range (1, (int) stride + 1);

  for (; run_failing (test, n, for_ever, no_wal); n += stride)
    g_assert_cmpuint (n, <, MAX_CALLS);
  g_test_message ("failed at calls up to %" G_GUINT64_FORMAT, n);
  g_assert_cmpuint (n, >, 100);
}

static void
test_once (Test *test, gconstpointer data)
{
  sweep (test, FALSE, FALSE);
}

static void
test_for_ever (Test *test, gconstpointer data)
{
  sweep (test, TRUE, FALSE);
}

static void
test_once_delete (Test *test, gconstpointer data)
{
  sweep (test, FALSE, TRUE);
}

static void
test_for_ever_delete (Test *test, gconstpointer data)
{
  sweep (test, TRUE, TRUE);
}

/* Fills the disk until a step is refused, then makes room. */
static void
fill_disk (Test *test, gboolean no_wal)
{
  gboolean refused = FALSE;

  for (gint64 room = 0; room < 300000; room += 1 + room / 2)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *end = NULL;
      g_autofree char *probed = NULL;
      RapStore *store;

      copy_model (test);
      shim_install ();
      shim.no_wal = no_wal;
      store = rap_store_open (test->path, "window", RAP_DB_DEFAULT, &error);
      g_assert_no_error (error);
      before = workload_digest (store);
      shim.room = room;
      while (error == NULL && workload_say (store, "more and more #trust", &error) != 0)
        {
          g_free (before);
          before = workload_digest (store);
          if (room > 100000) /* enough of it: the disk is full now */
            shim.room = 0;
        }
      g_assert_error (error, RAP_ERROR, RAP_ERROR_FULL);
      assert_sentence (error);
      refused = TRUE;
      g_clear_error (&error);
      after = workload_digest (store);
      g_assert_cmpstr (after, ==, before);
      shim.room = -1;
      g_assert_cmpint (workload_say (store, "it goes on", &error), !=, 0);
      end = workload_digest (store);
      g_assert_finalize_object (store);
      shim_uninstall ();
      probed = probe (test);
      g_assert_cmpstr (probed, ==, end);
    }
  g_assert_true (refused);
}

static void
test_full (Test *test, gconstpointer data)
{
  fill_disk (test, FALSE);
}

static void
test_full_delete (Test *test, gconstpointer data)
{
  fill_disk (test, TRUE);
}

#define ADD(name, test) g_test_add (name, Test, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_random_set_seed ((guint32) g_test_rand_int ());
  ADD ("/io-error/once", test_once);
  ADD ("/io-error/for-ever", test_for_ever);
  ADD ("/io-error/once-without-wal", test_once_delete);
  ADD ("/io-error/for-ever-without-wal", test_for_ever_delete);
  ADD ("/io-error/full", test_full);
  ADD ("/io-error/full-without-wal", test_full_delete);
  return g_test_run ();
}
