/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-import.h"

G_BEGIN_DECLS

#define RAP_TYPE_IMPORT_FILE_PAGE (rap_import_file_page_get_type ())
G_DECLARE_FINAL_TYPE (RapImportFilePage, rap_import_file_page, RAP, IMPORT_FILE_PAGE, GtkBox)

/**
 * RapImportFilePage:
 *
 * The first step of an import: which file, what its rows are, and how it is read. Emits `changed` when one of these is
 * to be tried, and `chosen` before that when it is another file.
 */

/** rap_import_file_page_set_file: as if @file (nullable) had been chosen */
void rap_import_file_page_set_file (RapImportFilePage *self, GFile *file);

/** rap_import_file_page_get_file: Returns: (transfer none) (nullable): what was chosen */
GFile *rap_import_file_page_get_file (RapImportFilePage *self);

/** rap_import_file_page_set_kind: says what the rows are, without a signal */
void rap_import_file_page_set_kind (RapImportFilePage *self, RapImportKind kind);

/** rap_import_file_page_get_kind: Returns: what the rows are */
RapImportKind rap_import_file_page_get_kind (RapImportFilePage *self);

/** rap_import_file_page_get_options: Returns: the encoding and delimiter that were said, in static strings */
RapCsvOptions rap_import_file_page_get_options (RapImportFilePage *self);

/** rap_import_file_page_show: shows how the file was understood; @import is %NULL if it was not */
void rap_import_file_page_show (RapImportFilePage *self, RapImport *import);

/** rap_import_file_page_focus: puts the focus where one begins */
void rap_import_file_page_focus (RapImportFilePage *self);

G_END_DECLS
