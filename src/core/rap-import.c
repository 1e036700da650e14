/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import.h"

#include <glib/gi18n-lib.h>

#include "rap-error.h"
#include "rap-import-map.h"
#include "rap-import-points.h"
#include "rap-import-stage.h"

#define MAX_EXAMPLE_ROWS 20
#define ROWS_PER_LOOK 256
#define PROGRESS_US 100000

struct _RapImport
{
  RapStore *store;
  gint64 seminar_id;
  gint64 session_id;
  GFile *file;
  char *encoding; /* as wanted */
  RapCsvOptions options;
  char *found_encoding;
  gboolean guessed;
  char delimiter;

  GPtrArray *columns;
  RapCsvReader *reader; /* after the rows that are examples */
  GPtrArray *examples;  /* RapCsvRow, those rows */
  RapImportStage *stage;
  RapImportCounts counts;
  GPtrArray *rejected;
  gboolean checked;
};

typedef struct
{
  RapImportProgress callback;
  gpointer data;
  GCancellable *cancellable;
  gint64 last;
} Progress;

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

/* The header is the first row that the file has. */
static gboolean
open_reader (RapImport *self, GCancellable *cancellable, GError **error)
{
  const RapCsvRow *header;

  self->reader = rap_csv_reader_open (self->file, &self->options, cancellable, error);
  if (self->reader == NULL || !rap_csv_reader_next_row (self->reader, &header, error))
    return FALSE;
  if (header == NULL)
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_FILE, _ ("The file has no rows; nothing was imported."));
      return FALSE;
    }
  if (self->columns == NULL)
    self->columns = rap_import_columns_new (header);
  else if (header->n_cells != self->columns->len)
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_FILE,
                           _ ("The file was changed while it was read; nothing was imported."));
      return FALSE;
    }
  return TRUE;
}

/* Reads the first rows; a fault in one of them is told of by rap_import_check(). */
static void
read_examples (RapImport *self)
{
  const RapCsvRow *row;

  while (self->examples->len < MAX_EXAMPLE_ROWS && rap_csv_reader_next_row (self->reader, &row, NULL) && row != NULL)
    {
      rap_import_columns_add_examples (self->columns, row);
      g_ptr_array_add (self->examples, copy_row (row));
    }
}

static void
list_rejected (RapImport *self, RapImportRejected *rejected)
{
  self->counts.rejected++;
  if (self->rejected->len < RAP_IMPORT_MAX_LISTED)
    g_ptr_array_add (self->rejected, rejected);
  else
    rap_import_rejected_free (rejected);
}

static int
compare_lines_cb (gconstpointer a, gconstpointer b)
{
  const RapImportRejected *left = *(RapImportRejected *const *) a, *right = *(RapImportRejected *const *) b;

  return left->line < right->line ? -1 : left->line > right->line;
}

static void
stage_rejected_cb (guint64 line, const char *field, const char *reason, gpointer data)
{
  RapImport *self = data;
  int column = rap_import_columns_find (self->columns, field);

  list_rejected (self, rap_import_rejected_new (
                           line, column >= 0 ? ((RapImportColumn *) self->columns->pdata[column])->name : NULL,
                           g_strdup (reason)));
}

static gboolean
resolve (RapImport *self, GError **error)
{
  if (!rap_import_stage_resolve (self->stage, &self->counts, stage_rejected_cb, self, error))
    return FALSE;
  g_ptr_array_sort (self->rejected, compare_lines_cb);
  return TRUE;
}

static gboolean
report_progress (RapImport *self, Progress *progress, GError **error)
{
  gint64 now = g_get_monotonic_time ();

  if (g_cancellable_is_cancelled (progress->cancellable))
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_CANCELLED, _ ("The import was stopped; nothing was imported."));
      return FALSE;
    }
  if (progress->callback != NULL && now - progress->last >= PROGRESS_US)
    {
      progress->last = now;
      progress->callback (rap_csv_reader_get_progress (self->reader), progress->data);
    }
  return TRUE;
}

static gboolean
check_row (RapImport *self, RapImportPoints *points, const RapCsvRow *row, GError **error)
{
  const RapImportPoint *point;
  RapImportRejected *rejected;

  self->counts.rows++;
  if (!rap_import_points_read (points, row, &point, &rejected, error))
    return FALSE;
  if (rejected == NULL)
    return rap_import_stage_add (self->stage, point, row->line, error);
  list_rejected (self, rejected);
  return TRUE;
}

static gboolean
check_rows (RapImport *self, RapImportPoints *points, Progress *progress, GError **error)
{
  const RapCsvRow *row;

  for (guint i = 0; i < self->examples->len; i++)
    if (!check_row (self, points, self->examples->pdata[i], error))
      return FALSE;
  do
    if (!rap_csv_reader_next_row (self->reader, &row, error) ||
        (row != NULL && !check_row (self, points, row, error)) ||
        (self->counts.rows % ROWS_PER_LOOK == 0 && !report_progress (self, progress, error)))
      return FALSE;
  while (row != NULL);
  return report_progress (self, progress, error);
}

static gboolean
check_map (RapImport *self, GError **error)
{
  g_autofree char *list = NULL;

  if (rap_import_columns_find (self->columns, "point") >= 0)
    return TRUE;
  list = rap_import_columns_list (self->columns);
  g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE,
               _ ("None of the columns %s looks like points; say which one is, as in --map COLUMN=point. Nothing was "
                  "imported."),
               list);
  return FALSE;
}

static void
begin_check (RapImport *self)
{
  g_clear_pointer (&self->stage, rap_import_stage_free);
  self->checked = FALSE;
  self->counts = (RapImportCounts){ 0 };
  g_ptr_array_set_size (self->rejected, 0);
}

/* The reader was used up, or never got to the rows again. */
static gboolean
rewind_reader (RapImport *self, GCancellable *cancellable, GError **error)
{
  if (self->reader != NULL)
    return TRUE;
  if (!open_reader (self, cancellable, error))
    return FALSE;
  g_ptr_array_set_size (self->examples, 0);
  return TRUE;
}

static gboolean
fill_stage (RapImport *self, Progress *progress, GError **error)
{
  RapDb *db = rap_store_db (self->store);
  g_autoptr (RapImportPoints) points = NULL;

  rap_db_take_unasked (db, NULL);
  points = rap_import_points_new (db, self->seminar_id, self->session_id, self->columns);
  if (rap_db_take_unasked (db, error)) /* a syndicate that could not be read must not look as if it were not there */
    return FALSE;
  self->stage = rap_import_stage_new (db, self->seminar_id, error);
  if (self->stage == NULL || !check_rows (self, points, progress, error) ||
      !rap_import_stage_finish (self->stage, rap_import_points_themes (points), error))
    return FALSE;
  self->counts.names_dropped = rap_import_points_names_dropped (points);
  self->counts.blank_lines = rap_csv_reader_get_blank_lines (self->reader);
  return resolve (self, error);
}

static gboolean
refuse_rejected (RapImport *self, GError **error)
{
  const RapImportRejected *first = self->rejected->pdata[0];
  const guint more = self->counts.rejected - 1;
  g_autofree char *others =
      more == 0 ? g_strdup ("") : g_strdup_printf (ngettext (" (and %u more row)", " (and %u more rows)", more), more);

  g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("Line %u, column “%s”: %s%s. Nothing was imported."),
               (guint) first->line, first->column != NULL ? first->column : "?", first->reason, others);
  return FALSE;
}

/* Begins the step when the archive is as it was last looked at. */
static gboolean
begin_step (RapImport *self, gboolean skip_rejected, GError **error)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);

  for (;;)
    {
      g_autofree char *label =
          g_strdup_printf (ngettext ("Import %u point from “%s”", "Import %u points from “%s”", self->counts.fresh),
                           self->counts.fresh, shown);
      if (self->counts.rejected > 0 && !skip_rejected)
        return refuse_rejected (self, error);
      if (!rap_store_begin (self->store, label, self->seminar_id, error))
        return FALSE;
      if (rap_import_stage_is_current (self->stage))
        return TRUE;
      rap_store_rollback (self->store);
      if (!resolve (self, error))
        return FALSE;
    }
}

RapImport *
rap_import_open (RapStore *store, gint64 seminar_id, GFile *file, const RapCsvOptions *options, GError **error)
{
  g_autoptr (RapImport) self = g_new0 (RapImport, 1);

  g_return_val_if_fail (RAP_IS_STORE (store) && G_IS_FILE (file), NULL);

  self->store = g_object_ref (store);
  self->seminar_id = seminar_id;
  self->file = g_object_ref (file);
  if (options != NULL)
    self->options = *options;
  self->options.encoding = self->encoding = g_strdup (self->options.encoding);
  self->options.lenient = FALSE;
  self->examples = g_ptr_array_new_with_free_func (free_row);
  self->rejected = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_import_rejected_free);
  if (rap_db_int (rap_store_db (store), "SELECT count(*) FROM seminar WHERE id = ?1", "i", seminar_id) == 0)
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOT_FOUND, _ ("There is no such seminar in the archive."));
      return NULL;
    }
  if (!open_reader (self, NULL, error))
    return NULL;
  self->found_encoding = g_strdup (rap_csv_reader_get_encoding (self->reader, &self->guessed));
  self->delimiter = rap_csv_reader_get_delimiter (self->reader);
  read_examples (self);
  rap_import_columns_guess (self->columns, rap_import_points_fields ());
  return g_steal_pointer (&self);
}

const char *
rap_import_why_ignored (const char *field)
{
  return rap_import_columns_why_ignored (rap_import_points_fields (), field);
}

GPtrArray *
rap_import_get_columns (RapImport *self)
{
  return self->columns;
}

const char *
rap_import_get_encoding (RapImport *self, gboolean *guessed)
{
  if (guessed != NULL)
    *guessed = self->guessed;
  return self->found_encoding;
}

char
rap_import_get_delimiter (RapImport *self)
{
  return self->delimiter;
}

gboolean
rap_import_set_map (RapImport *self, const char *column, const char *field, GError **error)
{
  begin_check (self);
  return rap_import_columns_set (self->columns, rap_import_points_fields (), column, field, error);
}

void
rap_import_set_session (RapImport *self, gint64 session_id)
{
  begin_check (self);
  self->session_id = session_id;
}

gboolean
rap_import_check (RapImport *self, RapImportProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  Progress told = { progress, data, cancellable, g_get_monotonic_time () };

  begin_check (self);
  if (!check_map (self, error) || !rewind_reader (self, cancellable, error))
    return FALSE;
  self->checked = fill_stage (self, &told, error);
  g_clear_pointer (&self->reader, rap_csv_reader_free);
  if (!self->checked)
    begin_check (self);
  return self->checked;
}

const RapImportCounts *
rap_import_get_counts (RapImport *self)
{
  return &self->counts;
}

GPtrArray *
rap_import_get_rejected (RapImport *self)
{
  return self->rejected;
}

gboolean
rap_import_write (RapImport *self, gboolean skip_rejected, GError **error)
{
  g_return_val_if_fail (self->checked, FALSE);

  if (!begin_step (self, skip_rejected, error))
    return FALSE;
  if (!rap_import_stage_write (self->stage, self->store, error))
    {
      rap_store_rollback (self->store);
      return FALSE;
    }
  if (!rap_store_commit (self->store, error))
    return FALSE;
  g_clear_pointer (&self->stage, rap_import_stage_free);
  self->checked = FALSE;
  return TRUE;
}

void
rap_import_free (RapImport *self)
{
  g_clear_pointer (&self->stage, rap_import_stage_free);
  g_clear_pointer (&self->reader, rap_csv_reader_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_ptr_array_unref (self->examples);
  g_ptr_array_unref (self->rejected);
  g_object_unref (self->store);
  g_object_unref (self->file);
  g_free (self->encoding);
  g_free (self->found_encoding);
  g_free (self);
}
