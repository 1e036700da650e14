/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-import-job.h"

G_BEGIN_DECLS

#define RAP_TYPE_IMPORT_PREVIEW_PAGE (rap_import_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (RapImportPreviewPage, rap_import_preview_page, RAP, IMPORT_PREVIEW_PAGE, GtkBox)

/**
 * RapImportPreviewPage:
 *
 * The third step of an import: what will become of each row, and what one chooses of it. Emits `changed` when something
 * was chosen. Its button for rejected rows activates `import.save-rejected` of what it is in.
 */

/** rap_import_preview_page_show: shows what was checked, or nothing without @job (nullable) */
void rap_import_preview_page_show (RapImportPreviewPage *self, RapImportJob *job, RapDb *db);

/** rap_import_preview_page_say: says @text below the rows; not markup */
void rap_import_preview_page_say (RapImportPreviewPage *self, const char *text);

/** rap_import_preview_page_focus: puts the focus on the rows */
void rap_import_preview_page_focus (RapImportPreviewPage *self);

G_END_DECLS
