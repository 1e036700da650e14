/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-cli.h"

G_BEGIN_DECLS

/* The commands, one file a family. Each is a RapCliFunc that prints what it finds on standard output; the words it
 * takes stand in rap-cli.c, what it does in the manual. */

/** rap_cli_sample: adds the sample seminars that are not there yet, and lists them */
gboolean rap_cli_sample (RapCli *cli, GError **error);

/** rap_cli_new: makes a seminar and prints its id and nothing else */
gboolean rap_cli_new (RapCli *cli, GError **error);

/** rap_cli_list: the seminars, by date */
gboolean rap_cli_list (RapCli *cli, GError **error);

/** rap_cli_show: one seminar: its programme, the voices of each session and their points, and those who attend */
gboolean rap_cli_show (RapCli *cli, GError **error);

/** rap_cli_add: records one line, or each line of standard input, and prints the ids of the points */
gboolean rap_cli_add (RapCli *cli, GError **error);

/** rap_cli_history: the steps, newest first */
gboolean rap_cli_history (RapCli *cli, GError **error);

/** rap_cli_undo: takes back one step, as a new one */
gboolean rap_cli_undo (RapCli *cli, GError **error);

/** rap_cli_redo: takes back the last undo */
gboolean rap_cli_redo (RapCli *cli, GError **error);

/** rap_cli_import: records the rows of a CSV file, or with --dry-run says what would be recorded */
gboolean rap_cli_import (RapCli *cli, GError **error);

/** rap_cli_export: writes the CSV tables into a folder */
gboolean rap_cli_export (RapCli *cli, GError **error);

/** rap_cli_search: what was said, newest first */
gboolean rap_cli_search (RapCli *cli, GError **error);

/** rap_cli_check: checks the archive from end to end; fails if anything is wrong with it */
gboolean rap_cli_check (RapCli *cli, GError **error);

/** rap_cli_backup: copies the archive and verifies the copy */
gboolean rap_cli_backup (RapCli *cli, GError **error);

G_END_DECLS
