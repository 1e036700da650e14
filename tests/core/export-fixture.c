/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export-fixture.h"

#include <glib/gstdio.h>

#include "rap-csv-reader.h"
#include "rap-id.h"

char *
export_folder (Archive *archive)
{
  return g_build_filename (archive->folder, "out", NULL);
}

GPtrArray *
export_read_delimited (const char *folder, const char *table, char delimiter)
{
  const RapCsvOptions options = { .delimiter = delimiter };
  g_autofree char *name = g_strconcat (table, ".csv", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapCsvReader) reader = rap_csv_reader_open (file, &options, NULL, &error);
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

GPtrArray *
export_read_table (const char *folder, const char *table)
{
  return export_read_delimited (folder, table, ',');
}

void
export_remove_folder (const char *folder)
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

char *
export_read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  return contents;
}

void
export_insertf (Archive *archive, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list values;

  va_start (values, format);
  sql = g_strdup_vprintf (format, values);
  va_end (values);
  archive_run (archive, sql);
}

RapExportResult *
export_write (Archive *archive, const RapExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  RapExportResult *result = NULL;

  rap_export (rap_store_db (archive->store), options, NULL, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  return result;
}

const char *
export_find_cell (GPtrArray *rows, const char *id, const char *column)
{
  GStrv header = rows->pdata[0];
  guint at = 0;

  while (g_strcmp0 (header[at], column) != 0)
    g_assert_nonnull (header[at++]);
  for (guint i = 1; i < rows->len; i++)
    if (g_str_equal (((GStrv) rows->pdata[i])[0], id))
      return ((GStrv) rows->pdata[i])[at];
  return NULL;
}

void
export_assert_cell (const char *folder,
                    const char *table,
                    char kind,
                    gint64 id,
                    const char *column,
                    const char *expected)
{
  g_autoptr (GPtrArray) rows = export_read_table (folder, table);
  char text[RAP_ID_LENGTH + 1];

  g_test_message ("%s of %s %d", column, table, (int) id);
  g_assert_cmpstr (export_find_cell (rows, rap_id_format (kind, id, FALSE, text), column), ==, expected);
}

void
export_make_seminar (Archive *archive)
{
  archive_run (
      archive,
      "INSERT INTO seminar(id, title, date, tz) VALUES(1, '=1+1', '2011-01-19', 'Europe/London');"
      "INSERT INTO session(id, seminar_id, position, kind, title) VALUES(10, 1, 1, 'talk', 'Talk'),"
      " (11, 1, 2, 'discussion', NULL);"
      "INSERT INTO syndicate(id, session_id, number, name, brief, head_count)"
      " VALUES(20, 11, 1, 'Trust', 'Why?', 5), (21, 11, 2, NULL, NULL, 7);"
      "INSERT INTO person(id, name) VALUES(1, 'Speaker'), (2, 'Willing'), (3, 'Shy');"
      "INSERT INTO attendance(id, seminar_id, person_id, status, consent, affiliation) VALUES(1, 1, 1, 'came', "
      "'no', 'A'),"
      " (2, 1, 2, 'came', 'by_name', 'B'), (3, 1, 3, 'walked_in', 'anonymously', 'C');"
      "INSERT INTO role(id, attendance_id, kind, session_id, syndicate_id) VALUES(1, 1, 'speaker', 10, NULL),"
      " (2, 2, 'member', NULL, 20), (3, 3, 'member', NULL, 20), (4, 2, 'rapporteur', NULL, 20);"
      "INSERT INTO theme(id, name, key) VALUES(30, 'trust', 'trust'), (31, 'empty', 'empty');"
      "INSERT INTO seminar_theme(seminar_id, theme_id, position, headline) VALUES(1, 30, 1, 'Trust!'), (1, 31, 2, "
      "NULL);");
}

guint
export_count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}
