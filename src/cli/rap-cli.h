/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-cli-output.h"
#include "rap-store.h"

G_BEGIN_DECLS

typedef struct _RapCli RapCli;

/**
 * RapCliFunc:
 *
 * One command: reads its words with rap_cli_parse() and does it. An error of G_OPTION_ERROR means wrong usage.
 *
 * Returns: whether it was done
 */
typedef gboolean (*RapCliFunc) (RapCli *cli, GError **error);

/**
 * RapCliCommand:
 * @name: what it is called by
 * @arguments: (nullable): the words it takes, for its help
 * @summary: what it does
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  RapCliFunc run;
} RapCliCommand;

/**
 * RapCli:
 * @archive: (nullable): the archive that was named
 * @words: what was typed, the program's name first
 * @command: the command that runs
 * @failed: set by a command that told of every failure itself, as a stream of lines has to
 *
 * One run of the program.
 */
struct _RapCli
{
  char *archive;
  char **words;
  const RapCliCommand *command;
  gboolean failed;
};

/**
 * RapCliAccess:
 * @RAP_CLI_READ: the archive must exist; nothing about it changes, so that one on read-only media will do
 * @RAP_CLI_READ_IF_ANY: the same, but as long as the user's own archive was not begun it is an empty one
 * @RAP_CLI_WRITE: the archive must exist
 * @RAP_CLI_MAKE: it is made if there is none
 */
typedef enum
{
  RAP_CLI_READ,
  RAP_CLI_READ_IF_ANY,
  RAP_CLI_WRITE,
  RAP_CLI_MAKE,
} RapCliAccess;

/** rap_cli_main: runs the program. Returns: its status: 0 done, 1 failed, 2 wrong usage */
int rap_cli_main (char **argv);

/**
 * rap_cli_parse:
 * @options: (nullable): the command's own, before or after its arguments; texts as %G_OPTION_ARG_FILENAME, so that
 *   they come as they were typed
 * @min: how many arguments it needs
 * @max: how many it takes
 *
 * Returns: (transfer full): the arguments, or %NULL with @error set to wrong usage
 */
char **rap_cli_parse (RapCli *self, const GOptionEntry *options, guint min, guint max, GError **error);

/** rap_cli_usage: sets @error to wrong usage. Returns: %FALSE */
gboolean rap_cli_usage (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** rap_cli_open: Returns: (transfer full): the archive; give it back with rap_cli_close() */
RapStore *rap_cli_open (RapCli *self, RapCliAccess access, GError **error);

/**
 * rap_cli_close:
 * @done: whether the work was done; if not, @error is set already
 *
 * Tidies and closes the archive.
 *
 * Returns: whether the work was done, everything could be read that it asked for, and what was printed of a step could
 *   be written
 */
gboolean rap_cli_close (RapStore *store, gboolean done, GError **error);

/**
 * RapCliPrint:
 *
 * Writes rows of an archive on standard output.
 *
 * Returns: whether all of it could be read and written
 */
typedef gboolean (*RapCliPrint) (RapDb *db, RapOutputFormat format, GError **error);

/** rap_cli_print: runs a command that takes a format alone, on an archive that need not be there. Returns: whether it
 * was done */
gboolean rap_cli_print (RapCli *self, RapCliPrint print, GError **error);

/**
 * rap_cli_text:
 * @typed: (nullable): a word of the command line, in UTF-8 or the locale's encoding
 *
 * Returns: (transfer full) (nullable): the same in UTF-8; %NULL for %NULL, and with @error set if it is in neither
 */
char *rap_cli_text (const char *typed, GError **error);

/**
 * rap_cli_delimiter:
 * @word: (nullable): the delimiter, or `tab`
 * @delimiter: (out): the same; 0 for %NULL
 *
 * Returns: whether @word can part cells; if not, @error says it is wrong usage
 */
gboolean rap_cli_delimiter (const char *word, char *delimiter, GError **error);

/** rap_cli_note: tells something on standard error that is no failure, on one line */
void rap_cli_note (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
