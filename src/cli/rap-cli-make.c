/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "rap-cli-commands.h"
#include "rap-cli-output.h"
#include "rap-id.h"
#include "rap-programme.h"
#include "rap-sample.h"

#define MOST_SYNDICATES 1000

/* Prints the sample seminar and the one it follows. */
static void
print_samples (RapDb *db, gint64 id)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (db,
                                             "SELECT id, date, title FROM seminar WHERE id = ?1"
                                             " OR id = (SELECT follows_id FROM seminar WHERE id = ?1) ORDER BY date",
                                             "i", id);

  while (rap_stmt_step (stmt, NULL))
    {
      g_autofree char *title = rap_output_clean (rap_stmt_text (stmt, 2));
      char text[RAP_ID_LENGTH + 1];

      rap_output_print ("%s  %s  %s\n", rap_id_format (RAP_ID_SEMINAR, rap_stmt_int (stmt, 0), FALSE, text),
                        rap_stmt_text (stmt, 1), title);
    }
}

static gboolean
check_plan (const RapSeminarPlan *plan, GError **error)
{
  if (plan->date == NULL)
    return rap_cli_usage (error, _ ("A seminar needs its day: --date YYYY-MM-DD."));
  if (!rap_programme_is_date (plan->date))
    return rap_cli_usage (error, _ ("“%s” is not a date like 2011-01-19; nothing was made."), plan->date);
  if (plan->syndicates < 0 || plan->syndicates > MOST_SYNDICATES)
    return rap_cli_usage (error, _ ("A session has from 0 to %d syndicates; nothing was made."), MOST_SYNDICATES);
  return TRUE;
}

gboolean
rap_cli_sample (RapCli *cli, GError **error)
{
  g_auto (GStrv) arguments = rap_cli_parse (cli, NULL, 0, 0, error);
  RapStore *store;
  gint64 id;

  if (arguments == NULL || (store = rap_cli_open (cli, RAP_CLI_MAKE, error)) == NULL)
    return FALSE;
  id = rap_sample_add (store, error);
  if (id != 0)
    print_samples (rap_store_db (store), id);
  return rap_cli_close (store, id != 0, error);
}

gboolean
rap_cli_new (RapCli *cli, GError **error)
{
  RapSeminarPlan plan = { NULL };
  g_autofree char *date = NULL, *typed_series = NULL, *typed_venue = NULL;
  g_autofree char *title = NULL, *series = NULL, *venue = NULL;
  const GOptionEntry options[] = {
    { "date", 0, 0, G_OPTION_ARG_FILENAME, &date, N_ ("Its day"), N_ ("YYYY-MM-DD") },
    { "series", 0, 0, G_OPTION_ARG_FILENAME, &typed_series, N_ ("The series it belongs to"), N_ ("SERIES") },
    { "venue", 0, 0, G_OPTION_ARG_FILENAME, &typed_venue, N_ ("Where it takes place"), N_ ("VENUE") },
    { "syndicates", 0, 0, G_OPTION_ARG_INT, &plan.syndicates, N_ ("How many syndicates will discuss"), N_ ("N") },
    { NULL },
  };
  g_auto (GStrv) arguments = rap_cli_parse (cli, options, 1, 1, error);
  g_autoptr (GError) local = NULL;
  RapStore *store;
  gint64 id;
  char text[RAP_ID_LENGTH + 1];

  if (arguments == NULL)
    return FALSE;
  plan.date = date;
  if (!check_plan (&plan, error))
    return FALSE;
  plan.title = title = rap_cli_text (arguments[0], &local);
  if (local == NULL)
    plan.series = series = rap_cli_text (typed_series, &local);
  if (local == NULL)
    plan.venue = venue = rap_cli_text (typed_venue, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if ((store = rap_cli_open (cli, RAP_CLI_MAKE, error)) == NULL)
    return FALSE;
  id = rap_programme_new_seminar (store, &plan, error);
  if (id != 0)
    rap_output_print ("%s\n", rap_id_format (RAP_ID_SEMINAR, id, FALSE, text));
  return rap_cli_close (store, id != 0, error);
}
