/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-error.h"
#include "rap-safe-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *folder;

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
write_text (RapSafeFile *file, const char *text)
{
  g_assert_true (g_output_stream_write_all (rap_safe_file_get_stream (file), text, strlen (text), NULL, NULL, NULL));
}

static void
test_commit (void)
{
  g_autofree char *path = g_build_filename (folder, "points.csv", NULL);
  g_autoptr (GError) error = NULL;
  RapSafeFile *file = rap_safe_file_new (folder, "points.csv", &error);

  g_assert_no_error (error);
  write_text (file, "first");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (rap_safe_file_commit (file, &error));
  rap_safe_file_free (file);
  assert_contents (path, "first");

  file = rap_safe_file_new (folder, "points.csv", NULL);
  write_text (file, "second");
  assert_contents (path, "first");
  g_assert_true (rap_safe_file_sync (file, &error));
  assert_contents (path, "first");
  g_assert_cmpuint (count_files (), ==, 2);
  g_assert_true (rap_safe_file_commit (file, &error));
  rap_safe_file_free (file);
  assert_contents (path, "second");
  g_assert_cmpuint (count_files (), ==, 1);
}

static void
test_discard (void)
{
  g_autofree char *path = g_build_filename (folder, "points.csv", NULL);
  RapSafeFile *file = rap_safe_file_new (folder, "points.csv", NULL);

  write_text (file, "third");
  g_assert_cmpuint (count_files (), ==, 2);
  rap_safe_file_free (file);
  g_assert_cmpuint (count_files (), ==, 1);
  assert_contents (path, "second");
}

static void
test_no_folder (void)
{
  g_autofree char *gone = g_build_filename (folder, "gone", NULL);
  g_autofree char *in_a_file = g_build_filename (folder, "points.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapSafeFile) file = NULL;

  g_assert_null (rap_safe_file_new (gone, "points.csv", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, gone));
  g_clear_error (&error);
  g_assert_null (rap_safe_file_new (in_a_file, "points.csv", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* It vanishes, temporary file and all, between the first byte and the last */
  g_assert_cmpint (g_mkdir (gone, 0700), ==, 0);
  file = rap_safe_file_new (gone, "points.csv", &error);
  g_assert_no_error (error);
  write_text (file, "text");
  {
    g_autoptr (GDir) dir = g_dir_open (gone, 0, NULL);
    g_autofree char *temporary = g_build_filename (gone, g_dir_read_name (dir), NULL);

    g_unlink (temporary);
    g_rmdir (gone);
  }
  g_assert_false (rap_safe_file_commit (file, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, gone));
}

static void
test_taken_by_a_folder (void)
{
  g_autofree char *path = g_build_filename (folder, "themes.csv", NULL);
  g_autoptr (GError) error = NULL;
  RapSafeFile *file = rap_safe_file_new (folder, "themes.csv", NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_false (rap_safe_file_commit (file, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_FAILED);
  rap_safe_file_free (file);
  g_rmdir (path);
  g_assert_cmpuint (count_files (), ==, 1);
}

/* root may write anywhere, so the kernel's own folder stands in for one that is read-only */
static void
test_read_only (void)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () != 0)
    {
      g_chmod (folder, 0500);
      g_assert_null (rap_safe_file_new (folder, "x.csv", &error));
      g_chmod (folder, 0700);
      g_assert_error (error, RAP_ERROR, RAP_ERROR_READ_ONLY);
      return;
    }
  g_assert_null (rap_safe_file_new ("/proc", "x.csv", &error));
  g_assert_nonnull (strstr (error->message, "/proc"));
}

static void
test_explanations (void)
{
  const struct
  {
    GQuark domain;
    int code, expected;
  } cases[] = { { G_IO_ERROR, G_IO_ERROR_NO_SPACE, RAP_ERROR_FULL },
                { G_IO_ERROR, G_IO_ERROR_READ_ONLY, RAP_ERROR_READ_ONLY },
                { G_IO_ERROR, G_IO_ERROR_CANCELLED, RAP_ERROR_CANCELLED },
                { G_IO_ERROR, G_IO_ERROR_FAILED, RAP_ERROR_FAILED },
                { RAP_ERROR, RAP_ERROR_BUSY, RAP_ERROR_BUSY } };
  g_autoptr (RapSafeFile) file = rap_safe_file_new (folder, "points.csv", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error =
          rap_safe_file_explain_error (file, g_error_new_literal (cases[i].domain, cases[i].code, "why"));

      g_assert_error (error, RAP_ERROR, cases[i].expected);
      if (cases[i].domain == G_IO_ERROR && cases[i].code != G_IO_ERROR_CANCELLED)
        g_assert_nonnull (strstr (error->message, folder));
    }
}

/* A device that is always full */
static void
test_full_disk (void)
{
  g_autofree char *path = g_build_filename (folder, "points.csv", NULL);
  g_autoptr (RapSafeFile) file = rap_safe_file_new (folder, "points.csv", NULL);
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");
  g_autoptr (GFileOutputStream) stream = g_file_append_to (full, G_FILE_CREATE_NONE, NULL, NULL);
  GError *error = NULL;
  g_autoptr (GError) explained = NULL;

  if (stream == NULL)
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  g_assert_false (g_output_stream_write_all (G_OUTPUT_STREAM (stream), "text", 4, NULL, NULL, &error));
  explained = rap_safe_file_explain_error (file, error);
  g_assert_error (explained, RAP_ERROR, RAP_ERROR_FULL);
  assert_contents (path, "second");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("rap-safe-file-XXXXXX", NULL);
  g_test_add_func ("/safe-file/commit", test_commit);
  g_test_add_func ("/safe-file/discard", test_discard);
  g_test_add_func ("/safe-file/no-folder", test_no_folder);
  g_test_add_func ("/safe-file/taken-by-a-folder", test_taken_by_a_folder);
  g_test_add_func ("/safe-file/read-only", test_read_only);
  g_test_add_func ("/safe-file/explanations", test_explanations);
  g_test_add_func ("/safe-file/full-disk", test_full_disk);
  result = g_test_run ();
  {
    g_autofree char *path = g_build_filename (folder, "points.csv", NULL);

    g_unlink (path);
    g_rmdir (folder);
    g_free (folder);
  }
  return result;
}
