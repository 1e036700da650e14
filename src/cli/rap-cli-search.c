/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "rap-cli-commands.h"
#include "rap-cli-output.h"
#include "rap-id.h"
#include "rap-search.h"

#define USUAL_LIMIT 20

static const RapOutputColumn columns[] = {
  { "id", NULL },
  { "kind", N_ ("Kind") },
  { "seminar_id", NULL },
  { "date", N_ ("Date") },
  { "seminar", N_ ("Seminar") },
  { "where", N_ ("Where") },
  { "text", N_ ("Text") },
  { NULL },
};

static char
id_letter (const char *kind)
{
  if (g_str_equal (kind, "point"))
    return RAP_ID_POINT;
  if (g_str_equal (kind, "syndicate"))
    return RAP_ID_SYNDICATE;
  if (g_str_equal (kind, "session"))
    return RAP_ID_SESSION;
  return g_str_equal (kind, "seminar") ? RAP_ID_SEMINAR : RAP_ID_PERSON;
}

static gboolean
print_hits (RapDb *db, const char *query, int limit, RapOutputFormat format, GError **error)
{
  g_autoptr (GPtrArray) hits = rap_search_run (db, query, limit, error);
  g_autoptr (RapOutput) output = NULL;

  if (hits == NULL)
    return FALSE;
  if (hits->len == 0 && isatty (STDERR_FILENO))
    rap_cli_note (_ ("Nothing was found for “%s”."), query);
  output = rap_output_new (format, columns);
  for (guint i = 0; i < hits->len; i++)
    {
      const RapSearchHit *hit = hits->pdata[i];

      rap_output_id (output, id_letter (hit->kind), hit->id);
      rap_output_text (output, hit->kind);
      rap_output_id (output, RAP_ID_SEMINAR, hit->seminar_id);
      rap_output_text (output, hit->date);
      rap_output_text (output, hit->seminar);
      rap_output_text (output, hit->where);
      rap_output_text (output, hit->text);
    }
  return rap_output_end (output, error);
}

gboolean
rap_cli_search (RapCli *cli, GError **error)
{
  g_autofree char *word = NULL;
  int limit = USUAL_LIMIT;
  const GOptionEntry options[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("How many hits at most (20)"), N_ ("N") },
    RAP_OUTPUT_FORMAT_OPTION (&word),
    { NULL },
  };
  g_auto (GStrv) arguments = rap_cli_parse (cli, options, 1, 1, error);
  g_autofree char *query = NULL;
  g_autofree char *expression = NULL;
  RapOutputFormat format;
  RapStore *store;
  gboolean done;

  if (arguments == NULL || !rap_output_parse_format (word, &format, error))
    return FALSE;
  if (limit < 1)
    return rap_cli_usage (error, _ ("The limit is a number from 1."));
  if ((query = rap_cli_text (arguments[0], error)) == NULL)
    return FALSE;
  if ((expression = rap_search_expression (query)) == NULL)
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("“%s” has no word to search for."), query);
      return FALSE;
    }
  if ((store = rap_cli_open (cli, RAP_CLI_READ_IF_ANY, error)) == NULL)
    return FALSE;
  done = print_hits (rap_store_db (store), query, limit, format, error);
  return rap_cli_close (store, done, error);
}
