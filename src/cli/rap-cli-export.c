/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "rap-cli-commands.h"
#include "rap-cli-output.h"
#include "rap-cli-progress.h"
#include "rap-id.h"
#include "rap-leaks.h"
#include "rap-programme.h"

#define MAX_LEAKS 20 /* that are told of one by one */

/* How many sessions of seminar ?1, or of all if it is 0, have a rule stricter than ?2, which is a RapAttribution. */
#define STRICTER                                                                                                       \
  "SELECT count(*) FROM session JOIN seminar ON seminar.id = seminar_id WHERE (?1 = 0 OR seminar.id = ?1) AND"         \
  " CASE coalesce(session.attribution, seminar.attribution) WHEN 'named' THEN 0 WHEN 'syndicate' THEN 1 ELSE 2 END"    \
  " > ?2"

static void
note_ceiling (RapDb *db, const RapExportOptions *what)
{
  const int n = rap_db_int (db, STRICTER, "ii", what->seminar_id, (gint64) what->attribution);

  if (n > 0)
    rap_cli_note (ngettext ("note: %d session has a stricter rule than “%s”, which holds there.",
                            "note: %d sessions have a stricter rule than “%s”, which holds there.", n),
                  n, rap_attribution_to_string (what->attribution));
}

/* The leak check: a script cannot be asked, so what it finds is told, and then written */
static gboolean
note_leaks (RapDb *db, const RapExportOptions *what, GError **error)
{
  g_autoptr (RapLeaks) leaks = rap_leaks_find (db, what, MAX_LEAKS, NULL, error);

  if (leaks == NULL)
    return FALSE;
  for (guint i = 0; i < leaks->n_items; i++)
    {
      const RapLeak *leak = &leaks->items[i];
      char id[RAP_ID_LENGTH + 1];

      /* Translators: “point p000000000000a: “Hazel” may not be named here, but stands in “Ask Hazel first”” */
      rap_cli_note (_ ("%s %s: “%s” may not be named here, but stands in “%s”"), leak->where,
                    rap_id_format (leak->id_kind, leak->id, FALSE, id), leak->name, leak->text);
    }
  if (leaks->n_found > leaks->n_items)
    rap_cli_note (ngettext ("and %u more", "and %u more", leaks->n_found - leaks->n_items),
                  leaks->n_found - leaks->n_items);
  return TRUE;
}

static gboolean
has_file (const RapExportResult *result, const char *name)
{
  for (guint i = 0; i < result->n_files; i++)
    if (g_str_equal (result->files[i].name, name))
      return TRUE;
  return FALSE;
}

/* Tables that an earlier export left in the folder, which datapackage.json no longer describes */
static void
note_older_tables (const RapExportResult *result)
{
  const char *const *tables = rap_export_get_tables ();
  g_autofree char *folder = g_filename_display_name (result->folder);
  g_autoptr (GString) older = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (tables[i], ".csv", NULL);
      g_autofree char *path = g_build_filename (result->folder, name, NULL);
      if (!has_file (result, name) && g_file_test (path, G_FILE_TEST_EXISTS))
        g_string_append_printf (older, n++ > 0 ? ", %s" : "%s", name);
    }
  if (n > 0)
    rap_cli_note (ngettext ("note: %s in %s is left from an earlier export and is not part of this one.",
                            "note: %s in %s are left from an earlier export and are not part of this one.", n),
                  older->str, folder);
}

static gboolean
write_tables (RapDb *db, const RapExportOptions *what, GError **error)
{
  g_autoptr (RapExportResult) result = NULL;
  const gboolean done = rap_export (db, what, rap_cli_progress, (gpointer) _ ("Exporting"), NULL, &result, error);

  rap_cli_progress_end ();
  if (!done)
    return FALSE;
  for (guint i = 0; i < result->n_files; i++)
    {
      g_autofree char *path = g_build_filename (result->folder, result->files[i].name, NULL);
      rap_output_print ("%s\n", path);
    }
  note_older_tables (result);
  return TRUE;
}

static gboolean
check_tables (char **tables, GError **error)
{
  const char *const *known = rap_export_get_tables ();
  g_autofree char *names = g_strjoinv (", ", (char **) known);

  for (guint i = 0; tables != NULL && tables[i] != NULL; i++)
    if (!g_strv_contains (known, tables[i]))
      return rap_cli_usage (error, _ ("There is no table “%s”; there are %s."), tables[i], names);
  return TRUE;
}

static gboolean
check_usage (char **arguments, gboolean all, const char *folder, char **tables, GError **error)
{
  if (all ? arguments[0] != NULL : arguments[0] == NULL)
    return rap_cli_usage (error, _ ("Name a seminar, or --all of them; nothing was written."));
  if (folder == NULL)
    return rap_cli_usage (error, _ ("Name the folder for the tables: --to FOLDER."));
  return check_tables (tables, error);
}

gboolean
rap_cli_export (RapCli *cli, GError **error)
{
  RapExportOptions what = { 0 };
  gboolean all = FALSE, done = TRUE;
  g_autofree char *folder = NULL, *attribution = NULL, *delimiter = NULL;
  g_auto (GStrv) tables = NULL;
  const GOptionEntry options[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Every seminar of the archive"), NULL },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_ ("Where the tables go"), N_ ("FOLDER") },
    { "table", 0, 0, G_OPTION_ARG_STRING_ARRAY, &tables, N_ ("Only this table; may be repeated"), N_ ("NAME") },
    { "attribution", 0, 0, G_OPTION_ARG_STRING, &attribution,
      N_ ("How far people are named at most: named, syndicate or none"), N_ ("RULE") },
    { "exact", 0, 0, G_OPTION_ARG_NONE, &what.exact, N_ ("Every text untouched, not guarded for spreadsheets"), NULL },
    { "private", 0, 0, G_OPTION_ARG_NONE, &what.is_private, N_ ("The organisers’ own edition"), NULL },
    { "bom", 0, 0, G_OPTION_ARG_NONE, &what.bom, N_ ("Begin each table with a byte order mark"), NULL },
    { "delimiter", 0, 0, G_OPTION_ARG_STRING, &delimiter, N_ ("What parts the cells (comma)"), N_ ("CHARACTER") },
    { NULL },
  };
  g_auto (GStrv) arguments = rap_cli_parse (cli, options, 0, 1, error);
  RapStore *store;
  RapDb *db;

  if (arguments == NULL || !check_usage (arguments, all, folder, tables, error) ||
      !rap_cli_delimiter (delimiter, &what.delimiter, error))
    return FALSE;
  if (attribution != NULL && !rap_attribution_parse (attribution, &what.attribution, NULL))
    return rap_cli_usage (error, _ ("“%s” is no rule of attribution; there are named, syndicate and none."),
                          attribution);
  if ((store = rap_cli_open (cli, RAP_CLI_READ, error)) == NULL)
    return FALSE;
  db = rap_store_db (store);
  what.folder = folder;
  what.tables = (const char *const *) tables;
  if (!all)
    done = (what.seminar_id = rap_programme_find_seminar (db, arguments[0], error)) != 0;
  done = done && note_leaks (db, &what, error) && write_tables (db, &what, error);
  if (done && attribution != NULL)
    note_ceiling (db, &what);
  return rap_cli_close (store, done, error);
}
