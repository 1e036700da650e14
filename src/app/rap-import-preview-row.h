/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-db.h"
#include "rap-import-item.h"

G_BEGIN_DECLS

#define RAP_TYPE_IMPORT_PREVIEW_ROW (rap_import_preview_row_get_type ())
G_DECLARE_FINAL_TYPE (RapImportPreviewRow, rap_import_preview_row, RAP, IMPORT_PREVIEW_ROW, GtkBox)

/**
 * RapImportPreviewRow:
 *
 * What becomes of a row of the file. The keys of a row are the list's,
 * for it is the row that has the focus and nothing in it. Where there is something to choose it activates
 * `preview.choose` (choice, whether) and `preview.person` (line, person) of what it is in.
 */

/** rap_import_preview_row_show: shows @item (nullable); @db knows the people it may be. Tells its parent's name too. */
void rap_import_preview_row_show (RapImportPreviewRow *self, RapImportItem *item, RapDb *db);

/** rap_import_preview_row_toggle: ticks what is proposed, or takes the tick away. Returns: whether there is such a
 * thing */
gboolean rap_import_preview_row_toggle (RapImportPreviewRow *self);

/** rap_import_preview_row_ask_who: opens the menu of whom the row may mean. Returns: whether it has one */
gboolean rap_import_preview_row_ask_who (RapImportPreviewRow *self);

G_END_DECLS
