/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "rap-export.h"
#include "rap-programme.h"

gint64
import_add_seminar (Archive *archive, int syndicates)
{
  return rap_programme_seminar_of (rap_store_db (archive->store), archive_add_seminar (archive, syndicates));
}

GFile *
import_write_file (Archive *archive, RapImportKind kind, const char *bytes, gssize len)
{
  g_autofree char *path =
      g_build_filename (archive->folder, kind == RAP_IMPORT_POINTS ? "points.csv" : "people.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, len, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

RapImport *
import_open (Archive *archive, RapImportKind kind, gint64 seminar_id, const char *bytes, gssize len)
{
  g_autoptr (GFile) file = import_write_file (archive, kind, bytes, len);
  g_autoptr (GError) error = NULL;
  RapImport *import = rap_import_open (archive->store, kind, seminar_id, file, NULL, &error);

  g_assert_no_error (error);
  return import;
}

void
import_set_map (RapImport *import, const char *column, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_import_set_map (import, column, field, &error));
  g_assert_no_error (error);
}

const RapImportCounts *
import_check (RapImport *import)
{
  const RapImportCounts *counts = rap_import_get_counts (import);
  g_autoptr (GError) error = NULL;

  rap_import_check (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->rows, ==,
                    counts->fresh + counts->updated + counts->present + counts->deleted + counts->elsewhere +
                        counts->rejected);
  g_assert_cmpuint (rap_import_get_rejected (import)->len, ==, MIN (counts->rejected, RAP_IMPORT_MAX_LISTED));
  g_assert_cmpuint (rap_import_count_preview (import, RAP_IMPORT_FATE_ANY), ==, counts->rows + counts->missing);
  return counts;
}

RapImport *
import_check_text (Archive *archive, RapImportKind kind, gint64 seminar_id, const char *text)
{
  RapImport *import = import_open (archive, kind, seminar_id, text, -1);

  import_check (import);
  return import;
}

void
import_write (RapImport *import)
{
  g_autoptr (GError) error = NULL;

  rap_import_write (import, TRUE, &error);
  g_assert_no_error (error);
}

guint
import_bytes (Archive *archive, RapImportKind kind, gint64 seminar_id, const char *bytes, gssize len)
{
  const char *table = kind == RAP_IMPORT_POINTS ? "point" : "attendance";
  const gint64 before = archive_count (archive, table);
  g_autoptr (RapImport) import = import_open (archive, kind, seminar_id, bytes, len);
  const guint fresh = import_check (import)->fresh;

  import_write (import);
  g_assert_cmpint (archive_count (archive, table) - before, ==, fresh);
  archive_check (archive);
  return fresh;
}

guint
import_text (Archive *archive, RapImportKind kind, gint64 seminar_id, const char *text)
{
  return import_bytes (archive, kind, seminar_id, text, -1);
}

char *
import_describe (RapImport *import)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = rap_import_get_preview (import, RAP_IMPORT_FATE_ANY, 0, 1000, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < page->len; i++)
    {
      const RapImportRowPreview *row = page->pdata[i];

      g_string_append_printf (text, "%s%u %s", i > 0 ? "\n" : "", (guint) row->line,
                              rap_import_fate_to_string (row->fate));
      if (row->text != NULL)
        g_string_append_printf (text, " %s", row->text);
      for (guint j = 0; j < row->changes->len; j++)
        {
          const RapImportChange *c = row->changes->pdata[j];
          g_string_append_printf (text, "; %s %s>%s%s", c->field, c->old != NULL ? c->old : "", c->value,
                                  c->by_hand ? "!" : "");
        }
      if (row->same_as != 0)
        g_string_append_printf (text, " = %u", (guint) row->same_as);
    }
  return g_string_free (text, FALSE);
}

void
import_assert_preview (RapImport *import, const char *wanted)
{
  g_autofree char *text = import_describe (import);

  g_assert_cmpstr (text, ==, wanted);
}

void
import_assert_rejected (RapImport *import, guint n, guint64 line, const char *column, const char *reason)
{
  const RapImportRejected *rejected;

  g_assert_cmpuint (n, <, rap_import_get_rejected (import)->len);
  rejected = rap_import_get_rejected (import)->pdata[n];
  g_assert_cmpuint (rejected->line, ==, line);
  g_assert_cmpstr (rejected->column, ==, column);
  g_assert_cmpstr (rejected->reason, ==, reason);
}

void
import_assert_people (Archive *archive, const char *wanted)
{
  g_autofree char *all =
      rap_db_text (rap_store_db (archive->store),
                   "SELECT group_concat(line, char(10)) FROM (SELECT name || ', ' || ifnull(email, '-') || ', ' ||"
                   " ifnull(affiliation, '-') || ', ' || status || ', ' || consent AS line FROM attendance"
                   " JOIN person ON person.id = person_id ORDER BY name, email, affiliation, attendance.id)",
                   NULL);

  g_assert_cmpstr (all, ==, wanted);
}

GFile *
import_export (Archive *archive, gint64 seminar_id, const char *table, gboolean exact)
{
  const char *const tables[] = { table, NULL };
  const RapExportOptions options = {
    .seminar_id = seminar_id, .folder = archive->folder, .tables = tables, .exact = exact
  };
  g_autofree char *name = g_strdup_printf ("%s.csv", table);
  g_autofree char *path = g_build_filename (archive->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  rap_export (rap_store_db (archive->store), &options, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}
