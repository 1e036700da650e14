/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-archive.h"
#include "bench-words.h"
#include "bench.h"
#include "rap-capture.h"
#include "rap-history.h"

#define ROUNDS 15
#define ROWS 1000

typedef struct
{
  gint64 session_id;
  guint round;
} Work;

static gboolean
add_points_cb (RapStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  const RapVoice plenary = { 0 };

  for (guint i = 0; i < ROWS; i++)
    {
      g_autofree char *text = bench_words (work->round * ROWS + i, 14);
      g_autoptr (RapLine) line = rap_line_new (RAP_POINT_KIND_INSIGHT, text);
      if (!rap_capture_add_in_step (store, work->session_id, &plenary, line, 0, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static GArray *
collect_ids (RapStore *store, gint64 session_id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RapStmt) stmt = rap_db_prepare (
      rap_store_db (store), "SELECT id FROM point WHERE session_id = ?1 LIMIT ?2", "ii", session_id, (gint64) ROWS);

  while (rap_stmt_step (stmt, NULL))
    {
      gint64 id = rap_stmt_int (stmt, 0);
      g_array_append_val (ids, id);
    }
  return ids;
}

static void
undo (RapStore *store, GArray *samples, GArray *cpu)
{
  g_autoptr (GError) error = NULL;
  const double start = bench_now (), start_cpu = bench_cpu ();

  rap_store_undo (store, 0, NULL, &error);
  bench_add (samples, bench_now () - start);
  bench_add (cpu, bench_cpu () - start_cpu);
  bench_check (error);
  while (rap_store_tidy (store))
    ;
}

/* How many rows the newest step is about. */
static guint
count_rows (RapStore *store)
{
  RapDb *db = rap_store_db (store);
  g_autoptr (RapChanges) changes = rap_changes_read (db, rap_history_newest (db), NULL);

  return changes != NULL ? changes->rows->len : 0;
}

static void
report (const char *what, GArray *undone, GArray *cpu, const char *beside, GArray *done)
{
  bench_row (bench_format ("undo of %s", what), bench_spread (undone, "ms"),
             bench_format ("%s: %.1f ms", beside, bench_median (done)), bench_median (undone) / bench_median (done),
             "under 50 ms for 1,000 rows");
  bench_row ("the same, CPU time", bench_spread (cpu, "ms"), "", 0, "");
}

int
main (void)
{
  g_autoptr (RapStore) store = NULL;
  g_autoptr (GArray) added = bench_samples_new ();
  g_autoptr (GArray) add_undone = bench_samples_new ();
  g_autoptr (GArray) deleted = bench_samples_new ();
  g_autoptr (GArray) delete_undone = bench_samples_new ();
  g_autoptr (GArray) add_cpu = bench_samples_new ();
  g_autoptr (GArray) delete_cpu = bench_samples_new ();
  guint add_rows = 0, delete_rows = 0;
  gint64 session_id;

  bench_begin ("undo");
  store = bench_archive_open_copy (BENCH_POINTS, "undo.rapporteur");
  session_id = bench_archive_newest_session (store);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GArray) ids = collect_ids (store, session_id);
      g_autoptr (GError) error = NULL;
      Work work = { session_id, i };
      double start = bench_now ();

      rap_store_transact (store, "Add", 0, add_points_cb, &work, &error);
      bench_add (added, bench_now () - start);
      bench_check (error);
      undo (store, add_undone, add_cpu);
      add_rows = count_rows (store);
      start = bench_now ();
      rap_capture_delete (store, (const gint64 *) ids->data, ids->len, &error);
      bench_add (deleted, bench_now () - start);
      bench_check (error);
      undo (store, delete_undone, delete_cpu);
      delete_rows = count_rows (store);
    }
  report (bench_format ("adding %u points (%u rows) at %u", ROWS, add_rows, BENCH_POINTS), add_undone, add_cpu,
          "adding them", added);
  report (
      bench_format ("deleting %u points with what belongs to them (%u rows) at %u", ROWS, delete_rows, BENCH_POINTS),
      delete_undone, delete_cpu, "deleting them", deleted);
  g_clear_object (&store);
  bench_end ();
  return 0;
}
