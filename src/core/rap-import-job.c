/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-job.h"

struct _RapImportJob
{
  GObject parent;
  char *archive;
  RapImportKind kind;
  gint64 seminar_id;
  GFile *file;
  RapStore *store;   /* of the worker */
  RapImport *import; /* of the worker while it is busy */
  gboolean busy;
  double progress;
};

typedef enum
{
  PROP_BUSY = 1,
  PROP_PROGRESS,
  N_PROPS,
} Property;

typedef struct
{
  char *encoding;
  RapCsvOptions csv;
  gboolean skip_rejected;
  GFile *to;
} Wish;

typedef struct
{
  RapImportJob *job;
  double fraction;
} Progress;

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RapImportJob, rap_import_job, G_TYPE_OBJECT)

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_free (wish->encoding);
  g_clear_object (&wish->to);
  g_free (wish);
}

static void
free_progress (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->job);
  g_free (progress);
}

static void
set_progress (RapImportJob *self, double fraction)
{
  self->progress = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROGRESS]);
}

static void
set_busy (RapImportJob *self, gboolean busy)
{
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static gboolean
show_progress_cb (gpointer data)
{
  Progress *progress = data;

  if (progress->job->busy)
    set_progress (progress->job, progress->fraction);
  return G_SOURCE_REMOVE;
}

/* In the worker. */
static void
tell_progress_cb (double fraction, gpointer data)
{
  Progress *progress = g_new0 (Progress, 1);

  progress->job = g_object_ref (g_task_get_source_object (data));
  progress->fraction = fraction;
  g_main_context_invoke_full (g_task_get_context (data), G_PRIORITY_DEFAULT, show_progress_cb, progress, free_progress);
}

static void
return_done (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
open_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RapImportJob *self = source;
  const Wish *wish = data;
  GError *error = NULL;

  g_clear_pointer (&self->import, rap_import_free);
  if (self->store == NULL)
    self->store = rap_store_open (self->archive, "import", RAP_DB_WAIT, &error);
  if (self->store != NULL)
    self->import = rap_import_open (self->store, self->kind, self->seminar_id, self->file, &wish->csv, &error);
  return_done (task, self->import != NULL, error);
}

static void
check_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RapImportJob *self = source;
  GError *error = NULL;
  const gboolean done = rap_import_check (self->import, tell_progress_cb, task, cancellable, &error);

  if (done) /* so that the first page costs no more than any other */
    rap_import_count_preview (self->import, RAP_IMPORT_FATE_ANY);
  return_done (task, done, error);
}

static void
write_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RapImportJob *self = source;
  const Wish *wish = data;
  GError *error = NULL;
  const gboolean done = rap_import_write (self->import, wish->skip_rejected, &error);

  return_done (task, done, error);
}

static void
save_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RapImportJob *self = source;
  const Wish *wish = data;
  GError *error = NULL;
  const gboolean done = rap_import_save_rejected (self->import, wish->to, &error);

  return_done (task, done, error);
}

static void
start (RapImportJob *self,
       Wish *wish,
       GTaskThreadFunc work,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  /* what stops it is said in a sentence, by the work itself */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, wish, free_wish);
  g_task_set_source_tag (task, start);
  set_progress (self, 0);
  set_busy (self, TRUE);
  g_task_run_in_thread (task, work);
}

static void
rap_import_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RapImportJob *self = RAP_IMPORT_JOB (object);

  if (id == PROP_BUSY)
    g_value_set_boolean (value, self->busy);
  else
    g_value_set_double (value, self->progress);
}

static void
rap_import_job_finalize (GObject *object)
{
  RapImportJob *self = RAP_IMPORT_JOB (object);

  g_clear_pointer (&self->import, rap_import_free);
  g_clear_object (&self->store);
  g_object_unref (self->file);
  g_free (self->archive);
  G_OBJECT_CLASS (rap_import_job_parent_class)->finalize (object);
}

static void
rap_import_job_class_init (RapImportJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rap_import_job_get_property;
  object_class->finalize = rap_import_job_finalize;
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_PROGRESS] =
      g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rap_import_job_init (RapImportJob *self)
{
}

RapImportJob *
rap_import_job_new (const char *archive, RapImportKind kind, gint64 seminar_id, GFile *file)
{
  RapImportJob *self = g_object_new (RAP_TYPE_IMPORT_JOB, NULL);

  self->archive = g_strdup (archive);
  self->kind = kind;
  self->seminar_id = seminar_id;
  self->file = g_object_ref (file);
  return self;
}

void
rap_import_job_open_async (RapImportJob *self,
                           const RapCsvOptions *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  Wish *wish;

  g_return_if_fail (RAP_IS_IMPORT_JOB (self) && !self->busy);

  wish = g_new0 (Wish, 1);
  if (options != NULL)
    wish->csv = *options;
  wish->csv.encoding = wish->encoding = g_strdup (wish->csv.encoding);
  start (self, wish, open_in_worker, cancellable, callback, data);
}

void
rap_import_job_check_async (RapImportJob *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (RAP_IS_IMPORT_JOB (self) && !self->busy && self->import != NULL);

  start (self, g_new0 (Wish, 1), check_in_worker, cancellable, callback, data);
}

void
rap_import_job_write_async (RapImportJob *self, gboolean skip_rejected, GAsyncReadyCallback callback, gpointer data)
{
  Wish *wish;

  g_return_if_fail (RAP_IS_IMPORT_JOB (self) && !self->busy && self->import != NULL);

  wish = g_new0 (Wish, 1);
  wish->skip_rejected = skip_rejected;
  start (self, wish, write_in_worker, NULL, callback, data);
}

void
rap_import_job_save_rejected_async (RapImportJob *self, GFile *file, GAsyncReadyCallback callback, gpointer data)
{
  Wish *wish;

  g_return_if_fail (RAP_IS_IMPORT_JOB (self) && !self->busy && self->import != NULL);

  wish = g_new0 (Wish, 1);
  wish->to = g_object_ref (file);
  start (self, wish, save_in_worker, NULL, callback, data);
}

gboolean
rap_import_job_finish (RapImportJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  set_busy (self, FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

RapImport *
rap_import_job_get_import (RapImportJob *self)
{
  g_return_val_if_fail (!self->busy, NULL);

  return self->import;
}

gint64
rap_import_job_get_step (RapImportJob *self)
{
  g_return_val_if_fail (!self->busy, 0);

  return self->store != NULL ? rap_store_get_last_step (self->store) : 0;
}

GFile *
rap_import_job_get_file (RapImportJob *self)
{
  return self->file;
}
