/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_MERGE_DIALOG (rap_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapMergeDialog, rap_merge_dialog, RAP, MERGE_DIALOG, AdwWindow)

/**
 * rap_merge_dialog_new:
 * @ids: (element-type gint64): the points to merge
 *
 * Asks for the wording of what stands for several points: that of one of them, or one's own. The signal `merged`
 * (RapMergeDialog *) is emitted when it is done; what cannot be done now is said in the dialog, which stays.
 *
 * Returns: (transfer none): the dialog
 */
RapMergeDialog *rap_merge_dialog_new (GtkWindow *parent, RapStore *store, GArray *ids);

G_END_DECLS
