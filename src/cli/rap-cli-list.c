/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "rap-cli-commands.h"
#include "rap-cli-output.h"
#include "rap-id.h"

#define SEMINARS                                                                                                       \
  "SELECT seminar.id, date, title, series.name, venue,"                                                                \
  " (SELECT count(*) FROM session WHERE seminar_id = seminar.id),"                                                     \
  " (SELECT count(*) FROM session JOIN syndicate ON session_id = session.id WHERE seminar_id = seminar.id),"           \
  " (SELECT count(*) FROM session JOIN point ON session_id = session.id WHERE seminar_id = seminar.id)"                \
  " FROM seminar LEFT JOIN series ON series.id = series_id ORDER BY date DESC, seminar.id DESC"

static const RapOutputColumn columns[] = {
  { "id", N_ ("Id") },
  { "date", N_ ("Date") },
  { "title", N_ ("Title") },
  { "series", N_ ("Series") },
  { "venue", NULL },
  { "sessions", NULL },
  { "syndicates", N_ ("Syndicates") },
  { "points", N_ ("Points") },
  { NULL },
};

static gboolean
print_seminars (RapDb *db, RapOutputFormat format, GError **error)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (db, SEMINARS, NULL);
  g_autoptr (RapOutput) output = rap_output_new (format, columns);
  g_autoptr (GError) local = NULL;

  while (rap_stmt_step (stmt, &local))
    {
      rap_output_id (output, RAP_ID_SEMINAR, rap_stmt_int (stmt, 0));
      for (int i = 1; i <= 4; i++)
        rap_output_text (output, rap_stmt_text (stmt, i));
      for (int i = 5; i <= 7; i++)
        rap_output_int (output, rap_stmt_int (stmt, i));
    }
  if (local == NULL)
    return rap_output_end (output, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
rap_cli_list (RapCli *cli, GError **error)
{
  return rap_cli_print (cli, print_seminars, error);
}
