/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"
#include "rap-voice.h"

G_BEGIN_DECLS

/* What is done to points that are there, one or many, always as one step. A point that is gone is passed by. */

/**
 * rap_capture_move:
 * @error: %RAP_ERROR_BAD_VALUE if @voice is none of the session of one of the points, or one of them is merged: such a
 *   point has the voices of its originals
 *
 * Gives points to another voice of their session.
 *
 * Returns: whether it is on disk
 */
gboolean rap_capture_move (RapStore *store, const gint64 *ids, guint n, const RapVoice *voice, GError **error);

/** rap_capture_star: stars points, or unstars them if all were starred. Returns: whether it is on disk */
gboolean rap_capture_star (RapStore *store, const gint64 *ids, guint n, GError **error);

/**
 * rap_capture_check:
 *
 * Marks points as to be checked with the rapporteur, or if all were so takes the mark away.
 *
 * Returns: whether it is on disk
 */
gboolean rap_capture_check (RapStore *store, const gint64 *ids, guint n, GError **error);

/**
 * rap_capture_done:
 * @error: %RAP_ERROR_BAD_VALUE if none of the points is an action
 *
 * Says of the actions among the points that they are done, now; or if all were done that they are not.
 *
 * Returns: whether it is on disk
 */
gboolean rap_capture_done (RapStore *store, const gint64 *ids, guint n, GError **error);

/**
 * rap_capture_count_hands:
 * @delta: how many hands more, or if negative less; no point has less than none
 * @join: the step of an earlier call to make one step with, as rap_store_join() does, or 0
 *
 * Counts how many in the room agreed.
 *
 * Returns: whether it is on disk
 */
gboolean rap_capture_count_hands (RapStore *store, const gint64 *ids, guint n, int delta, gint64 join, GError **error);

/**
 * rap_capture_delete:
 *
 * Deletes points with their themes, people and echoes. What was merged into one of them stands alone again.
 *
 * Returns: whether it is on disk
 */
gboolean rap_capture_delete (RapStore *store, const gint64 *ids, guint n, GError **error);

/** rap_capture_delete_in_step: the same inside a step that is open already */
gboolean rap_capture_delete_in_step (RapStore *store, const gint64 *ids, guint n, GError **error);

G_END_DECLS
