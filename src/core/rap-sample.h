/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

/**
 * rap_sample_add:
 *
 * Puts the sample seminars into the archive, as one step. Those that it has already are left alone.
 *
 * Returns: the id of the newest sample seminar, or 0 with @error set
 */
gint64 rap_sample_add (RapStore *store, GError **error);

G_END_DECLS
