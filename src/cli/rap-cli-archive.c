/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "rap-backup.h"
#include "rap-cli-commands.h"
#include "rap-cli-output.h"
#include "rap-cli-progress.h"

static gboolean
print_faults (RapDb *db, GPtrArray *faults, GError **error)
{
  g_autofree char *name = g_filename_display_name (rap_db_path (db));

  if (faults->len == 0)
    {
      rap_output_print ("ok\n");
      return TRUE;
    }
  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *clean = rap_output_clean (faults->pdata[i]);
      rap_output_print ("%s\n", clean);
    }
  g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_AN_ARCHIVE,
               ngettext ("The archive “%s” has %u fault, which is told above; it was left as it is.",
                         "The archive “%s” has %u faults, which are told above; it was left as it is.", faults->len),
               name, faults->len);
  return FALSE;
}

gboolean
rap_cli_check (RapCli *cli, GError **error)
{
  g_auto (GStrv) arguments = rap_cli_parse (cli, NULL, 0, 0, error);
  g_autoptr (GPtrArray) faults = NULL;
  RapStore *store;
  gboolean done;

  if (arguments == NULL || (store = rap_cli_open (cli, RAP_CLI_READ, error)) == NULL)
    return FALSE;
  faults = rap_backup_check (rap_store_db (store), rap_cli_progress, (gpointer) _ ("Checking"), NULL, error);
  rap_cli_progress_end ();
  done = faults != NULL && print_faults (rap_store_db (store), faults, error);
  return rap_cli_close (store, done, error);
}

gboolean
rap_cli_backup (RapCli *cli, GError **error)
{
  g_auto (GStrv) arguments = rap_cli_parse (cli, NULL, 1, 1, error);
  RapStore *store;
  gboolean done;

  if (arguments == NULL || (store = rap_cli_open (cli, RAP_CLI_READ, error)) == NULL)
    return FALSE;
  done = rap_backup_write (rap_store_db (store), arguments[0], rap_cli_progress, (gpointer) _ ("Copying"), NULL, error);
  rap_cli_progress_end ();
  return rap_cli_close (store, done, error);
}
