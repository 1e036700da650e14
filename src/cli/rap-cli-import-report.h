/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import.h"

G_BEGIN_DECLS

/* What is told of an import on standard output, and as notes on standard error. */

/** rap_cli_import_print_map: how the file was understood. Returns: whether it could be written */
gboolean rap_cli_import_print_map (RapImport *import, GError **error);

/** rap_cli_import_print_preview: what would become of each row. Returns: whether it could be read and written */
gboolean rap_cli_import_print_preview (RapImport *import, GError **error);

/**
 * rap_cli_import_print_rejected:
 * @previewed: whether rap_cli_import_print_preview() told each row and its reason
 *
 * Prints the first rejected rows and how many there are for which reason, unless they were told, and the way out.
 */
void rap_cli_import_print_rejected (RapImport *import, gboolean previewed);

/**
 * rap_cli_import_refuse_rejected:
 * @error: return location: how many rows were rejected, the first of them, and that nothing was imported
 *
 * After rap_cli_import_print_rejected(), which told the reasons.
 *
 * Returns: whether none was
 */
gboolean rap_cli_import_refuse_rejected (RapImport *import, GError **error);

/** rap_cli_import_print_counts: how many rows were or would be added, and what became of the others */
void rap_cli_import_print_counts (RapImport *import);

/** rap_cli_import_print_notes: what is to be said of attendees beside how many are new */
void rap_cli_import_print_notes (RapImport *import, gboolean cancel_missing);

G_END_DECLS
