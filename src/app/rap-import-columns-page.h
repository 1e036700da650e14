/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-import.h"
#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_IMPORT_COLUMNS_PAGE (rap_import_columns_page_get_type ())
G_DECLARE_FINAL_TYPE (RapImportColumnsPage, rap_import_columns_page, RAP, IMPORT_COLUMNS_PAGE, GtkBox)

/**
 * RapImportColumnsPage:
 *
 * The second step of an import: what each column is. Emits `changed` when another was said.
 */

/**
 * rap_import_columns_page_show:
 * @import: (nullable): a file that was opened, which the page changes from now on; %NULL: none
 * @session_id: the session that one looks at, for points if the file and the seminar do not say a session
 */
void rap_import_columns_page_show (RapImportColumnsPage *self,
                                   RapImport *import,
                                   RapDb *db,
                                   gint64 seminar_id,
                                   gint64 session_id);

/** rap_import_columns_page_focus: puts the focus on the first choice */
void rap_import_columns_page_focus (RapImportColumnsPage *self);

G_END_DECLS
