/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import.h"

G_BEGIN_DECLS

#define RAP_TYPE_IMPORT_ITEM (rap_import_item_get_type ())
G_DECLARE_FINAL_TYPE (RapImportItem, rap_import_item, RAP, IMPORT_ITEM, GObject)

/**
 * RapImportItem:
 *
 * A row of the preview of an import, in a list.
 */

/** rap_import_item_new: Returns: (transfer full): one with @row, which is (transfer full) */
RapImportItem *rap_import_item_new (RapImportRowPreview *row);

/** rap_import_item_get: Returns: (transfer none): what is told of the row */
const RapImportRowPreview *rap_import_item_get (RapImportItem *self);

/** rap_import_item_set_chosen: says whether the row's change or cancellation is to be made; emits `changed` */
void rap_import_item_set_chosen (RapImportItem *self, gboolean chosen);

G_END_DECLS
