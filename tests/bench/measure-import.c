/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "bench-archive.h"
#include "bench-words.h"
#include "bench.h"
#include "rap-import.h"

#define ROUNDS 3
#define ROWS 100000

/* What the import writes, by the shell's means: the same rows in the same tables with the same search index. It has it
 * easier in that it checks nothing, makes keys and ids without work and keeps no history. */
static const char shell_script[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;\n"
    "CREATE TEMP TABLE staging(point TEXT, kind TEXT, themes TEXT, syndicate_number INT, starred TEXT,"
    " recorded_at TEXT);\n"
    ".import --csv --skip 1 --schema temp \"%s\" staging\n"
    "BEGIN IMMEDIATE;\n"
    "CREATE TEMP TABLE place AS SELECT session.id AS session_id, seminar_id, date, CAST(julianday(date) - 2440587.5"
    " AS INT) AS day FROM session JOIN seminar ON seminar.id = seminar_id;\n"
    "INSERT INTO point(id, session_id, voice, syndicate_id, kind, text, starred, recorded_at)\n"
    " SELECT (800000000000 << 22) + staging.rowid, place.session_id, 'syndicate', syndicate.id, kind, point,"
    " starred = 'true', unixepoch(recorded_at) * 1000\n"
    " FROM staging, place JOIN syndicate ON syndicate.session_id = place.session_id AND number = syndicate_number"
    " ORDER BY staging.rowid;\n"
    "INSERT INTO theme(id, name, key) SELECT (700000000000 << 22) + row_number() OVER (), themes, lower(themes)\n"
    " FROM (SELECT DISTINCT themes FROM staging WHERE themes <> '');\n"
    "INSERT INTO seminar_theme SELECT seminar_id, theme.id, row_number() OVER (), NULL FROM theme, place;\n"
    "INSERT INTO point_theme SELECT (800000000000 << 22) + staging.rowid, theme.id, 1 FROM staging"
    " JOIN theme ON key = lower(themes) ORDER BY staging.rowid;\n"
    "INSERT INTO came_from SELECT seminar_id, CAST(printf('%%032d', staging.rowid) AS BLOB),"
    " (800000000000 << 22) + staging.rowid FROM staging, place ORDER BY 2;\n"
    "INSERT INTO doc(docid, kind, ref) SELECT (day << 24) + 1000 + row_number() OVER (ORDER BY point.id), 'point',"
    " point.id FROM point, place;\n"
    "INSERT INTO words(rowid, text, cjk, tag) SELECT docid, text, '', 'y' || substr(date, 1, 4) || ' s' || seminar_id"
    " || ' k' || point.kind || CASE WHEN starred THEN ' starred' ELSE '' END"
    " || ifnull((SELECT ' ' || group_concat('h' || theme_id, ' ') FROM point_theme WHERE point_id = point.id), '')\n"
    " FROM place, doc JOIN point ON point.id = ref WHERE doc.kind = 'point' ORDER BY docid;\n"
    "COMMIT;\n";

static char *
write_csv (double *megabytes)
{
  static const char *const kinds[] = { "insight", "insight", "question", "insight", "action", "quote", "example" };
  g_autoptr (GString) csv = g_string_new ("point,kind,themes,syndicate_number,starred,recorded_at\r\n");
  char *path = bench_scratch ("points.csv");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < ROWS; i++)
    {
      g_autofree char *text = bench_words (i, 6 + i * 7 % 19);
      g_autofree char *theme = i % 10 < 7 ? bench_words (bench_zipf (i, 400) + 1000000, 2) : g_strdup ("");
      g_string_append_printf (csv, "\"%s\",%s,%s,%u,%s,2011-01-19T%02u:%02u:%02uZ\r\n", text,
                              kinds[i % G_N_ELEMENTS (kinds)], theme, 1 + i % 4, i % 13 == 0 ? "true" : "false",
                              10 + i / 3600 % 10, i / 60 % 60, i % 60);
    }
  g_file_set_contents (path, csv->str, (gssize) csv->len, &error);
  bench_check (error);
  *megabytes = (double) csv->len / 1e6;
  return path;
}

/* In a process of its own, for its memory. */
static int
import_once (const char *archive, const char *csv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapStore) store = rap_store_open (archive, "import", RAP_DB_WAIT, &error);
  g_autoptr (GFile) file = g_file_new_for_path (csv);
  g_autoptr (RapImport) import = NULL;
  const double start = bench_now (), start_cpu = bench_cpu ();
  double checked, checked_cpu;

  bench_check (error);
  import = rap_import_open (store, RAP_IMPORT_POINTS, bench_archive_some_seminar (store, 0), file, NULL, &error);
  if (import != NULL)
    rap_import_check (import, NULL, NULL, NULL, &error);
  checked = bench_now ();
  checked_cpu = bench_cpu ();
  if (error == NULL)
    rap_import_write (import, FALSE, &error);
  bench_check (error);
  g_print ("check %f\ncheck-cpu %f\nlocked %f\nrows %u\npeak %f\n", checked - start, checked_cpu - start_cpu,
           bench_now () - checked, rap_import_get_counts (import)->fresh, bench_peak_memory ());
  return 0;
}

static void
make_archive (const char *name)
{
  g_object_unref (bench_archive_open_copy (0, name));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GArray) ours = bench_samples_new (), ours_cpu = bench_samples_new ();
  g_autoptr (GArray) theirs = bench_samples_new (), theirs_cpu = bench_samples_new ();
  g_autoptr (GArray) checked = bench_samples_new (), locked = bench_samples_new (), peak = bench_samples_new ();
  g_autofree char *csv = NULL, *script = NULL, *sql = NULL;
  double megabytes;

  if (argc == 3)
    return import_once (argv[1], argv[2]);
  bench_begin ("import");
  csv = write_csv (&megabytes);
  script = bench_scratch ("import.sql");
  sql = g_strdup_printf (shell_script, csv);
  g_file_set_contents (script, sql, -1, NULL);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *archive = g_build_filename (bench_folder (), "import.rapporteur", NULL);
      g_autofree char *read = g_strdup_printf (".read %s", script);
      const char *const own[] = { argv[0], archive, csv, NULL };
      const char *const shell[] = { "sqlite3", "-bail", archive, read, NULL };
      BenchChild child;

      make_archive ("import.rapporteur");
      bench_run (own, NULL, &child);
      if (bench_child_value (&child, "rows") != ROWS)
        g_error ("Not all rows were imported.");
      bench_add (ours, child.wall);
      bench_add (ours_cpu, child.cpu);
      bench_add (checked, megabytes / bench_child_value (&child, "check-cpu") * 1e3);
      bench_add (locked, bench_child_value (&child, "locked"));
      bench_add (peak, bench_child_value (&child, "peak"));
      bench_child_clear (&child);
      make_archive ("import.rapporteur");
      bench_run (shell, NULL, &child);
      bench_add (theirs, child.wall);
      bench_add (theirs_cpu, child.cpu);
      bench_child_clear (&child);
    }
  bench_row (bench_format ("import of %u points (%.1f MB)", ROWS, megabytes), bench_spread (ours, "ms"),
             bench_format ("sqlite3 .import, the same tables and index: %s", bench_spread (theirs, "ms")),
             bench_median (ours) / bench_median (theirs), "at most 1");
  bench_row ("the same, CPU time", bench_spread (ours_cpu, "ms"), bench_spread (theirs_cpu, "ms"),
             bench_median (ours_cpu) / bench_median (theirs_cpu), "");
  bench_row ("decoding, mapping, checking", bench_spread (checked, "MB/s of CPU time"), "", 0, "60 MB/s");
  bench_row ("the archive locked", bench_spread (locked, "ms"), "", 0, "under 2000 ms");
  bench_row ("memory of the import at its peak", bench_spread (peak, "MiB"), "", 0, "under 64 MiB");
  bench_end ();
  return 0;
}
