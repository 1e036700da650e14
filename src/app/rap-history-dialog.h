/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_HISTORY_DIALOG (rap_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapHistoryDialog, rap_history_dialog, RAP, HISTORY_DIALOG, AdwWindow)

/**
 * rap_history_dialog_new:
 *
 * Shows every step of the history, of whatever origin, the newest first; undoes any one of them, does it again, or goes
 * back to it.
 *
 * Returns: (transfer none): the dialog
 */
RapHistoryDialog *rap_history_dialog_new (GtkWindow *parent, RapStore *store);

G_END_DECLS
