/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-export.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "rap-csv-sniff.h"
#include "rap-csv-writer.h"
#include "rap-datapackage.h"
#include "rap-export-rows.h"
#include "rap-export-task.h"
#include "rap-hash-stream.h"
#include "rap-safe-file.h"

#define PACKAGE_NAME "datapackage.json"

/* One export under way */
typedef struct
{
  RapDb *db;
  RapExportOptions options; /* with all defaults filled in */
  GCancellable *cancellable;
  RapExportProgress progress;
  gpointer progress_data;
  GArray *seminars;      /* gint64: by date */
  GPtrArray *safe_files; /* RapSafeFile: written, not yet under their names */
  GArray *files;         /* RapExportFile: likewise */
  RapDatapackage *package;
  gboolean made_folder;
} Export;

/* Whom an export in a thread tells of its progress */
typedef struct
{
  GMainContext *context;
  RapExportProgress progress;
  gpointer data;
  double told;
} Listener;

typedef struct
{
  RapExportProgress progress;
  gpointer data;
  double done;
} News;

static void
clear_file (RapExportFile *file)
{
  g_free (file->name);
}

static void
clear_export (Export *self)
{
  g_clear_pointer (&self->seminars, g_array_unref);
  g_clear_pointer (&self->safe_files, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_array_unref);
  g_clear_pointer (&self->package, rap_datapackage_free);
  if (self->made_folder)
    g_rmdir (self->options.folder); /* which fails if anything is in it, and so it should */
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, clear_export)

static gboolean
check_options (const RapExportOptions *options, GError **error)
{
  g_autofree char *known = NULL;

  if (options->delimiter != 0 && !rap_csv_is_delimiter (options->delimiter))
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("“%c” cannot be a delimiter; nothing was written."),
                   options->delimiter);
      return FALSE;
    }
  for (guint i = 0; options->tables != NULL && options->tables[i] != NULL; i++)
    if (rap_export_table_find (options->tables[i]) == NULL)
      {
        known = g_strjoinv (", ", (char **) rap_export_get_tables ());
        g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                     _ ("There is no table “%s”; nothing was written. There are: %s."), options->tables[i], known);
        return FALSE;
      }
  return TRUE;
}

static gboolean
is_wanted (Export *self, const RapExportTable *table)
{
  return self->options.tables == NULL || g_strv_contains (self->options.tables, table->name);
}

/* That its parent is missing, or that it is a file, the first table will tell. */
static gboolean
make_folder (Export *self, GError **error)
{
  const char *folder = self->options.folder;
  g_autofree char *name = g_filename_display_name (folder);

  self->made_folder = g_mkdir (folder, 0777) == 0;
  if (self->made_folder || errno == ENOENT || errno == EEXIST)
    return TRUE;
  g_set_error (error, RAP_ERROR, errno == ENOSPC || errno == EDQUOT ? RAP_ERROR_FULL : RAP_ERROR_READ_ONLY,
               _ ("The folder %s cannot be made (%s); nothing was written."), name, g_strerror (errno));
  return FALSE;
}

static gboolean
list_seminars (Export *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RapStmt) stmt = rap_db_prepare (
      self->db, "SELECT id FROM seminar WHERE id = ?1 OR ?1 = 0 ORDER BY date, id", "i", self->options.seminar_id);

  while (rap_stmt_step (stmt, &local))
    {
      gint64 id = rap_stmt_int (stmt, 0);
      g_array_append_val (self->seminars, id);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (self->seminars->len > 0 || self->options.seminar_id == 0)
    return TRUE;
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                       _ ("The seminar is not in the archive any more; nothing was written."));
  return FALSE;
}

static RapSafeFile *
begin_file (Export *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->options.folder, name, NULL);
  RapSafeFile *safe_file;
  RapExportFile file = { 0 };

  /* found out when the files take their names, it would be too late for those that did so before it */
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *shown = g_filename_display_name (path);
      g_set_error (error, RAP_ERROR, RAP_ERROR_READ_ONLY,
                   _ ("“%s” is a folder, where a file should be; nothing was written."), shown);
      return NULL;
    }
  safe_file = rap_safe_file_new (self->options.folder, name, error);
  if (safe_file == NULL)
    return NULL;
  g_ptr_array_add (self->safe_files, safe_file);
  file.name = g_strdup (name);
  g_array_append_val (self->files, file);
  return safe_file;
}

/* Seminar by seminar, so that no query's memory is that of the whole archive */
static gboolean
write_rows (Export *self, const RapExportTable *table, RapCsvWriter *writer, guint64 *n_rows, GError **error)
{
  g_autoptr (RapExportRows) rows =
      rap_export_rows_new (self->db, table, self->options.attribution, self->options.exact, error);
  const double n_tables = g_strv_length ((char **) rap_export_get_tables ());
  const guint n_seminars = self->seminars->len;

  if (rows == NULL || !rap_export_rows_write_header (rows, writer, error))
    return FALSE;
  for (guint i = 0; i < n_seminars; i++)
    {
      if (!rap_export_rows_write (rows, writer, g_array_index (self->seminars, gint64, i), n_rows, self->cancellable,
                                  error))
        return FALSE;
      if (self->progress != NULL)
        self->progress (((double) (table - rap_export_tables) + (i + 1.0) / n_seminars) / n_tables,
                        self->progress_data);
    }
  return rap_csv_writer_flush (writer, error);
}

static gboolean
write_table (Export *self, const RapExportTable *table, GError **error)
{
  g_autofree char *name = g_strconcat (table->name, ".csv", NULL);
  RapSafeFile *file = begin_file (self, name, error);
  guint64 *n_rows;
  g_autoptr (RapHashStream) stream = NULL;
  g_autoptr (RapCsvWriter) writer = NULL;
  GError *local = NULL;

  if (file == NULL)
    return FALSE;
  n_rows = &g_array_index (self->files, RapExportFile, self->files->len - 1).rows;
  stream = rap_hash_stream_new (rap_safe_file_get_stream (file));
  writer = rap_csv_writer_new (G_OUTPUT_STREAM (stream), self->options.delimiter, self->options.bom);
  if (!write_rows (self, table, writer, n_rows, &local))
    {
      g_propagate_error (error, rap_safe_file_explain_error (file, local));
      return FALSE;
    }
  rap_datapackage_add (self->package, table, rap_hash_stream_get_size (stream), rap_hash_stream_get_digest (stream));
  return rap_safe_file_sync (file, error);
}

static gboolean
write_package (Export *self, GError **error)
{
  g_autofree char *json = rap_datapackage_to_json (self->package);
  RapSafeFile *file = begin_file (self, PACKAGE_NAME, error);
  GError *local = NULL;

  if (file == NULL)
    return FALSE;
  if (!g_output_stream_write_all (rap_safe_file_get_stream (file), json, strlen (json), NULL, NULL, &local))
    {
      g_propagate_error (error, rap_safe_file_explain_error (file, local));
      return FALSE;
    }
  return rap_safe_file_sync (file, error);
}

/* Everything that can go wrong before a file takes its name */
static gboolean
write_all (Export *self, GError **error)
{
  if (!list_seminars (self, error))
    return FALSE;
  for (const RapExportTable *table = rap_export_tables; table->name != NULL; table++)
    if (is_wanted (self, table) && !write_table (self, table, error))
      return FALSE;
  return write_package (self, error);
}

static gboolean
commit_all (Export *self, GError **error)
{
  for (guint i = 0; i < self->safe_files->len; i++)
    if (!rap_safe_file_commit (self->safe_files->pdata[i], error))
      return FALSE;
  self->made_folder = FALSE;
  return TRUE;
}

static RapExportResult *
make_result (Export *self)
{
  RapExportResult *result = g_new0 (RapExportResult, 1);

  result->folder = g_strdup (self->options.folder);
  result->n_files = self->files->len;
  result->files = g_memdup2 (self->files->data, self->files->len * sizeof (RapExportFile));
  g_array_set_clear_func (self->files, NULL);
  return result;
}

static void
free_listener (gpointer data)
{
  Listener *listener = data;

  g_main_context_unref (listener->context);
  g_free (listener);
}

static gboolean
tell_cb (gpointer data)
{
  News *news = data;

  news->progress (news->done, news->data);
  return G_SOURCE_REMOVE;
}

/* In the thread */
static void
progress_cb (double done, gpointer data)
{
  Listener *listener = data;
  g_autoptr (GSource) source = NULL;
  News *news;

  if (done < listener->told + 0.01)
    return;
  listener->told = done;
  news = g_new (News, 1);
  *news = (News){ listener->progress, listener->data, done };
  /* of the priority that the task's return has, so that it comes before that */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, news, g_free);
  g_source_attach (source, listener->context);
}

static gpointer
export_cb (RapDb *db, const RapExportOptions *options, gpointer data, GCancellable *cancellable, GError **error)
{
  Listener *listener = data;
  RapExportResult *result = NULL;

  rap_export (db, options, listener->progress != NULL ? progress_cb : NULL, listener, cancellable, &result, error);
  return result;
}

void
rap_export_result_free (RapExportResult *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_files; i++)
    clear_file (&self->files[i]);
  g_free (self->files);
  g_free (self->folder);
  g_free (self);
}

const char *const *
rap_export_get_tables (void)
{
  static const char *const *names;

  if (g_once_init_enter (&names))
    {
      GPtrArray *list = g_ptr_array_new ();

      for (const RapExportTable *table = rap_export_tables; table->name != NULL; table++)
        g_ptr_array_add (list, (gpointer) table->name);
      g_ptr_array_add (list, NULL);
      g_once_init_leave (&names, (const char *const *) g_ptr_array_free (list, FALSE));
    }
  return names;
}

gboolean
rap_export (RapDb *db,
            const RapExportOptions *options,
            RapExportProgress progress,
            gpointer data,
            GCancellable *cancellable,
            RapExportResult **result,
            GError **error)
{
  g_auto (Export)
      self = { .db = db, .options = *options, .cancellable = cancellable, .progress = progress, .progress_data = data };
  gboolean written;

  g_return_val_if_fail (db != NULL && options->folder != NULL, FALSE);

  if (!check_options (options, error))
    return FALSE;
  if (self.options.delimiter == 0)
    self.options.delimiter = ',';
  self.seminars = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.safe_files = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_safe_file_free);
  self.files = g_array_new (FALSE, TRUE, sizeof (RapExportFile));
  g_array_set_clear_func (self.files, (GDestroyNotify) clear_file);
  self.package = rap_datapackage_new (db, &self.options);
  if (!make_folder (&self, error))
    return FALSE;

  if (!rap_db_exec (db, "BEGIN", error))
    return FALSE;
  written = write_all (&self, error);
  rap_db_exec (db, "ROLLBACK", NULL); /* it only read */
  if (!written || !commit_all (&self, error))
    return FALSE;
  if (result != NULL)
    *result = make_result (&self);
  return TRUE;
}

void
rap_export_async (const char *path,
                  const RapExportOptions *options,
                  RapExportProgress progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer data)
{
  Listener *listener = g_new0 (Listener, 1);

  *listener = (Listener){ g_main_context_ref_thread_default (), progress, progress_data };
  rap_export_task_run (path, options, export_cb, listener, free_listener, (GDestroyNotify) rap_export_result_free,
                       cancellable, callback, data);
}

RapExportResult *
rap_export_finish (GAsyncResult *async, GError **error)
{
  return rap_export_task_finish (async, error);
}
