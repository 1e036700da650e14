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
 * What becomes of a row of the file. Where there is something to choose it activates `preview.choose` (choice, whether)
 * and `preview.person` (line, person) of what it is in.
 */

/** rap_import_preview_row_show: shows @item (nullable); @db knows the people it may be. Tells its parent's name too. */
void rap_import_preview_row_show (RapImportPreviewRow *self, RapImportItem *item, RapDb *db);

G_END_DECLS
