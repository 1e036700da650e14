/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapUnfinishedLine:
 * @session_id: where it was typed
 * @point_id: the point that is being changed, or 0 for a new one
 * @text: what was typed; under the Chatham House Rule as rap_line_strike_names() leaves it
 * @plain: only that point's text stands in the line, for the grammar cannot say the rest of it
 *
 * What stands in the line of a session and was not entered. It is of this archive alone: no step, never undone, never
 * merged into another archive.
 */
typedef struct
{
  gint64 session_id;
  gint64 point_id;
  char *text;
  gboolean plain;
} RapUnfinishedLine;

/** rap_unfinished_line_free: frees it with its text */
void rap_unfinished_line_free (RapUnfinishedLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapUnfinishedLine, rap_unfinished_line_free)

/**
 * rap_unfinished_line_list:
 *
 * Returns: (transfer full) (element-type RapUnfinishedLine) (nullable): all of them; %NULL if they cannot be read
 */
GPtrArray *rap_unfinished_line_list (RapDb *db);

/**
 * rap_unfinished_line_keep:
 * @self: the line; it takes the place of what was kept of the same session and point
 *
 * Writes a line to disk before it is entered. What it takes the place of is overwritten with zeros.
 *
 * Returns: whether it is on disk
 */
gboolean rap_unfinished_line_keep (RapDb *db, const RapUnfinishedLine *self, GError **error);

/**
 * rap_unfinished_line_drop:
 * @text: (nullable): only if the line is still this one; %NULL: whatever it is
 *
 * Lets go of what is kept of a session and a point, and overwrites it with zeros: within a step, or on its own.
 *
 * Returns: whether it is gone
 */
gboolean rap_unfinished_line_drop (RapDb *db, gint64 session_id, gint64 point_id, const char *text, GError **error);

/** rap_unfinished_line_drop_session: the same of all that is kept of a session. Returns: whether it is gone */
gboolean rap_unfinished_line_drop_session (RapDb *db, gint64 session_id, GError **error);

G_END_DECLS
