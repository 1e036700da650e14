/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-cli-commands.h"
#include "rap-cli-import-report.h"
#include "rap-cli-output.h"
#include "rap-cli-progress.h"
#include "rap-import.h"
#include "rap-programme.h"

/* How an import is to be done. */
typedef struct
{
  char **maps;
  int session;
  gboolean dry_run;
  gboolean skip_rejected;
  gboolean cancel_missing;
  gboolean new_people;
} Wishes;

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

static gboolean
do_import (RapImport *import, const Wishes *wishes, GError **error)
{
  const gboolean attendees = rap_import_get_kind (import) == RAP_IMPORT_ATTENDEES;
  gboolean checked;

  if (!set_maps (import, wishes->maps, error) || (wishes->dry_run && !rap_cli_import_print_map (import, error)))
    return FALSE;
  rap_import_set_new_people (import, wishes->new_people);
  checked = rap_import_check (import, rap_cli_progress, (gpointer) _ ("Reading"), NULL, error);
  rap_cli_progress_end ();
  if (!checked || (wishes->cancel_missing && !rap_import_choose (import, 0, TRUE, error)))
    return FALSE;
  if (wishes->dry_run && attendees && !rap_cli_import_print_preview (import, error))
    return FALSE;
  rap_cli_import_print_rejected (import, wishes->dry_run && attendees);
  if (!wishes->dry_run && ((!wishes->skip_rejected && !rap_cli_import_refuse_rejected (import, error)) ||
                           !rap_import_write (import, wishes->skip_rejected, error)))
    return FALSE;
  rap_cli_import_print_counts (import);
  rap_cli_import_print_notes (import, wishes->cancel_missing);
  if (wishes->dry_run)
    rap_output_print (rap_import_get_counts (import)->rejected > 0 && !wishes->skip_rejected
                          ? _ ("Nothing was written, nor would it be while rows are rejected.\n")
                          : _ ("Nothing was written.\n"));
  return TRUE;
}

/* What is to be imported where. */
static gboolean
import_file (RapStore *store,
             RapImportKind kind,
             char **arguments,
             const Wishes *wishes,
             const RapCsvOptions *csv,
             GError **error)
{
  RapDb *db = rap_store_db (store);
  const gint64 seminar_id = rap_programme_find_seminar (db, arguments[1], error);
  const gint64 session_id =
      seminar_id != 0 && wishes->session > 0 ? rap_programme_find_session (db, seminar_id, wishes->session, error) : 0;
  g_autoptr (GFile) file = g_file_new_for_path (g_str_equal (arguments[2], "-") ? "/dev/stdin" : arguments[2]);
  g_autoptr (RapImport) import = NULL;

  if (seminar_id == 0 || (wishes->session > 0 && session_id == 0))
    return FALSE;
  import = rap_import_open (store, kind, seminar_id, file, csv, error);
  if (import == NULL)
    return FALSE;
  rap_import_set_session (import, session_id);
  return do_import (import, wishes, error);
}

gboolean
rap_cli_import (RapCli *cli, GError **error)
{
  g_auto (GStrv) maps = NULL;
  g_autofree char *encoding = NULL, *delimiter = NULL;
  Wishes wishes = { .session = -1 };
  RapCsvOptions csv = { NULL };
  const GOptionEntry options[] = {
    { "map", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &maps, N_ ("What a column is, or “ignore”; may be repeated"),
      N_ ("COLUMN=FIELD") },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_ ("The file’s encoding (found out)"), N_ ("ENCODING") },
    { "delimiter", 0, 0, G_OPTION_ARG_STRING, &delimiter, N_ ("What parts its cells (found out)"), N_ ("CHARACTER") },
    { "session", 0, 0, G_OPTION_ARG_INT, &wishes.session,
      N_ ("Points: the session of all of them (the row’s, or the only discussion)"), N_ ("N") },
    { "cancel-missing", 0, 0, G_OPTION_ARG_NONE, &wishes.cancel_missing,
      N_ ("Attendees: cancel who is in an earlier file and not in this one"), NULL },
    { "new-people", 0, 0, G_OPTION_ARG_NONE, &wishes.new_people,
      N_ ("Attendees: where it is not sure who somebody is, it is a new person"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &wishes.dry_run, N_ ("Tell what would be imported, and write nothing"),
      NULL },
    { "skip-rejected", 0, 0, G_OPTION_ARG_NONE, &wishes.skip_rejected, N_ ("Leave out rows that cannot be understood"),
      NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = rap_cli_parse (cli, options, 3, 3, error);
  RapImportKind kind = RAP_IMPORT_POINTS;
  RapStore *store;
  gboolean done;

  if (arguments == NULL)
    return FALSE;
  if (g_str_equal (arguments[0], "attendees"))
    kind = RAP_IMPORT_ATTENDEES;
  else if (!g_str_equal (arguments[0], "points"))
    return rap_cli_usage (error, _ ("“%s” cannot be imported; “points” and “attendees” can."), arguments[0]);
  if (wishes.session == 0 || wishes.session < -1)
    return rap_cli_usage (error, _ ("Sessions are numbered from 1; nothing was imported."));
  if (kind == RAP_IMPORT_ATTENDEES && wishes.session > 0)
    return rap_cli_usage (error, _ ("Only points have a --session; nothing was imported."));
  if (kind == RAP_IMPORT_POINTS && (wishes.cancel_missing || wishes.new_people))
    return rap_cli_usage (error, _ ("--cancel-missing and --new-people are for attendees; nothing was imported."));
  csv.encoding = encoding;
  wishes.maps = maps;
  if (!rap_cli_delimiter (delimiter, &csv.delimiter, error) ||
      (store = rap_cli_open (cli, RAP_CLI_WRITE, error)) == NULL)
    return FALSE;
  done = import_file (store, kind, arguments, &wishes, &csv, error);
  return rap_cli_close (store, done, error);
}
