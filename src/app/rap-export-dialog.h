/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_EXPORT_DIALOG (rap_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapExportDialog, rap_export_dialog, RAP, EXPORT_DIALOG, AdwWindow)

/**
 * rap_export_dialog_new:
 * @parent: a #RapWindow, which says when it is done
 * @seminar_id: the seminar that is open
 *
 * Writes the CSV tables of a seminar, or of all, into a folder; remembers what was chosen.
 *
 * Returns: (transfer none): the dialog
 */
RapExportDialog *rap_export_dialog_new (GtkWindow *parent, RapStore *store, gint64 seminar_id);

G_END_DECLS
