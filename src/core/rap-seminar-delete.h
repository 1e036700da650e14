/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

/**
 * rap_seminar_delete:
 * @seminar_id: a seminar
 *
 * Deletes a seminar with all that belongs to it, as one step: its programme, syndicates, attendances, points, links and
 * what is known of files that were read into it. People who are written down nowhere else go with it; themes and the
 * series stay, for they are the archive's. A seminar that follows it follows none. Each row that had an id leaves it
 * in `gone`.
 *
 * Returns: whether that was done; %RAP_ERROR_NOT_FOUND if it is gone already
 */
gboolean rap_seminar_delete (RapStore *store, gint64 seminar_id, GError **error);

G_END_DECLS
