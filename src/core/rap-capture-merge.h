/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

/**
 * rap_capture_merge:
 * @ids: at least two points of one session; what stands for others already is dissolved into its originals
 * @like: the one of them whose kind, due day and wording the merged point takes
 * @typed: (nullable): a wording of one's own, a line of the capture grammar, instead of that of @like
 * @id: (out) (optional): the merged point
 * @error: %RAP_ERROR_BAD_VALUE if there are fewer than two, or they are of several sessions, or @typed says nothing;
 *   %RAP_ERROR_NOT_FOUND if one is gone or merged already
 *
 * Makes one point that stands for several, as one step. The originals stay as they are, one level below it, with who
 * raised them. The merged point has the themes of all, the owners and the mentioned of all, is starred or to be checked
 * if one of them is, has as many hands as the one with most (they may be the same hands), and the place of the last.
 *
 * Returns: whether it is on disk
 */
gboolean rap_capture_merge (RapStore *store,
                            const gint64 *ids,
                            guint n,
                            gint64 like,
                            const char *typed,
                            gint64 *id,
                            GError **error);

/**
 * rap_capture_unmerge:
 * @error: %RAP_ERROR_BAD_VALUE if none of the points is merged
 *
 * Brings the originals of merged points back, and takes away what stood for them. Who said a merged point too has said
 * the first of its originals too. As one step.
 *
 * Returns: whether it is on disk
 */
gboolean rap_capture_unmerge (RapStore *store, const gint64 *ids, guint n, GError **error);

G_END_DECLS
