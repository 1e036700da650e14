/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-file.h"

G_BEGIN_DECLS

/**
 * rap_import_save_rows:
 * @from: the imported file, which is read once more
 * @rejected: (element-type RapImportRejected): the rows to write, by line
 * @file: where to
 *
 * Does what rap_import_save_rejected() says.
 *
 * Returns: whether it is there
 */
gboolean rap_import_save_rows (RapImportFile *from, GPtrArray *rejected, GFile *file, GError **error);

G_END_DECLS
