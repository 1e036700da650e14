/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

/**
 * rap_people_join:
 * @seminar_id: the seminar in which that is done, for the history
 * @keep: the person that stays
 * @other: the same person once more
 *
 * Makes one person of two, in all seminars, as one step. Everything that refers to @other refers to @keep then. Where
 * both attend a seminar, one attendance stays, with the roles of both, the consent that allows less, and the status
 * that says most: came before walked in, registered, cancelled. What is not known of @keep is taken from @other. What
 * both did counts once: being named in the same words, raising a point that the other had made or raised too, one and
 * the same role. Tombstones say what @other and its attendances became.
 *
 * Returns: whether it is on disk; %RAP_ERROR_BAD_VALUE if they are one already, %RAP_ERROR_NOT_FOUND if one is not
 * there
 */
gboolean rap_people_join (RapStore *store, gint64 seminar_id, gint64 keep, gint64 other, GError **error);

G_END_DECLS
