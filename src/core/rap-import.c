/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
  GPtrArray *reasons;
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

/* As rap_import_refuse(), with the reason as an error has it. */
static gboolean
refuse_for (RapImport *self, GError *reason, GError **error)
{
  rap_import_refuse (self, (RapError) reason->code, reason->message, error);
  g_error_free (reason);
  return FALSE;
}

/* The header is the first row that the file has. */
static gboolean
open_reader (RapImport *self, GCancellable *cancellable, GError **error)
{
  const RapCsvRow *header;
  GError *local = NULL;

  self->reader = rap_csv_reader_open (self->file, &self->options, cancellable, &local);
  if (self->reader == NULL || !rap_csv_reader_next_row (self->reader, &header, &local))
    return refuse_for (self, local, error);
  if (header == NULL)
    return rap_import_refuse (self, RAP_ERROR_BAD_FILE, _ ("the file has no rows"), error);
  if (self->columns == NULL)
    self->columns = rap_import_columns_new (header);
  else if (header->n_cells != self->columns->len)
    return rap_import_refuse (self, RAP_ERROR_BAD_FILE, _ ("the file was changed while it was read"), error);
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
free_reason (gpointer data)
{
  RapImportReason *reason = data;

  g_free (reason->column);
  g_free (reason->reason);
  g_free (reason);
}

/* A format of printf() with an ellipsis for each value. */
static char *
show_pattern (const char *format)
{
  GString *shown = g_string_new (NULL);

  for (const char *p = format; *p != '\0'; p++)
    if (*p != '%')
      g_string_append_c (shown, *p);
    else
      {
        g_string_append (shown, "…");
        p += strcspn (p, "su");
        if (*p == '\0')
          break;
      }
  return g_string_free (shown, FALSE);
}

static void
count_reason (RapImport *self, const RapImportRejected *rejected)
{
  RapImportReason *reason = NULL;

  for (guint i = 0; reason == NULL && i < self->reasons->len; i++)
    {
      reason = self->reasons->pdata[i];
      if (reason->pattern != rejected->pattern || reason->field != rejected->field)
        reason = NULL;
    }
  if (reason == NULL)
    {
      reason = g_new0 (RapImportReason, 1);
      reason->column = g_strdup (rejected->column);
      reason->field = rejected->field;
      reason->pattern = rejected->pattern;
      reason->reason = show_pattern (rejected->pattern);
      g_ptr_array_add (self->reasons, reason);
    }
  reason->rows++;
}

static void
list_rejected (RapImport *self, RapImportRejected *rejected)
{
  count_reason (self, rejected);
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

  list_rejected (self, rap_import_rejected_new (line, self->columns, rap_import_columns_find (self->columns, field),
                                                g_strdup (reason), reason));
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
    return rap_import_refuse (self, RAP_ERROR_CANCELLED, _ ("the import was stopped"), error);
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
  GError *local = NULL;

  self->counts.rows++;
  if (!rap_import_points_read (points, row, &point, &rejected, &local))
    return refuse_for (self, local, error);
  if (rejected == NULL)
    return rap_import_stage_add (self->stage, point, row->line, error);
  list_rejected (self, rejected);
  return TRUE;
}

static gboolean
check_rows (RapImport *self, RapImportPoints *points, Progress *progress, GError **error)
{
  const RapCsvRow *row;
  GError *local = NULL;

  for (guint i = 0; i < self->examples->len; i++)
    if (!check_row (self, points, self->examples->pdata[i], error))
      return FALSE;
  do
    {
      if (!rap_csv_reader_next_row (self->reader, &row, &local))
        return refuse_for (self, local, error);
      if ((row != NULL && !check_row (self, points, row, error)) ||
          (self->counts.rows % ROWS_PER_LOOK == 0 && !report_progress (self, progress, error)))
        return FALSE;
    }
  while (row != NULL);
  return report_progress (self, progress, error);
}

static gboolean
check_map (RapImport *self, GError **error)
{
  g_autofree char *list = NULL;
  g_autofree char *reason = NULL;

  if (rap_import_columns_find (self->columns, "point") >= 0)
    return TRUE;
  list = rap_import_columns_list (self->columns);
  reason = g_strdup_printf (_ ("none of the columns %s looks like points; say which one is, as in --map COLUMN=point"),
                            list);
  return rap_import_refuse (self, RAP_ERROR_BAD_FILE, reason, error);
}

static void
begin_check (RapImport *self)
{
  g_clear_pointer (&self->stage, rap_import_stage_free);
  self->checked = FALSE;
  self->counts = (RapImportCounts){ 0 };
  g_ptr_array_set_size (self->rejected, 0);
  g_ptr_array_set_size (self->reasons, 0);
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

  g_autofree char *reason = g_strdup_printf (_ ("line %u, column “%s”: %s%s"), (guint) first->line,
                                             first->column != NULL ? first->column : "?", first->reason, others);

  return rap_import_refuse (self, RAP_ERROR_BAD_VALUE, reason, error);
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
  self->reasons = g_ptr_array_new_with_free_func (free_reason);
  if (rap_db_int (rap_store_db (store), "SELECT count(*) FROM seminar WHERE id = ?1", "i", seminar_id) == 0)
    {
      rap_import_refuse (self, RAP_ERROR_NOT_FOUND, _ ("there is no such seminar in the archive"), error);
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

gboolean
rap_import_refuse (RapImport *self, RapError code, const char *reason, GError **error)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);

  g_set_error (error, RAP_ERROR, (int) code, _ ("“%s”: %s; nothing was imported."), shown, reason);
  return FALSE;
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
  GError *local = NULL;

  begin_check (self);
  return rap_import_columns_set (self->columns, rap_import_points_fields (), column, field, &local) ||
         refuse_for (self, local, error);
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

GPtrArray *
rap_import_get_reasons (RapImport *self)
{
  return self->reasons;
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
  g_ptr_array_unref (self->reasons);
  g_object_unref (self->store);
  g_object_unref (self->file);
  g_free (self->encoding);
  g_free (self->found_encoding);
  g_free (self);
}
