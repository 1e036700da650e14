/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables that an archive becomes: what is in them, that they come back, that nothing stands in them that may not.
 */
#include "archive-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "rap-csv-reader.h"
#include "rap-export.h"
#include "rap-sample.h"

static char *
out_folder (Archive *archive)
{
  return g_build_filename (archive->folder, "out", NULL);
}

/* The rows as GStrv, the header first */
static GPtrArray *
read_table (const char *folder, const char *table)
{
  g_autofree char *name = g_strconcat (table, ".csv", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapCsvReader) reader = rap_csv_reader_open (file, NULL, NULL, &error);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const RapCsvRow *row;

  g_assert_no_error (error);
  while (rap_csv_reader_next_row (reader, &row, &error) && row != NULL)
    {
      GStrv cells = g_new0 (char *, row->n_cells + 1);

      for (guint i = 0; i < row->n_cells; i++)
        cells[i] = g_strndup (row->cells[i].text, row->cells[i].len);
      g_ptr_array_add (rows, cells);
    }
  g_assert_no_error (error);
  return rows;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_rmdir (folder);
}

static void
test_sample (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = out_folder (archive);
  RapExportOptions options = { .folder = folder };
  g_autoptr (RapExportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  options.seminar_id = rap_sample_add (archive->store, &error);
  g_assert_no_error (error);
  rap_export (rap_store_db (archive->store), &options, NULL, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_files, ==, 7);
  g_assert_cmpstr (result->files[6].name, ==, "datapackage.json");
  for (guint i = 0; rap_export_get_tables ()[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) rows = read_table (folder, rap_export_get_tables ()[i]);

      g_assert_cmpuint (rows->len - 1, ==, result->files[i].rows);
      g_assert_cmpuint (rows->len, >, 1);
    }
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/export/sample", test_sample);
  return g_test_run ();
}
