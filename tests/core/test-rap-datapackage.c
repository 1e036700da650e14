/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What describes an export: its files, what is in their columns, and their hashes. */
#include "export-fixture.h"

/* datapackage.json tells size and hash of each file, its columns in order, how it was made */
static void
test_package (Archive *archive, gconstpointer data)
{
  g_autofree char *folder = export_folder (archive);
  const char *const tables[] = { "themes", "points", NULL };
  RapExportOptions options = {
    .folder = folder, .tables = tables, .delimiter = ';', .exact = TRUE, .attribution = RAP_ATTRIBUTION_SYNDICATE
  };
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (RapExportResult) result = NULL;
  g_autofree char *json = NULL;
  g_autofree char *told = NULL;

  export_make_seminar (archive);
  result = export_write (archive, &options);
  g_assert_cmpuint (result->n_files, ==, 3);
  g_assert_cmpuint (export_count_files (folder), ==, 3);
  json = export_read_file (folder, "datapackage.json");
  told =
      rap_db_text (db,
                   "SELECT (?1 ->> 'profile') || ' ' || (?1 ->> 'edition') || ' ' || (?1 ->> 'attribution') || ' ' ||"
                   " (?1 ->> '$.resources[0].dialect.delimiter')",
                   "s", json);
  g_assert_cmpstr (told, ==, "tabular-data-package exact syndicate ;");
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *at = g_strdup_printf ("$.resources[%d]", i);
      g_autofree char *name = rap_db_text (db, "SELECT ?1 -> ?2 ->> 'path'", "ss", json, at);
      g_autofree char *hash = rap_db_text (db, "SELECT ?1 -> ?2 ->> 'hash'", "ss", json, at);
      g_autofree char *columns =
          rap_db_text (db,
                       "SELECT group_concat(value ->> 'name', ';') || char(13, 10)"
                       " FROM json_each(?1 -> ?2 -> 'schema' -> 'fields') WHERE length(value ->> 'description') > 3",
                       "ss", json, at);
      g_autofree char *contents = export_read_file (folder, name);
      g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, contents, -1);
      g_autofree char *expected = g_strconcat ("sha256:", digest, NULL);

      g_assert_cmpstr (name, ==, result->files[i].name);
      g_assert_cmpstr (hash, ==, expected);
      g_assert_cmpint (rap_db_int (db, "SELECT ?1 -> ?2 ->> 'bytes'", "ss", json, at), ==, (gint64) strlen (contents));
      g_assert_true (g_str_has_prefix (contents, columns));
    }
  export_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/datapackage/package", test_package);
  return g_test_run ();
}
