/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of an import, which is read more than once. */
#include "import-fixture.h"

static void
assert_changed (RapImport *import)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rap_import_check (import, NULL, NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
  g_assert_cmpstr (error->message, ==, "“points.csv”: the file was changed while it was read; nothing was imported.");
}

/* Other columns than those of which was said what they are: nothing is read by the old map, however often it is tried.
 * Other rows are what the file is now. */
static void
test_changed (Archive *archive, gconstpointer data)
{
  static const char *const changed[] = { "kind,point\nquestion,b\n", "point\nb\n", "point,kind,starred\nb,,\n" };
  const gint64 seminar_id = import_add_seminar (archive, 0);
  g_autoptr (RapImport) import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, "point,kind\na,question\n", -1);

  g_assert_cmpuint (import_check (import)->fresh, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_autoptr (GFile) file = import_write_file (archive, RAP_IMPORT_POINTS, changed[i], -1);

      assert_changed (import);
      assert_changed (import);
      g_assert_cmpuint (rap_import_get_counts (import)->rows, ==, 0);
    }
  g_object_unref (import_write_file (archive, RAP_IMPORT_POINTS, "point,kind\na,question\nb,action\n", -1));
  g_assert_cmpuint (import_check (import)->fresh, ==, 2);
  import_write (import);
  g_assert_cmpint (archive_count (archive, "point"), ==, 2);
}

/* What cannot be read any more is said so, and can be when it is there again. */
static void
test_gone (Archive *archive, gconstpointer data)
{
  const gint64 seminar_id = import_add_seminar (archive, 0);
  g_autoptr (RapImport) import = import_open (archive, RAP_IMPORT_POINTS, seminar_id, "point\na\n", -1);
  g_autoptr (GFile) file = import_write_file (archive, RAP_IMPORT_POINTS, "point\na\n", -1);
  g_autoptr (GError) error = NULL;

  import_check (import);
  g_assert_true (g_file_delete (file, NULL, &error));
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (rap_import_check (import, NULL, NULL, NULL, &error));
      g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
  g_object_unref (import_write_file (archive, RAP_IMPORT_POINTS, "point\na\n", -1));
  g_assert_cmpuint (import_check (import)->fresh, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/import-file/changed", test_changed);
  archive_test_add ("/import-file/gone", test_gone);
  return g_test_run ();
}
