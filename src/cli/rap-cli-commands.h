/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-cli.h"

G_BEGIN_DECLS

/* The commands, one file a family. Each is a RapCliFunc; what they take stands in rap-cli.c. */

gboolean rap_cli_sample (RapCli *cli, GError **error);
gboolean rap_cli_new (RapCli *cli, GError **error);

gboolean rap_cli_list (RapCli *cli, GError **error);
gboolean rap_cli_show (RapCli *cli, GError **error);

gboolean rap_cli_add (RapCli *cli, GError **error);

gboolean rap_cli_history (RapCli *cli, GError **error);
gboolean rap_cli_undo (RapCli *cli, GError **error);
gboolean rap_cli_redo (RapCli *cli, GError **error);

gboolean rap_cli_import (RapCli *cli, GError **error);

gboolean rap_cli_export (RapCli *cli, GError **error);

gboolean rap_cli_search (RapCli *cli, GError **error);

gboolean rap_cli_check (RapCli *cli, GError **error);
gboolean rap_cli_backup (RapCli *cli, GError **error);

G_END_DECLS
