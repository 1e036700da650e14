/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "rap-cli-commands.h"
#include "rap-cli-output.h"
#include "rap-id.h"
#include "rap-time.h"

/* Every step with the step it takes back in the end, and through how many undos: an odd number is an undo, an even one
 * a redo. A step whose own was dropped from the history already counts as an undo. */
#define STEPS                                                                                                          \
  "WITH RECURSIVE chain(seq, root, depth) AS ("                                                                        \
  " SELECT seq, ifnull(undoes, seq), undoes IS NOT NULL FROM history"                                                  \
  " WHERE undoes IS NULL OR undoes NOT IN (SELECT seq FROM history)"                                                   \
  " UNION ALL SELECT history.seq, root, depth + 1 FROM chain JOIN history ON undoes = chain.seq) "                     \
  "SELECT seq, at, origin, seminar_id, seminar.title, label, root, depth FROM chain JOIN history USING(seq)"           \
  " LEFT JOIN seminar ON seminar.id = seminar_id ORDER BY seq DESC"

/* Whether step ?1 is an undo, through however many undos and redos. */
#define IS_UNDO                                                                                                        \
  "WITH RECURSIVE chain(seq, depth) AS (SELECT ?1, 0"                                                                  \
  " UNION ALL SELECT undoes, depth + 1 FROM chain JOIN history USING(seq) WHERE undoes IS NOT NULL)"                   \
  " SELECT max(depth) % 2 FROM chain"

static const RapOutputColumn columns[] = {
  { "step", N_ ("Step") },
  { "at", N_ ("When") },
  { "origin", N_ ("By") },
  { "seminar_id", NULL },
  { "seminar", N_ ("Seminar") },
  { "what", N_ ("What") },
  { "undoes", NULL },
  { "redoes", NULL },
  { NULL },
};

static char *
describe_step (RapStmt *stmt)
{
  const char *label = rap_stmt_text (stmt, 5);
  const gint64 root = rap_stmt_int (stmt, 6), depth = rap_stmt_int (stmt, 7);

  if (depth == 0)
    return g_strdup (label);
  return g_strdup_printf (depth % 2 == 1 ? _ ("Undo of step %" PRId64 ": %s") : _ ("Redo of step %" PRId64 ": %s"),
                          root, label);
}

/* The time on the user's own clock: ISO 8601 for programs, to the second for people. */
static char *
describe_time (gint64 ms, RapOutputFormat format)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = NULL;

  if (format != RAP_OUTPUT_TABLE)
    return rap_time_format (ms, zone);
  time = g_date_time_new_from_unix_local (ms / 1000);
  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : NULL;
}

static void
add_reference (RapOutput *output, gint64 step)
{
  if (step != 0)
    rap_output_int (output, step);
  else
    rap_output_text (output, NULL);
}

static gboolean
print_steps (RapDb *db, RapOutputFormat format, GError **error)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (db, STEPS, NULL);
  g_autoptr (RapOutput) output = rap_output_new (format, columns);
  g_autoptr (GError) local = NULL;

  while (rap_stmt_step (stmt, &local))
    {
      g_autofree char *what = describe_step (stmt);
      g_autofree char *at = describe_time (rap_stmt_int (stmt, 1), format);
      const gint64 root = rap_stmt_int (stmt, 6), depth = rap_stmt_int (stmt, 7);

      rap_output_int (output, rap_stmt_int (stmt, 0));
      rap_output_text (output, at);
      rap_output_text (output, rap_stmt_text (stmt, 2));
      rap_output_id (output, RAP_ID_SEMINAR, rap_stmt_int (stmt, 3));
      rap_output_text (output, rap_stmt_text (stmt, 4));
      rap_output_text (output, what);
      add_reference (output, depth % 2 == 1 ? root : 0);
      add_reference (output, depth > 0 && depth % 2 == 0 ? root : 0);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return rap_output_end (output, error);
}

static gboolean
parse_step (const char *word, gint64 *step, GError **error)
{
  if (word == NULL || g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, step, NULL))
    return TRUE;
  return rap_cli_usage (error, _ ("“%s” is no step; steps have numbers, as the history shows them."), word);
}

/* To take an undo back is to do it again, whichever command it was. */
static void
print_taken_back (gboolean undone, const char *label)
{
  g_autofree char *clean = rap_output_clean (label);

  rap_output_print ("%s %s\n", undone ? _ ("Undone:") : _ ("Done again:"), clean);
}

gboolean
rap_cli_history (RapCli *cli, GError **error)
{
  return rap_cli_print (cli, print_steps, error);
}

gboolean
rap_cli_undo (RapCli *cli, GError **error)
{
  g_auto (GStrv) arguments = rap_cli_parse (cli, NULL, 0, 1, error);
  g_autofree char *label = NULL;
  RapStore *store;
  gint64 step = 0;
  gboolean done, is_undo;

  if (arguments == NULL || !parse_step (arguments[0], &step, error) ||
      (store = rap_cli_open (cli, RAP_CLI_WRITE, error)) == NULL)
    return FALSE;
  is_undo = rap_db_int (rap_store_db (store), IS_UNDO, "i", step) != 0;
  done = step != 0 ? rap_store_undo_step (store, step, &label, error) : rap_store_undo (store, 0, &label, error);
  if (done)
    print_taken_back (!is_undo, label);
  return rap_cli_close (store, done, error);
}

gboolean
rap_cli_redo (RapCli *cli, GError **error)
{
  g_auto (GStrv) arguments = rap_cli_parse (cli, NULL, 0, 0, error);
  g_autofree char *label = NULL;
  RapStore *store;
  gboolean done;

  if (arguments == NULL || (store = rap_cli_open (cli, RAP_CLI_WRITE, error)) == NULL)
    return FALSE;
  done = rap_store_redo (store, 0, &label, error);
  if (done)
    print_taken_back (FALSE, label);
  return rap_cli_close (store, done, error);
}
