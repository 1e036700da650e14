/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each column of a file is: guessed, and what is said of it. */
#include "import-fixture.h"

static void
test_columns (Archive *archive, gconstpointer data)
{
  gint64 seminar_id = import_add_seminar (archive, 0);
  g_autoptr (RapImport) import = import_open (archive, RAP_IMPORT_POINTS, seminar_id,
                                              "Message,,Text,a,a,Name,Sent at (UTC),a\n\n1,,x,2,3,Zoë,,4\n", -1);
  GPtrArray *columns = rap_import_get_columns (import);
  static const char *const names[] = { "Message", "#2", "Text", "a", "a (2)", "Name", "Sent at (UTC)", "a (3)" };
  static const char *const guesses[] = { "point", NULL, NULL, NULL, NULL, NULL, "recorded_at", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (columns->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < columns->len; i++)
    {
      const RapImportColumn *column = columns->pdata[i];
      g_assert_cmpstr (column->name, ==, names[i]);
      g_assert_cmpstr (column->field, ==, guesses[i]);
      g_assert_false (column->given);
    }
  g_assert_cmpstr (((RapImportColumn *) columns->pdata[5])->examples[0], ==, "Zoë");

  /* what is said drives out what was guessed, and only that */
  import_set_map (import, "a (2)", "point");
  import_set_map (import, "#8", "kind");
  import_set_map (import, "Sent at (UTC)", "ignore");
  g_assert_null (((RapImportColumn *) columns->pdata[0])->field);
  g_assert_cmpstr (((RapImportColumn *) columns->pdata[7])->field, ==, "kind");
  g_assert_null (((RapImportColumn *) columns->pdata[6])->field);
  g_assert_false (rap_import_set_map (import, "Text", "point", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (rap_import_set_map (import, "b", "point", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "“a (2)”"));
  g_clear_error (&error);
  g_assert_false (rap_import_set_map (import, "a", "points", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "syndicate_number"));
  g_assert_null (strstr (error->message, "raised_by"));
  g_clear_error (&error);
  /* what is worked out cannot be given */
  g_assert_cmpstr (rap_import_why_ignored (import, "raised_by"), ==, "it is counted anew");
  g_assert_null (rap_import_why_ignored (import, "point"));
  g_assert_null (rap_import_why_ignored (import, NULL));
  g_assert_false (rap_import_set_map (import, "a", "raised_by", &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "it is counted anew"));
  g_clear_error (&error);

  import_set_map (import, "a (3)", "ignore");
  g_assert_cmpuint (import_check (import)->fresh, ==, 1);
  g_assert_cmpuint (rap_import_get_counts (import)->blank_lines, ==, 1);
  g_assert_true (rap_import_write (import, FALSE, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE text = '3'"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/import-map/columns", test_columns);
  return g_test_run ();
}
