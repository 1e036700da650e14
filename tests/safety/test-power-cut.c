/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Power cuts at thousands of moments of an archive's making and use: whatever the disk kept, the archive opens whole,
 * holds every step that was acknowledged and at most the one that was just being made.
 *
 * RAP_CRASHES=N makes N crash images a test instead of a quick run's. */
#include <stdlib.h>

#include "shim-vfs.h"
#include "workload.h"

#define QUICK_CRASHES 1000
#define STEPS_A_STORE 20

typedef struct
{
  char *folder; /* of the archive that is used */
  char *path;
  char *crashed; /* of what a power cut leaves of it */
  char *crashed_path;
  char *acknowledged; /* digest */
  GHashTable *seen;   /* digests of the crash images since then, or "!" and a fault */
  guint crashes;
  guint wanted;
  guint bad;
} Test;

/* A power cut before there was an archive is in nobody's way. */
static void
assert_can_be_made (Test *test)
{
  g_autoptr (GError) error = NULL;
  RapStore *store;

  shim_uninstall ();
  store = rap_store_open (test->crashed_path, "window", RAP_DB_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (store);
  shim_resume ();
}

static void
crash_cb (gpointer data)
{
  Test *test = data;
  g_autofree char *found = NULL;
  g_autofree char *fault = NULL;
  ShimCrash crash;

  if (g_random_int_range (0, 4) != 0 || test->crashes >= test->wanted)
    return;
  crash = (ShimCrash) g_random_int_range (0, SHIM_N_CRASHES);
  shim_crash (crash, test->crashed);
  test->crashes++;
  found = workload_probe (test->crashed_path, &fault);
  if (g_strcmp0 (found, "") == 0)
    assert_can_be_made (test);
  g_hash_table_add (test->seen, fault != NULL ? g_strdup_printf ("!%d: %s", crash, fault) : g_steal_pointer (&found));
}

/* A step was acknowledged: crashes in its course left either the step before or this one. */
static void
acknowledge (Test *test, RapStore *store)
{
  g_autofree char *before = g_steal_pointer (&test->acknowledged);
  GHashTableIter iter;
  gpointer digest;

  test->acknowledged = workload_digest (store);
  g_hash_table_iter_init (&iter, test->seen);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    if (!g_str_equal (digest, before) && !g_str_equal (digest, test->acknowledged))
      {
        test->bad++;
        if (test->bad <= 3)
          g_test_message ("%s", *(char *) digest == '!' ? (char *) digest : "an acknowledged step is lost");
      }
  g_hash_table_remove_all (test->seen);
}

/* How many crash images were bad. @pragma is run on every connection: the fault of a control. */
static guint
crash_often (gboolean no_wal, gboolean lying_sync, const char *pragma)
{
  const char *wanted = g_getenv ("RAP_CRASHES");
  Test test = { .wanted = wanted != NULL ? (guint) atoi (wanted) : QUICK_CRASHES };
  g_autoptr (GError) error = NULL;

  test.folder = workload_make_folder ();
  test.path = g_build_filename (test.folder, "archive.rapporteur", NULL);
  test.crashed = workload_make_folder ();
  test.crashed_path = g_build_filename (test.crashed, "archive.rapporteur", NULL);
  test.acknowledged = g_strdup ("");
  test.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  shim_install ();
  shim.no_wal = no_wal;
  shim.lying_sync = lying_sync;
  shim.on_event = crash_cb;
  shim.event_data = &test;

  while (test.crashes < test.wanted && !(pragma != NULL && test.bad > 0))
    {
      RapStore *store = rap_store_open (test.path, "window", RAP_DB_DEFAULT, &error);

      g_assert_no_error (error);
      acknowledge (&test, store);
      sqlite3_db_config (rap_db_handle (rap_store_db (store)), SQLITE_DBCONFIG_DEFENSIVE, pragma == NULL, NULL);
      g_assert_true (pragma == NULL || rap_db_exec (rap_store_db (store), pragma, &error));
      for (int i = 0; i < STEPS_A_STORE && test.crashes < test.wanted; i++)
        {
          g_assert_true (workload_act (store, &error));
          g_assert_no_error (error);
          acknowledge (&test, store);
          if (i % 7 == 6)
            rap_store_tidy (store);
        }
      g_assert_finalize_object (store);
    }
  shim.on_event = NULL;
  shim_uninstall ();
  g_test_message ("%u power cuts, %u bad", test.crashes, test.bad);

  workload_remove_folder (test.folder);
  workload_remove_folder (test.crashed);
  g_hash_table_unref (test.seen);
  g_free (test.path);
  g_free (test.crashed_path);
  g_free (test.acknowledged);
  return test.bad;
}

static void
test_wal (void)
{
  g_assert_cmpuint (crash_often (FALSE, FALSE, NULL), ==, 0);
}

static void
test_delete (void)
{
  g_assert_cmpuint (crash_often (TRUE, FALSE, NULL), ==, 0);
}

/* Controls: each of these loses something, and it is seen. */
static void
test_control_no_journal (void)
{
  g_assert_cmpuint (crash_often (TRUE, FALSE, "PRAGMA journal_mode = OFF"), >, 0);
}

static void
test_control_no_sync (void)
{
  g_assert_cmpuint (crash_often (FALSE, FALSE, "PRAGMA synchronous = OFF"), >, 0);
}

static void
test_control_folder_not_synced (void)
{
  g_assert_cmpuint (crash_often (TRUE, FALSE, "PRAGMA synchronous = FULL"), >, 0);
}

static void
test_control_lying_sync (void)
{
  g_assert_cmpuint (crash_often (FALSE, TRUE, "PRAGMA synchronous = EXTRA"), >, 0);
  g_assert_cmpuint (crash_often (TRUE, TRUE, "PRAGMA synchronous = EXTRA"), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_random_set_seed ((guint32) g_test_rand_int ());
  g_test_add_func ("/power-cut/wal", test_wal);
  g_test_add_func ("/power-cut/delete", test_delete);
  g_test_add_func ("/power-cut/control-no-journal", test_control_no_journal);
  g_test_add_func ("/power-cut/control-no-sync", test_control_no_sync);
  g_test_add_func ("/power-cut/control-folder-not-synced", test_control_folder_not_synced);
  g_test_add_func ("/power-cut/control-lying-sync", test_control_lying_sync);
  return g_test_run ();
}
