/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "rap-cli-commands.h"
#include "rap-cli-output.h"
#include "rap-csv-sniff.h"

#define PROGRAM "rapporteur-cli"

static const RapCliCommand commands[] = {
  { "sample", NULL, N_ ("put the sample seminars into the archive"), rap_cli_sample },
  { "new", N_ ("TITLE --date YYYY-MM-DD [--series SERIES] [--venue VENUE] [--syndicates N]"),
    N_ ("make a seminar and print its id"), rap_cli_new },
  { "list", NULL, N_ ("list the seminars"), rap_cli_list },
  { "show", N_ ("SEMINAR"), N_ ("show a seminar’s programme, voices and points"), rap_cli_show },
  { "add", N_ ("SEMINAR TEXT"), N_ ("record a point; with “-” for TEXT, each line of standard input"), rap_cli_add },
  { "import", N_ ("points|attendees SEMINAR FILE"), N_ ("record the rows of a CSV file as points or attendees"),
    rap_cli_import },
  { "export", N_ ("SEMINAR|--all --to FOLDER"), N_ ("write the CSV tables"), rap_cli_export },
  { "search", N_ ("QUERY"), N_ ("find what was said, in every seminar, newest first"), rap_cli_search },
  { "history", NULL, N_ ("list what was done, newest first"), rap_cli_history },
  { "undo", N_ ("[STEP]"), N_ ("take back the newest step made by this program, or any by its number"), rap_cli_undo },
  { "redo", NULL, N_ ("take back the last undo"), rap_cli_redo },
  { "check", NULL, N_ ("check the archive from end to end"), rap_cli_check },
  { "backup", N_ ("FILE"), N_ ("copy the archive, also while it is in use, and verify the copy"), rap_cli_backup },
};

static GOptionContext *
make_context (const char *parameters, char **archive)
{
  GOptionContext *context = g_option_context_new (parameters);
  const GOptionEntry global[] = {
    { "archive", 0, 0, G_OPTION_ARG_FILENAME, archive, N_ ("Use this archive instead of your own"), N_ ("FILE") },
    { NULL },
  };

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, global, GETTEXT_PACKAGE);
  return context;
}

static char *
describe_commands (void)
{
  GString *out = g_string_new (_ ("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (out, "\n  %-10s %s", commands[i].name, _ (commands[i].summary));
  return g_string_free (out, FALSE);
}

/* Reads what stands before the command, and takes it and the command off the words. */
static gboolean
find_command (RapCli *self, gboolean *version, GError **error)
{
  g_autoptr (GOptionContext) context = make_context (_ ("COMMAND [ARGUMENT…]"), &self->archive);
  g_autofree char *summary = describe_commands ();
  const GOptionEntry own[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, version, N_ ("Show the version and leave"), NULL },
    { NULL },
  };

  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, _ ("COMMAND --help tells what a command takes."));
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_add_main_entries (context, own, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &self->words, error))
    return FALSE;
  if (*version)
    return TRUE;
  if (self->words[1] == NULL)
    return rap_cli_usage (error, _ ("No command was given; “%s --help” lists them."), PROGRAM);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (self->words[1], commands[i].name))
      self->command = &commands[i];
  if (self->command == NULL)
    return rap_cli_usage (error, _ ("There is no command “%s”; “%s --help” lists them."), self->words[1], PROGRAM);
  g_free (self->words[1]);
  for (guint i = 1; self->words[i] != NULL; i++)
    self->words[i] = self->words[i + 1];
  return TRUE;
}

static gboolean
run (RapCli *self, GError **error)
{
  gboolean version = FALSE;

  if (!find_command (self, &version, error))
    return FALSE;
  if (version)
    rap_output_print ("%s %s\n", PROGRAM, RAP_VERSION);
  else if (!self->command->run (self, error))
    return FALSE;
  return rap_output_flush (error);
}

/* An empty archive in memory: what the user's own is before anything was put into it. */
static gboolean
is_unbegun (RapCli *self, const char *path)
{
  return self->archive == NULL && !g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Whether there is something that may be an archive: opening an empty file for writing would make it one. */
static gboolean
check_begun (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  GStatBuf status;

  if (g_stat (path, &status) != 0 && errno == ENOENT)
    g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND, _ ("There is no archive “%s”; none was made."), name);
  else if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && status.st_size == 0)
    g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_AN_ARCHIVE,
                 _ ("“%s” is an empty file, not an archive; it was left as it is."), name);
  else
    return TRUE;
  return FALSE;
}

/* Whoever does not see what was printed must not take it for not done, and do it again. */
static gboolean
flush_after_step (gint64 step, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (rap_output_flush (&local))
    return TRUE;
  g_set_error (error, RAP_ERROR, RAP_ERROR_FAILED, _ ("%s What was to be done was done: step %" PRId64 "."),
               local->message, step);
  return FALSE;
}

static void
tell (const char *message)
{
  g_autofree char *clean = rap_output_clean (message);

  fflush (stdout);
  g_printerr ("%s: %s\n", PROGRAM, clean);
}

int
rap_cli_main (char **argv)
{
  RapCli self = { .words = g_strdupv (argv) };
  g_autoptr (GError) error = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname (PROGRAM);
  if (run (&self, &error))
    status = self.failed ? 1 : 0;
  else
    {
      tell (error->message);
      status = error->domain == G_OPTION_ERROR ? 2 : 1;
    }
  g_strfreev (self.words);
  g_free (self.archive);
  return status;
}

char **
rap_cli_parse (RapCli *self, const GOptionEntry *options, guint min, guint max, GError **error)
{
  const char *arguments = self->command->arguments;
  g_autofree char *parameters = g_strjoin (" ", self->command->name, arguments != NULL ? _ (arguments) : NULL, NULL);
  g_autofree char *archive = NULL;
  g_autoptr (GOptionContext) context = make_context (parameters, &archive);
  g_auto (GStrv) found = NULL;
  const GOptionEntry rest[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &found, NULL, NULL },
    { NULL },
  };
  guint n;

  g_option_context_set_summary (context, _ (self->command->summary));
  if (options != NULL)
    g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, rest, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &self->words, error))
    return NULL;
  if (archive != NULL)
    {
      g_free (self->archive);
      self->archive = g_steal_pointer (&archive);
    }
  n = found != NULL ? g_strv_length (found) : 0;
  if (n < min || n > max)
    {
      rap_cli_usage (error,
                     n < min ? _ ("“%s” lacks an argument; it is used so: %s %s")
                             : _ ("“%s” takes fewer arguments; it is used so: %s %s"),
                     self->command->name, PROGRAM, parameters);
      return NULL;
    }
  return found != NULL ? g_steal_pointer (&found) : g_new0 (char *, 1);
}

gboolean
rap_cli_usage (GError **error, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  if (error != NULL)
    *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, values);
  va_end (values);
  return FALSE;
}

RapStore *
rap_cli_open (RapCli *self, RapCliAccess access, GError **error)
{
  g_autofree char *path = self->archive != NULL ? g_strdup (self->archive) : rap_store_default_path ();
  g_autoptr (GError) local = NULL;
  RapStore *store = NULL;

  if (access == RAP_CLI_READ_IF_ANY && is_unbegun (self, path))
    return rap_store_open (":memory:", "cli", RAP_DB_DEFAULT, error);
  if (access != RAP_CLI_MAKE && !check_begun (path, error))
    return NULL;
  if (access == RAP_CLI_MAKE || access == RAP_CLI_WRITE)
    return rap_store_open (path, "cli", RAP_DB_WAIT, error);
  store = rap_store_open (path, "cli", RAP_DB_WAIT | RAP_DB_READ_ONLY, &local);
  if (g_error_matches (local, RAP_ERROR, RAP_ERROR_READ_ONLY))
    return rap_store_open (path, "cli", RAP_DB_WAIT, error); /* an older one has to be migrated before it can be read */
  if (store == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return store;
}

gboolean
rap_cli_close (RapStore *store, gboolean done, GError **error)
{
  RapDb *db = rap_store_db (store);

  /* what could not be read must not look as if it were not there */
  if (done)
    done = !rap_db_take_unasked (db, error);
  if (done && rap_store_get_last_step (store) != 0)
    done = flush_after_step (rap_store_get_last_step (store), error);
  if (!sqlite3_db_readonly (rap_db_handle (db), "main"))
    rap_store_tidy (store);
  g_object_unref (store);
  return done;
}

gboolean
rap_cli_print (RapCli *self, RapCliPrint print, GError **error)
{
  g_autofree char *word = NULL;
  const GOptionEntry options[] = { RAP_OUTPUT_FORMAT_OPTION (&word), { NULL } };
  g_auto (GStrv) arguments = rap_cli_parse (self, options, 0, 0, error);
  RapOutputFormat format;
  RapStore *store;

  if (arguments == NULL || !rap_output_parse_format (word, &format, error) ||
      (store = rap_cli_open (self, RAP_CLI_READ_IF_ANY, error)) == NULL)
    return FALSE;
  return rap_cli_close (store, print (rap_store_db (store), format, error), error);
}

char *
rap_cli_text (const char *typed, GError **error)
{
  g_autofree char *text = NULL;

  if (typed == NULL || g_utf8_validate (typed, -1, NULL))
    return g_strdup (typed);
  text = g_locale_to_utf8 (typed, -1, NULL, NULL, NULL);
  if (text == NULL)
    g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("“%s” is not text in UTF-8; nothing was changed."), typed);
  return g_steal_pointer (&text);
}

gboolean
rap_cli_delimiter (const char *word, char *delimiter, GError **error)
{
  *delimiter = 0;
  if (word == NULL)
    return TRUE;
  if (g_str_equal (word, "tab") || g_str_equal (word, "\\t"))
    *delimiter = '\t';
  else if (strlen (word) == 1 && rap_csv_is_delimiter (*word))
    *delimiter = *word;
  return *delimiter != 0 || rap_cli_usage (error, _ ("“%s” is no delimiter; it is one sign, or “tab”."), word);
}

void
rap_cli_note (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list values;

  va_start (values, format);
  message = g_strdup_vprintf (format, values);
  va_end (values);
  tell (message);
}
