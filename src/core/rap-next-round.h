/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

/**
 * rap_next_round_deal:
 * @session_id: a discussion in which people sit
 * @seed: as for rap_seating_share_out()
 *
 * Deals the next discussion of the programme, as one step; if there is none, one is made like this, right behind it. If
 * it has no syndicates, it gets this one's open ones, with their numbers, names, briefs and facilitators. Each
 * rapporteur stays with the syndicate of the same number; the others sit with people with whom they did not sit yet, as
 * far as possible.
 *
 * Returns: the session that was dealt, or 0 with @error set: %RAP_ERROR_BAD_VALUE if it has points already
 */
gint64 rap_next_round_deal (RapStore *store, gint64 session_id, guint32 seed, GError **error);

G_END_DECLS
