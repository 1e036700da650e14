/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import as a window does it. */
#include "import-fixture.h"

#include "rap-import-job.h"

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_import_job_finish (RAP_IMPORT_JOB (source), result, &error));
  g_assert_no_error (error);
  g_main_loop_quit (data);
}

/* As a window does it; what was rejected is saved and, mended, comes in. */
static void
test_job (Archive *archive, gconstpointer data)
{
  static const char text[] = "Name;Email;Notes\nZoë;zoe@a.org;=1\nAl Fa;\"no; address\";\"a \"\"b\"\"\nc\"\n;;-\n";
  gint64 seminar_id = import_add_seminar (archive, 0);
  g_autofree char *path = g_build_filename (archive->folder, "list.csv", NULL);
  g_autofree char *saved_path = g_build_filename (archive->folder, "rejected.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), saved = g_file_new_for_path (saved_path);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RapImportJob) job = rap_import_job_new (archive->path, RAP_IMPORT_ATTENDEES, seminar_id, file);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  rap_import_job_open_async (job, NULL, NULL, on_done_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpint (rap_import_get_delimiter (rap_import_job_get_import (job)), ==, ';');
  rap_import_job_check_async (job, NULL, on_done_cb, loop);
  g_main_loop_run (loop);
  import_assert_preview (rap_import_job_get_import (job), "2 fresh Zoë\n3 rejected\n5 rejected");
  rap_import_job_write_async (job, TRUE, on_done_cb, loop);
  g_main_loop_run (loop);
  rap_store_refresh (archive->store);
  import_assert_people (archive, "Zoë, zoe@a.org, -, registered, no");
  rap_import_job_save_rejected_async (job, saved, on_done_cb, loop);
  g_main_loop_run (loop);
  g_assert_true (g_file_load_contents (saved, NULL, &contents, NULL, NULL, &error));
  g_assert_cmpstr (contents, ==,
                   "Name;Email;Notes;line;reason\r\n"
                   "Al Fa;\"no; address\";\"a \"\"b\"\"\nc\";3;\"Email: “no; address” is not an e-mail address\"\r\n"
                   ";;-;5;Name: the row has no name\r\n");
  g_assert_cmpuint (
      import_text (archive, RAP_IMPORT_ATTENDEES, seminar_id, "Name;Email;Notes;line;reason\nAl Fa;al@a.org;;3;x\n"),
      ==, 1);

  /* another file than the one that was checked is not saved from */
  g_file_set_contents (path, "Name;Email;Notes\n", -1, &error);
  g_assert_false (rap_import_save_rejected (rap_import_job_get_import (job), saved, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/import-job/job", test_job);
  return g_test_run ();
}
