/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-job.h"

G_BEGIN_DECLS

#define RAP_TYPE_IMPORT_ROWS (rap_import_rows_get_type ())
G_DECLARE_FINAL_TYPE (RapImportRows, rap_import_rows, RAP, IMPORT_ROWS, GObject)

/**
 * RapImportRows:
 *
 * What becomes of the rows of a file that was checked: a list model of #RapImportItem that reads only what is looked
 * at, a page at a time. While the import is busy it has nothing to read from: then a row that was not read is blank.
 */

/** rap_import_rows_new: Returns: (transfer full): an empty list */
RapImportRows *rap_import_rows_new (void);

/** rap_import_rows_show: lists the rows with this #RapImportFate, or all of them with %RAP_IMPORT_FATE_ANY; none
 * without @job (nullable). They are read anew. */
void rap_import_rows_show (RapImportRows *self, RapImportJob *job, int fate);

/** rap_import_rows_choose: shows that the change or cancellation @choice was chosen, or was not */
void rap_import_rows_choose (RapImportRows *self, gint64 choice, gboolean chosen);

G_END_DECLS
