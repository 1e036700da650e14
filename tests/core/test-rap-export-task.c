/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export in a thread: it tells how far it is, and what came of it also if it was stopped. */
#include "export-fixture.h"

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *async;
  double done;
} Waiting;

static void
progress_cb (double done, gpointer data)
{
  Waiting *waiting = data;

  g_assert_null (waiting->async);
  g_assert_cmpfloat (done, >, waiting->done);
  waiting->done = done;
}

static void
done_cb (GObject *source, GAsyncResult *async, gpointer data)
{
  Waiting *waiting = data;

  waiting->async = g_object_ref (async);
  g_main_loop_quit (waiting->loop);
}

static void
test_async (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = export_folder (archive);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RapExportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RapExportOptions options = { .folder = folder };
  Waiting waiting = { .loop = loop };

  export_make_seminar (archive);
  rap_export_async (archive->path, &options, progress_cb, &waiting, NULL, done_cb, &waiting);
  g_main_loop_run (loop);
  result = rap_export_finish (waiting.async, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_files, ==, 7);
  g_assert_cmpfloat (waiting.done, ==, 1);
  g_object_unref (waiting.async);
  export_remove_folder (folder);
}

static void
quit_cb (GObject *source, GAsyncResult *async, gpointer data)
{
  Waiting *waiting = data;

  done_cb (source, async, waiting);
  g_cancellable_cancel (g_task_get_cancellable (G_TASK (async)));
}

/* Stopped, it says so in a sentence, and leaves nothing. */
static void
test_stopped (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = export_folder (archive);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const RapExportOptions options = { .folder = folder };
  Waiting waiting = { .loop = loop };

  export_make_seminar (archive);
  g_cancellable_cancel (cancellable);
  rap_export_async (archive->path, &options, NULL, NULL, cancellable, done_cb, &waiting);
  g_main_loop_run (loop);
  g_assert_null (rap_export_finish (waiting.async, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_CANCELLED);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_object_unref (waiting.async);
}

/* Stopped when all is written already. */
static void
test_stopped_too_late (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = export_folder (archive);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RapExportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const RapExportOptions options = { .folder = folder };
  Waiting waiting = { .loop = loop };

  export_make_seminar (archive);
  rap_export_async (archive->path, &options, progress_cb, &waiting, cancellable, quit_cb, &waiting);
  g_main_loop_run (loop);
  result = rap_export_finish (waiting.async, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_files, ==, 7);
  g_object_unref (waiting.async);
  export_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/export-task/async", test_async);
  archive_test_add ("/export-task/stopped", test_stopped);
  archive_test_add ("/export-task/stopped-too-late", test_stopped_too_late);
  return g_test_run ();
}
