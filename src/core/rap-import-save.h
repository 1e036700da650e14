/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import.h"

G_BEGIN_DECLS

/**
 * rap_import_save_rows:
 * @reader: reads the imported file from its beginning
 * @rejected: (element-type RapImportRejected): the rows to write, by line
 * @file: where to
 * @reason: return location for what is wrong with the imported file, in a reason
 * @error: return location for what is wrong with @file
 *
 * Does what rap_import_save_rejected() says.
 *
 * Returns: whether it is there; else one of both errors is set
 */
gboolean rap_import_save_rows (RapCsvReader *reader, GPtrArray *rejected, GFile *file, GError **reason, GError **error);

G_END_DECLS
