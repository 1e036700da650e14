/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "bench-archive.h"
#include "bench.h"
#include "rap-export-table.h"
#include "rap-export.h"

#define ROUNDS 3
#define POINTS 100000

/* In a process of its own, for its memory. */
static int
export_once (const char *archive, const char *folder)
{
  static const char *const tables[] = { "points", NULL };
  const RapExportOptions options = { .folder = folder, .tables = tables };
  g_autoptr (GError) error = NULL;
  g_autoptr (RapDb) db = rap_db_open (archive, RAP_DB_READ_ONLY, &error);
  g_autoptr (RapExportResult) result = NULL;

  bench_check (error);
  rap_export (db, &options, NULL, NULL, NULL, &result, &error);
  bench_check (error);
  g_print ("rows %" G_GUINT64_FORMAT "\npeak %f\n", result->files[0].rows, bench_peak_memory ());
  return 0;
}

/* The columns of the file, without those that only say how to write it. */
static char *
make_query (void)
{
  const RapExportTable *table = rap_export_table_find ("points");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *columns = NULL;

  for (const RapExportColumn *column = table->columns; column->name != NULL; column++)
    g_strv_builder_add (names, column->name);
  list = g_strv_builder_end (names);
  columns = g_strjoinv (", ", list);
  return g_strdup_printf ("SELECT %s FROM export_points", columns);
}

static void
remove_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
}

static void
time_shell (const char *archive, const char *query, const char *path, GArray *wall, GArray *cpu)
{
  const char *const argv[] = { "sqlite3", "-readonly", "-csv", "-header", archive, query, NULL };
  BenchChild child;

  bench_run (argv, path, &child);
  bench_add (wall, child.wall);
  bench_add (cpu, child.cpu);
}

static void
report (const char *what, GArray *ours, GArray *theirs, const char *to_reach)
{
  bench_row (what, bench_spread (ours, "ms"), bench_format ("sqlite3 -csv -header: %s", bench_spread (theirs, "ms")),
             bench_median (ours) / bench_median (theirs), to_reach);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GArray) ours = bench_samples_new (), ours_cpu = bench_samples_new ();
  g_autoptr (GArray) same = bench_samples_new (), same_cpu = bench_samples_new ();
  g_autoptr (GArray) all = bench_samples_new (), all_cpu = bench_samples_new ();
  g_autoptr (GArray) peak = bench_samples_new ();
  g_autofree char *archive = NULL, *folder = NULL, *shell_path = NULL, *query = NULL;

  if (argc == 3)
    return export_once (argv[1], argv[2]);
  bench_begin ("export");
  archive = bench_archive (POINTS);
  folder = g_build_filename (bench_folder (), "export", NULL);
  shell_path = bench_scratch ("shell.csv");
  query = make_query ();
  for (guint i = 0; i < ROUNDS; i++)
    {
      const char *const own[] = { argv[0], archive, folder, NULL };
      BenchChild child;

      bench_run (own, NULL, &child);
      if (bench_child_value (&child, "rows") != POINTS)
        g_error ("Not all rows were exported.");
      bench_add (ours, child.wall);
      bench_add (ours_cpu, child.cpu);
      bench_add (peak, bench_child_value (&child, "peak"));
      bench_child_clear (&child);
      time_shell (archive, query, shell_path, same, same_cpu);
      time_shell (archive, "SELECT * FROM export_points", shell_path, all, all_cpu);
    }
  remove_files (folder);
  report (bench_format ("export of %u points", POINTS), ours, same, "at most 0.5");
  report ("the same, CPU time", ours_cpu, same_cpu, "");
  report ("the same beside every column of the view, CPU time", ours_cpu, all_cpu, "");
  bench_row ("memory of the export at its peak", bench_spread (peak, "MiB"), "", 0, "");
  bench_end ();
  return 0;
}
