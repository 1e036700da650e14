/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import.h"
#include "rap-window.h"

G_BEGIN_DECLS

#define RAP_TYPE_IMPORT_DIALOG (rap_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapImportDialog, rap_import_dialog, RAP, IMPORT_DIALOG, AdwWindow)

/**
 * rap_import_dialog_new:
 * @parent: the window, whose seminar it is imported into and which says when it is done
 * @kind: what is imported, as long as nobody says otherwise
 * @file: (nullable): a file that was dropped, of which @kind is found out
 *
 * Imports points or attendees from a CSV file, in three steps: the file, its columns, what will become of its rows.
 *
 * Returns: (transfer none): the dialog
 */
RapImportDialog *rap_import_dialog_new (RapWindow *parent, RapImportKind kind, GFile *file);

G_END_DECLS
