/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-cli-commands.h"
#include "rap-cli-output.h"
#include "rap-cli-progress.h"
#include "rap-import.h"
#include "rap-programme.h"

#define MAX_SHOWN 20

/* What to do about a field that rows are rejected for, because the archive does not know what they say; %s is the
 * column as it has to be typed. */
static const struct
{
  const char *field;
  const char *way_out;
} ways_out[] = {
  { "attributed_to", N_ ("To import the points without these names: --map %s=ignore") },
  { "action_owner", N_ ("To import the actions without their owners: --map %s=ignore") },
  { "session", N_ ("To put all points into one session: --session N") },
  { "syndicate", N_ ("To give all points to the plenary: --map %s=ignore") },
  { "syndicate_number", N_ ("To import the points without these numbers: --map %s=ignore") },
};

static const RapOutputColumn map_columns[] = {
  { "column", N_ ("Column") },
  { "field", N_ ("Field") },
  { "example", N_ ("Example") },
  { NULL },
};

static gboolean
set_maps (RapImport *import, char **maps, GError **error)
{
  for (guint i = 0; maps != NULL && maps[i] != NULL; i++)
    {
      g_autofree char *text = rap_cli_text (maps[i], error);
      char *equals;

      if (text == NULL)
        return FALSE;
      /* a column may be called anything, a field holds no “=” */
      equals = strrchr (text, '=');
      if (equals == NULL)
        return rap_cli_usage (error, _ ("“%s” is no COLUMN=FIELD; nothing was imported."), text);
      *equals = '\0';
      if (!rap_import_set_map (import, text, equals + 1, error))
        return FALSE;
    }
  return TRUE;
}

/* How the file was understood. */
static gboolean
print_map (RapImport *import, GError **error)
{
  GPtrArray *columns = rap_import_get_columns (import);
  g_autoptr (RapOutput) output = rap_output_new (RAP_OUTPUT_TABLE, map_columns);
  const char delimiter = rap_import_get_delimiter (import);
  const char name[] = { delimiter, '\0' };
  gboolean guessed;
  const char *encoding = rap_import_get_encoding (import, &guessed);

  rap_output_print (guessed ? _ ("Encoding %s (guessed), delimiter %s\n") : _ ("Encoding %s, delimiter %s\n"), encoding,
                    delimiter == '\t' ? C_ ("delimiter", "tab") : name);
  for (guint i = 0; i < columns->len; i++)
    {
      const RapImportColumn *column = columns->pdata[i];
      const char *why = rap_import_why_ignored (column->field);
      g_autofree char *ignored = why != NULL ? g_strdup_printf (_ ("ignored: %s"), why) : NULL;

      rap_output_text (output, column->name);
      rap_output_text (output, ignored != NULL ? ignored : column->field != NULL ? column->field : "ignore");
      rap_output_text (output, column->examples[0]);
    }
  return rap_output_end (output, error);
}

static char *
describe_place (const RapImportRejected *row)
{
  return row->column != NULL ? g_strdup_printf (_ ("line %u, column “%s”"), (guint) row->line, row->column)
                             : g_strdup_printf (_ ("line %u"), (guint) row->line);
}

static void
print_clean (char *text)
{
  g_autofree char *given = text;
  g_autofree char *clean = rap_output_clean (given);

  rap_output_print ("%s\n", clean);
}

/* All rejected rows again, by why they are. */
static void
print_reasons (GPtrArray *reasons)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const RapImportReason *reason = reasons->pdata[i];

      print_clean (reason->column != NULL ? g_strdup_printf (ngettext ("  %u row: column “%s”: %s",
                                                                       "  %u rows: column “%s”: %s", reason->rows),
                                                             reason->rows, reason->column, reason->reason)
                                          : g_strdup_printf (ngettext ("  %u row: %s", "  %u rows: %s", reason->rows),
                                                             reason->rows, reason->reason));
    }
}

static const char *
find_way_out (const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways_out); i++)
    if (g_strcmp0 (field, ways_out[i].field) == 0)
      return ways_out[i].way_out;
  return NULL;
}

/* Once for each field, though it may have several reasons. */
static void
print_ways_out (GPtrArray *reasons)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const RapImportReason *reason = reasons->pdata[i];
      const char *way_out = find_way_out (reason->field);
      const char *signs = "abcdefghijklmnopqrstuvwxyz_";
      g_autofree char *column = NULL;
      g_autoptr (GString) line = NULL;
      gboolean told = FALSE;

      for (guint j = 0; j < i; j++)
        told |= ((RapImportReason *) reasons->pdata[j])->field == reason->field;
      if (way_out == NULL || told)
        continue;
      column = reason->column[strspn (reason->column, signs)] == '\0' ? g_strdup (reason->column)
                                                                      : g_shell_quote (reason->column);
      line = g_string_new (_ (way_out));
      g_string_replace (line, "%s", column, 1);
      print_clean (g_strdup (line->str));
    }
}

static void
print_rejected (RapImport *import)
{
  GPtrArray *rejected = rap_import_get_rejected (import), *reasons = rap_import_get_reasons (import);
  const guint n = rap_import_get_counts (import)->rejected, shown = MIN (rejected->len, MAX_SHOWN);

  for (guint i = 0; i < shown; i++)
    {
      const RapImportRejected *row = rejected->pdata[i];
      g_autofree char *where = describe_place (row);

      print_clean (g_strdup_printf (_ ("Rejected: %s: %s"), where, row->reason));
    }
  if (n > shown)
    {
      rap_output_print (ngettext ("and %u more row. In all:\n", "and %u more rows. In all:\n", n - shown), n - shown);
      print_reasons (reasons);
    }
  print_ways_out (reasons);
}

/* The reasons were just told. */
static gboolean
check_rejected (RapImport *import, GError **error)
{
  const guint n = rap_import_get_counts (import)->rejected;
  const RapImportRejected *first;
  g_autofree char *where = NULL;
  g_autofree char *reason = NULL;

  if (n == 0)
    return TRUE;
  first = rap_import_get_rejected (import)->pdata[0];
  where = describe_place (first);
  reason = g_strdup_printf (ngettext ("%u row was rejected, as told above: %s",
                                      "%u rows were rejected, as told above, the first being %s", n),
                            n, where);
  return rap_import_refuse (import, RAP_ERROR_BAD_VALUE, reason, error);
}

static void
print_counts (RapImport *import)
{
  const RapImportCounts *counts = rap_import_get_counts (import);

  rap_output_print (ngettext ("%u new", "%u new", counts->fresh), counts->fresh);
  if (counts->present > 0)
    rap_output_print (ngettext (", %u already there", ", %u already there", counts->present), counts->present);
  if (counts->deleted > 0)
    rap_output_print (ngettext (", %u deleted since", ", %u deleted since", counts->deleted), counts->deleted);
  if (counts->elsewhere > 0)
    rap_output_print (ngettext (", %u of another seminar", ", %u of other seminars", counts->elsewhere),
                      counts->elsewhere);
  if (counts->rejected > 0)
    rap_output_print (ngettext (", %u rejected", ", %u rejected", counts->rejected), counts->rejected);
  rap_output_print ("\n");
  if (counts->names_dropped > 0)
    rap_cli_note (ngettext ("note: %u name was left out; its session is held under the Chatham House Rule.",
                            "note: %u names were left out; their sessions are held under the Chatham House Rule.",
                            counts->names_dropped),
                  counts->names_dropped);
}

static gboolean
import_points (RapImport *import, char **maps, gboolean dry_run, gboolean skip_rejected, GError **error)
{
  gboolean checked;

  if (!set_maps (import, maps, error) || (dry_run && !print_map (import, error)))
    return FALSE;
  checked = rap_import_check (import, rap_cli_progress, (gpointer) _ ("Reading"), NULL, error);
  rap_cli_progress_end ();
  if (!checked)
    return FALSE;
  print_rejected (import);
  if (!dry_run && !skip_rejected && !check_rejected (import, error))
    return FALSE;
  if (!dry_run && !rap_import_write (import, skip_rejected, error))
    return FALSE;
  print_counts (import);
  if (dry_run)
    rap_output_print (rap_import_get_counts (import)->rejected > 0 && !skip_rejected
                          ? _ ("Nothing was written, nor would it be while rows are rejected.\n")
                          : _ ("Nothing was written.\n"));
  return TRUE;
}

/* What is to be imported where. */
static gboolean
import_file (RapStore *store,
             char **arguments,
             int session,
             const RapCsvOptions *csv,
             char **maps,
             gboolean dry_run,
             gboolean skip_rejected,
             GError **error)
{
  RapDb *db = rap_store_db (store);
  const gint64 seminar_id = rap_programme_find_seminar (db, arguments[1], error);
  const gint64 session_id =
      seminar_id != 0 && session > 0 ? rap_programme_find_session (db, seminar_id, session, error) : 0;
  g_autoptr (GFile) file = g_file_new_for_path (g_str_equal (arguments[2], "-") ? "/dev/stdin" : arguments[2]);
  g_autoptr (RapImport) import = NULL;

  if (seminar_id == 0 || (session > 0 && session_id == 0))
    return FALSE;
  import = rap_import_open (store, seminar_id, file, csv, error);
  if (import == NULL)
    return FALSE;
  rap_import_set_session (import, session_id);
  return import_points (import, maps, dry_run, skip_rejected, error);
}

gboolean
rap_cli_import (RapCli *cli, GError **error)
{
  g_auto (GStrv) maps = NULL;
  g_autofree char *encoding = NULL, *delimiter = NULL;
  gboolean dry_run = FALSE, skip_rejected = FALSE;
  int session = -1;
  RapCsvOptions csv = { NULL };
  const GOptionEntry options[] = {
    { "map", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &maps, N_ ("What a column is, or “ignore”; may be repeated"),
      N_ ("COLUMN=FIELD") },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_ ("The file’s encoding (found out)"), N_ ("ENCODING") },
    { "delimiter", 0, 0, G_OPTION_ARG_STRING, &delimiter, N_ ("What parts its cells (found out)"), N_ ("CHARACTER") },
    { "session", 0, 0, G_OPTION_ARG_INT, &session,
      N_ ("The session of all its points (the row’s, or the only discussion)"), N_ ("N") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Tell what would be imported, and write nothing"), NULL },
    { "skip-rejected", 0, 0, G_OPTION_ARG_NONE, &skip_rejected, N_ ("Leave out rows that cannot be understood"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = rap_cli_parse (cli, options, 3, 3, error);
  RapStore *store;
  gboolean done;

  if (arguments == NULL)
    return FALSE;
  if (!g_str_equal (arguments[0], "points"))
    return rap_cli_usage (error, _ ("“%s” cannot be imported; “import points” imports points."), arguments[0]);
  if (session == 0 || session < -1)
    return rap_cli_usage (error, _ ("Sessions are numbered from 1; nothing was imported."));
  csv.encoding = encoding;
  if (!rap_cli_delimiter (delimiter, &csv.delimiter, error) ||
      (store = rap_cli_open (cli, RAP_CLI_WRITE, error)) == NULL)
    return FALSE;
  done = import_file (store, arguments, session, &csv, maps, dry_run, skip_rejected, error);
  return rap_cli_close (store, done, error);
}
