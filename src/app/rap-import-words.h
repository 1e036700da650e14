/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import.h"

G_BEGIN_DECLS

/* What the pages of an import say, in the user's language. All is plain text, not markup. */

/** rap_import_words_field: Returns: (transfer none): what a field of a #RapImportColumn is called on the screen */
const char *rap_import_words_field (const char *field);

/**
 * rap_import_words_sort_fields:
 * @names: (array zero-terminated=1): of rap_import_list_fields()
 *
 * Puts what is wanted most first; `ignore` before all.
 */
void rap_import_words_sort_fields (GStrv names);

/** rap_import_words_fate: Returns: (transfer full): what becomes of a row, in a word or two */
char *rap_import_words_fate (const RapImportRowPreview *row);

/** rap_import_words_details: Returns: (transfer full): what changes, what is wrong with it, or who it is; may be empty
 */
char *rap_import_words_details (const RapImportRowPreview *row);

/** rap_import_words_counts: Returns: (transfer full): how many rows become what: “120 new, 4 rejected” */
char *rap_import_words_counts (const RapImportCounts *counts);

/** rap_import_words_notes: Returns: (transfer full): what else one should know, a sentence a line; may be empty */
char *rap_import_words_notes (const RapImportCounts *counts);

G_END_DECLS
