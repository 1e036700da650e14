/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables that an archive becomes: what is in them, and that what cannot be written leaves nothing behind. */
#include "export-fixture.h"

#include <glib/gstdio.h>

#include "rap-sample.h"

static void
test_sample (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = export_folder (archive);
  RapExportOptions options = { .folder = folder };
  g_autoptr (RapExportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  options.seminar_id = rap_sample_add (archive->store, &error);
  g_assert_no_error (error);
  rap_export (rap_store_db (archive->store), &options, NULL, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_files, ==, 7);
  g_assert_cmpstr (result->files[6].name, ==, "datapackage.json");
  for (guint i = 0; rap_export_get_tables ()[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) rows = export_read_table (folder, rap_export_get_tables ()[i]);

      g_assert_cmpuint (rows->len - 1, ==, result->files[i].rows);
      g_assert_cmpuint (rows->len, >, 1);
    }
  export_remove_folder (folder);
}

/* What is counted, and what stands where */
static void
test_tables (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = export_folder (archive);
  RapExportOptions options = { .folder = folder };
  g_autoptr (RapExportResult) result = NULL;

  export_make_seminar (archive);
  archive_run (archive,
               "INSERT INTO point(id, session_id, voice, syndicate_id, speaker_id, kind, text, starred, merged_into, "
               "recorded_at)"
               " VALUES(40, 11, 'merged', NULL, NULL, 'insight', 'Both, says Shy', 0, NULL, 5000),"
               " (41, 11, 'syndicate', 20, NULL, 'insight', 'One', 1, 40, 2000),"
               " (42, 11, 'syndicate', 21, NULL, 'quote', 'Two, says Shy', 0, 40, 1500),"
               " (43, 11, 'syndicate', 20, NULL, 'action', 'Three', 0, NULL, 3000),"
               " (44, 11, 'plenary', NULL, NULL, 'action', 'Four, asks @Nobody', 0, 43, 4000),"
               " (45, 10, 'speaker', NULL, 1, 'question', 'Five', 0, NULL, 1295452805250);"
               "INSERT INTO point_person VALUES(42, 3, 'mentioned', 'Shy'), (43, 2, 'owns', ''), (43, 3, 'owns', ''),"
               " (41, 2, 'said', ''), (41, 2, 'said', 'One');"
               "INSERT INTO point_theme VALUES(40, 30, 1), (43, 30, 1), (43, 31, 0);"
               "INSERT INTO point_echo VALUES(43, 1, 'syndicate', 21, NULL, 0), (43, 2, 'syndicate', 20, NULL, 0);"
               "DELETE FROM point_theme WHERE theme_id = 31;"
               "INSERT INTO point_theme VALUES(45, 31, 1), (45, 30, 2)");
  result = export_write (archive, &options);

  export_assert_cell (folder, "points", 'p', 40, "raised_by", "2");
  export_assert_cell (folder, "points", 'p', 40, "point", "Both, says [name]");
  export_assert_cell (folder, "points", 'p', 41, "raised_by", "1");
  export_assert_cell (folder, "points", 'p', 41, "attributed_to", "Willing");
  export_assert_cell (folder, "points", 'p', 41, "starred", "true");
  export_assert_cell (folder, "points", 'p', 41, "merged_into", "p0000000000018");
  export_assert_cell (folder, "points", 'p', 41, "seminar", "'=1+1");
  export_assert_cell (folder, "points", 'p', 42, "point", "Two, says [name]");
  export_assert_cell (folder, "points", 'p', 42, "syndicate_number", "2");
  export_assert_cell (folder, "points", 'p', 43, "raised_by", "2");
  export_assert_cell (folder, "points", 'p', 43, "action_owner", "Willing");
  export_assert_cell (folder, "points", 'p', 44, "raised_by", "0");
  export_assert_cell (folder, "points", 'p', 44, "point", "Four, asks @Nobody");
  export_assert_cell (folder, "points", 'p', 45, "attributed_to", "Speaker");
  export_assert_cell (folder, "points", 'p', 45, "themes", "empty; trust");
  export_assert_cell (folder, "points", 'p', 45, "recorded_at", "2011-01-19T16:00:05.250+00:00");
  export_assert_cell (folder, "syndicates", 'y', 20, "points", "2");
  export_assert_cell (folder, "syndicates", 'y', 20, "actions", "1");
  export_assert_cell (folder, "syndicates", 'y', 20, "members", "Willing");
  export_assert_cell (folder, "syndicates", 'y', 20, "rapporteur", "Willing");
  export_assert_cell (folder, "syndicates", 'y', 20, "themes", "trust");
  export_assert_cell (folder, "syndicates", 'y', 21, "members", "7");
  export_assert_cell (folder, "themes", 't', 30, "points", "5");
  export_assert_cell (folder, "themes", 't', 30, "raised_by", "2");
  export_assert_cell (folder, "themes", 't', 30, "syndicates", "Trust; 2");
  export_assert_cell (folder, "themes", 't', 30, "starred", "1");
  export_assert_cell (folder, "themes", 't', 30, "quotes", "1");
  export_assert_cell (folder, "themes", 't', 30, "first_point", "Two, says [name]");
  export_assert_cell (folder, "themes", 't', 31, "raised_by", "0");
  export_assert_cell (folder, "actions", 'p', 43, "owner", "Willing");
  export_assert_cell (folder, "actions", 'p', 43, "syndicate", "Trust");
  export_assert_cell (folder, "actions", 'p', 44, "owner", NULL); /* the other one stands for it */
  export_assert_cell (folder, "people", 'r', 1, "name", "Speaker");
  export_assert_cell (folder, "people", 'r', 4, "role", "rapporteur");
  export_assert_cell (folder, "people", 'r', 3, "name", NULL);
  export_assert_cell (folder, "seminars", 's', 1, "points", "5");
  export_assert_cell (folder, "seminars", 's', 1, "came", "3");
  export_assert_cell (folder, "seminars", 's', 1, "speakers", "Speaker");
  export_assert_cell (folder, "seminars", 's', 1, "nps", "");
  g_clear_pointer (&result, rap_export_result_free);

  options.attribution = RAP_ATTRIBUTION_SYNDICATE;
  result = export_write (archive, &options);
  export_assert_cell (folder, "syndicates", 'y', 20, "members", "2");
  export_assert_cell (folder, "syndicates", 'y', 20, "rapporteur", "");
  export_assert_cell (folder, "points", 'p', 41, "attributed_to", "");
  export_assert_cell (folder, "points", 'p', 44, "point", "Four, asks [name]");
  export_assert_cell (folder, "points", 'p', 45, "attributed_to", "Speaker");
  g_clear_pointer (&result, rap_export_result_free);

  options.attribution = RAP_ATTRIBUTION_NONE;
  result = export_write (archive, &options);
  export_assert_cell (folder, "syndicates", 'y', 20, "members", "");
  export_assert_cell (folder, "points", 'p', 45, "attributed_to", "");
  export_assert_cell (folder, "seminars", 's', 1, "speakers", "Speaker");
  export_remove_folder (folder);
}

static void
assert_refused (Archive *archive, const RapExportOptions *options, GCancellable *cancellable, RapError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rap_export (rap_store_db (archive->store), options, NULL, NULL, cancellable, NULL, &error));
  g_assert_error (error, RAP_ERROR, (int) code);
  g_assert_false (sqlite3_get_autocommit (rap_db_handle (rap_store_db (archive->store))) == 0);
}

/* What cannot be done leaves an earlier export as it was, and no folder where there was none */
static void
test_refusals (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = export_folder (archive);
  g_autofree char *deep = g_build_filename (folder, "gone", "deeper", NULL);
  g_autofree char *last = g_build_filename (folder, "seminars.csv", NULL);
  g_autofree char *fresh = g_build_filename (archive->folder, "fresh", NULL);
  g_autofree char *package = NULL;
  g_autofree char *points = NULL;
  g_autofree char *package_after = NULL;
  g_autofree char *points_after = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  const char *const unknown[] = { "points", "secrets", NULL };
  RapExportOptions options = { .folder = folder };

  export_make_seminar (archive);
  rap_export_result_free (export_write (archive, &options));
  package = export_read_file (folder, "datapackage.json");
  points = export_read_file (folder, "points.csv");
  archive_run (archive, "INSERT INTO point(id, session_id, voice, kind, text, recorded_at)"
                        " VALUES(40, 11, 'plenary', 'insight', 'New', 0)");
  g_cancellable_cancel (cancelled);

  assert_refused (archive, &options, cancelled, RAP_ERROR_CANCELLED);
  assert_refused (archive, &(RapExportOptions){ .folder = deep }, NULL, RAP_ERROR_NOT_FOUND);
  assert_refused (archive, &(RapExportOptions){ .folder = archive->path }, NULL, RAP_ERROR_NOT_FOUND);
  assert_refused (archive, &(RapExportOptions){ .folder = fresh }, cancelled, RAP_ERROR_CANCELLED);
  assert_refused (archive, &(RapExportOptions){ .folder = folder, .tables = unknown }, NULL, RAP_ERROR_BAD_VALUE);
  assert_refused (archive, &(RapExportOptions){ .folder = folder, .delimiter = '"' }, NULL, RAP_ERROR_BAD_VALUE);
  assert_refused (archive, &(RapExportOptions){ .folder = folder, .seminar_id = 99 }, NULL, RAP_ERROR_NOT_FOUND);
  if (g_file_test ("/proc/self", G_FILE_TEST_IS_DIR))
    assert_refused (archive, &(RapExportOptions){ .folder = "/proc/self" }, NULL, RAP_ERROR_NOT_FOUND);

  /* a folder in the place of the last table, which could not take its name when the others had theirs */
  g_assert_cmpint (g_remove (last), ==, 0);
  g_assert_cmpint (g_mkdir (last, 0700), ==, 0);
  assert_refused (archive, &options, NULL, RAP_ERROR_READ_ONLY);
  g_assert_cmpint (g_rmdir (last), ==, 0);
  g_assert_true (g_file_set_contents (last, "", 0, NULL));

  points_after = export_read_file (folder, "points.csv");
  package_after = export_read_file (folder, "datapackage.json");
  g_assert_cmpstr (points_after, ==, points);
  g_assert_cmpstr (package_after, ==, package);
  g_assert_cmpuint (export_count_files (folder), ==, 7);
  g_assert_false (g_file_test (fresh, G_FILE_TEST_EXISTS));

  /* The control: nothing in the way, it is written */
  rap_export_result_free (export_write (archive, &options));
  g_clear_pointer (&points_after, g_free);
  points_after = export_read_file (folder, "points.csv");
  g_assert_cmpstr (points_after, !=, points);
  export_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/export/sample", test_sample);
  archive_test_add ("/export/tables", test_tables);
  archive_test_add ("/export/refusals", test_refusals);
  return g_test_run ();
}
