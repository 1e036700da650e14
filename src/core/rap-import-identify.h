/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-guest-book.h"

G_BEGIN_DECLS

/**
 * rap_import_identify_rows:
 *
 * Finds out who each row is, as rap_import_guests_resolve() has it: a row then has a guest, or a fate that says why it
 * has none.
 *
 * Returns: whether that was done
 */
gboolean rap_import_identify_rows (RapImportGuestBook *self, GError **error);

G_END_DECLS
