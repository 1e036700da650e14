/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-save.h"

#include <glib/gi18n-lib.h>

#include "rap-csv-writer.h"
#include "rap-import.h"
#include "rap-safe-file.h"

static void
write_cells (RapCsvWriter *writer, const RapCsvRow *row, guint n_columns)
{
  for (guint i = 0; i < MAX (row->n_cells, n_columns); i++)
    {
      const RapCsvCell *cell = i < row->n_cells && !row->cells[i].absent ? &row->cells[i] : NULL;
      rap_csv_writer_text (writer, cell != NULL ? cell->text : NULL, cell != NULL ? (gssize) cell->len : 0);
    }
}

static char *
make_reason (const RapImportRejected *rejected)
{
  return rejected->column != NULL ? g_strdup_printf ("%s: %s", rejected->column, rejected->reason)
                                  : g_strdup (rejected->reason);
}

static gboolean
write_header (RapCsvWriter *writer, const RapCsvRow *header, GError **error)
{
  write_cells (writer, header, header->n_cells);
  rap_csv_writer_text (writer, "line", -1);
  rap_csv_writer_text (writer, "reason", -1);
  return rap_csv_writer_row_end (writer, error);
}

/* Both are in the order of the file's lines. Returns: whether that was done; @reason says what is wrong with the
 * imported file, @error what is wrong with the one that is written */
static gboolean
write_rows (RapCsvWriter *writer, RapCsvReader *reader, GPtrArray *rejected, GError **reason, GError **error)
{
  const RapCsvRow *row;
  guint n_columns, next = 0;

  if (!rap_csv_reader_next_row (reader, &row, reason) || row == NULL)
    return FALSE;
  n_columns = row->n_cells;
  if (!write_header (writer, row, error))
    return FALSE;
  while (next < rejected->len)
    {
      const RapImportRejected *wanted = rejected->pdata[next];
      g_autofree char *text = make_reason (wanted);

      if (!rap_csv_reader_next_row (reader, &row, reason) || row == NULL || row->line > wanted->line)
        return FALSE;
      if (row->line < wanted->line)
        continue;
      next++;
      write_cells (writer, row, n_columns);
      rap_csv_writer_int (writer, (gint64) wanted->line);
      rap_csv_writer_text (writer, text, -1);
      if (!rap_csv_writer_row_end (writer, error))
        return FALSE;
    }
  return rap_csv_writer_flush (writer, error);
}

/* Returns: whether the file is there; @reason and @error as for write_rows(), one of them set if not */
static gboolean
save (RapCsvReader *reader, GPtrArray *rejected, GFile *file, GError **reason, GError **error)
{
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autofree char *folder = parent != NULL ? g_file_get_path (parent) : NULL;
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (RapSafeFile) safe = NULL;
  g_autoptr (RapCsvWriter) writer = NULL;
  GError *local = NULL;

  if (folder == NULL)
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_FAILED,
                           _ ("Rows can only be saved on this computer; choose a folder here."));
      return FALSE;
    }
  safe = rap_safe_file_new (folder, name, error);
  if (safe == NULL)
    return FALSE;
  writer = rap_csv_writer_new (rap_safe_file_get_stream (safe), rap_csv_reader_get_delimiter (reader), FALSE);
  if (write_rows (writer, reader, rejected, reason, &local))
    return rap_safe_file_commit (safe, error);
  if (local != NULL)
    g_propagate_error (error, rap_safe_file_explain_error (safe, local));
  else if (*reason == NULL)
    g_set_error_literal (reason, RAP_ERROR, RAP_ERROR_BAD_FILE, _ ("the file was changed since it was checked"));
  return FALSE;
}

gboolean
rap_import_save_rows (RapImportFile *from, GPtrArray *rejected, GFile *file, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (RapCsvReader) reader = rap_import_file_read_again (from, &reason);
  g_autofree char *name = rap_import_file_get_name (from);

  if (reader != NULL && save (reader, rejected, file, &reason, error))
    return TRUE;
  if (reason != NULL)
    g_set_error (error, RAP_ERROR, reason->code, _ ("“%s”: %s; no rows were saved."), name, reason->message);
  return FALSE;
}
