/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-file.h"

#include <glib/gi18n-lib.h>

#include "rap-import-map.h"

#define MAX_EXAMPLE_ROWS 20

struct _RapImportFile
{
  GFile *file;
  char *encoding; /* as wanted */
  RapCsvOptions options;
  char *found_encoding;
  gboolean guessed;
  char delimiter;

  GPtrArray *columns;
  RapCsvReader *reader; /* after the rows that are examples */
  GPtrArray *examples;  /* RapCsvRow, those rows */
  guint next;           /* of the examples */
};

static void
free_row (gpointer data)
{
  RapCsvRow *row = data;

  for (guint i = 0; i < row->n_cells; i++)
    g_free ((char *) row->cells[i].text);
  g_free ((RapCsvCell *) row->cells);
  g_free (row);
}

static RapCsvRow *
copy_row (const RapCsvRow *row)
{
  RapCsvRow *copy = g_memdup2 (row, sizeof *row);
  RapCsvCell *cells = g_memdup2 (row->cells, row->n_cells * sizeof (RapCsvCell));

  for (guint i = 0; i < row->n_cells; i++)
    cells[i].text = g_memdup2 (cells[i].text, cells[i].len + 1);
  copy->cells = cells;
  return copy;
}

/* Whether a header has the columns that the file had when it was opened. */
static gboolean
has_columns (RapImportFile *self, const RapCsvRow *header)
{
  g_autoptr (GPtrArray) columns = rap_import_columns_new (header);

  if (columns->len != self->columns->len)
    return FALSE;
  for (guint i = 0; i < columns->len; i++)
    if (!g_str_equal (((RapImportColumn *) columns->pdata[i])->name,
                      ((RapImportColumn *) self->columns->pdata[i])->name))
      return FALSE;
  return TRUE;
}

/* The header is the first row that the file has. */
static gboolean
open_reader (RapImportFile *self, GCancellable *cancellable, GError **error)
{
  const RapCsvRow *header;
  GError *local = NULL;

  self->reader = rap_csv_reader_open (self->file, &self->options, cancellable, &local);
  if (self->reader == NULL || !rap_csv_reader_next_row (self->reader, &header, &local))
    return rap_import_file_refuse_for (self, local, error);
  if (header == NULL)
    return rap_import_file_refuse (self, RAP_ERROR_BAD_FILE, _ ("the file has no rows"), error);
  if (self->columns == NULL)
    self->columns = rap_import_columns_new (header);
  else if (!has_columns (self, header))
    return rap_import_file_refuse (self, RAP_ERROR_BAD_FILE, _ ("the file was changed while it was read"), error);
  return TRUE;
}

static void
read_examples (RapImportFile *self)
{
  const RapCsvRow *row;

  while (self->examples->len < MAX_EXAMPLE_ROWS && rap_csv_reader_next_row (self->reader, &row, NULL) && row != NULL)
    {
      rap_import_columns_add_examples (self->columns, row);
      g_ptr_array_add (self->examples, copy_row (row));
    }
}

RapImportFile *
rap_import_file_open (GFile *file, const RapCsvOptions *options, GError **error)
{
  g_autoptr (RapImportFile) self = g_new0 (RapImportFile, 1);

  self->file = g_object_ref (file);
  if (options != NULL)
    self->options = *options;
  self->options.encoding = self->encoding = g_strdup (self->options.encoding);
  self->options.lenient = FALSE;
  self->examples = g_ptr_array_new_with_free_func (free_row);
  if (!open_reader (self, NULL, error))
    return NULL;
  self->found_encoding = g_strdup (rap_csv_reader_get_encoding (self->reader, &self->guessed));
  self->delimiter = rap_csv_reader_get_delimiter (self->reader);
  read_examples (self);
  return g_steal_pointer (&self);
}

gboolean
rap_import_file_refuse (RapImportFile *self, RapError code, const char *reason, GError **error)
{
  g_autofree char *name = rap_import_file_get_name (self);

  g_set_error (error, RAP_ERROR, (int) code, _ ("“%s”: %s; nothing was imported."), name, reason);
  return FALSE;
}

gboolean
rap_import_file_refuse_for (RapImportFile *self, GError *reason, GError **error)
{
  rap_import_file_refuse (self, (RapError) reason->code, reason->message, error);
  g_error_free (reason);
  return FALSE;
}

char *
rap_import_file_get_name (RapImportFile *self)
{
  g_autofree char *name = g_file_get_basename (self->file);

  return g_filename_display_name (name);
}

GPtrArray *
rap_import_file_get_columns (RapImportFile *self)
{
  return self->columns;
}

const char *
rap_import_file_get_encoding (RapImportFile *self, gboolean *guessed)
{
  if (guessed != NULL)
    *guessed = self->guessed;
  return self->found_encoding;
}

char
rap_import_file_get_delimiter (RapImportFile *self)
{
  return self->delimiter;
}

gboolean
rap_import_file_rewind (RapImportFile *self, GCancellable *cancellable, GError **error)
{
  /* only after rap_import_file_close(): the first time the rows are still to come, and a pipe has no others */
  if (self->reader != NULL)
    return TRUE;
  g_ptr_array_set_size (self->examples, 0);
  self->next = 0;
  if (open_reader (self, cancellable, error))
    return TRUE;
  rap_import_file_close (self);
  return FALSE;
}

gboolean
rap_import_file_next_row (RapImportFile *self, const RapCsvRow **row, GError **error)
{
  GError *local = NULL;

  if (self->next < self->examples->len)
    {
      *row = self->examples->pdata[self->next++];
      return TRUE;
    }
  return rap_csv_reader_next_row (self->reader, row, &local) || rap_import_file_refuse_for (self, local, error);
}

double
rap_import_file_get_progress (RapImportFile *self)
{
  return rap_csv_reader_get_progress (self->reader);
}

guint64
rap_import_file_get_blank_lines (RapImportFile *self)
{
  return rap_csv_reader_get_blank_lines (self->reader);
}

void
rap_import_file_close (RapImportFile *self)
{
  g_clear_pointer (&self->reader, rap_csv_reader_free);
}

RapCsvReader *
rap_import_file_read_again (RapImportFile *self, GError **error)
{
  return rap_csv_reader_open (self->file, &self->options, NULL, error);
}

void
rap_import_file_free (RapImportFile *self)
{
  rap_import_file_close (self);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_ptr_array_unref (self->examples);
  g_object_unref (self->file);
  g_free (self->encoding);
  g_free (self->found_encoding);
  g_free (self);
}
