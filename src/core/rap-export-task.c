/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-export-task.h"

typedef struct
{
  char *path;
  RapExportOptions options; /* with strings of its own */
  RapExportWork work;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free ((char *) job->options.folder);
  g_strfreev ((char **) job->options.tables);
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static void
run_in_thread_cb (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (RapDb) db = rap_db_open (job->path, RAP_DB_READ_ONLY | RAP_DB_WAIT, &error);
  gpointer result = db != NULL ? job->work (db, &job->options, job->data, cancellable, &error) : NULL;

  if (result != NULL)
    g_task_return_pointer (task, result, job->free_result);
  else
    g_task_return_error (task, error);
}

void
rap_export_task_run (const char *path,
                     const RapExportOptions *options,
                     RapExportWork work,
                     gpointer data,
                     GDestroyNotify free_data,
                     GDestroyNotify free_result,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer callback_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, callback_data);
  Job *job = g_new0 (Job, 1);

  *job = (Job){ g_strdup (path), *options, work, data, free_data, free_result };
  job->options.folder = g_strdup (options->folder);
  job->options.tables = (const char *const *) g_strdupv ((char **) options->tables);
  /* what stops it is said in a sentence, by the work itself, and what was written is not told to be stopped */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, rap_export_task_run);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run_in_thread_cb);
}

gpointer
rap_export_task_finish (GAsyncResult *async, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (async, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (async), error);
}
