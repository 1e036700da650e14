/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-capture-line.h"
#include "rap-changes.h"

G_BEGIN_DECLS

/**
 * RapUnfinished:
 *
 * What stands in the line before Enter: a new point, or a change of one that is saved. It belongs to the session it was
 * begun in: gone elsewhere it waits there until one comes back. It is written to the archive at each short pause, so
 * that a crash loses nothing of it; while the archive cannot be written it is tried again. Under the Chatham House Rule
 * it is written without names.
 */
typedef struct _RapUnfinished RapUnfinished;

/**
 * rap_unfinished_new:
 * @line: has to live longer
 * @tried: called whenever it was written or could not be
 *
 * Returns: (transfer full): the keeper of what stands in @line
 */
RapUnfinished *rap_unfinished_new (RapCaptureLine *line, RapStore *store, void (*tried) (gpointer data), gpointer data);

/** rap_unfinished_free: (nullable): what is not written by now is lost */
void rap_unfinished_free (RapUnfinished *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapUnfinished, rap_unfinished_free)

/**
 * rap_unfinished_leave:
 * @take_along: whether a new point may be said in the next session as well; a change stays where its point is
 *
 * To be called before another session is shown: keeps what was typed here and empties the line.
 */
void rap_unfinished_leave (RapUnfinished *self, gboolean take_along);

/** rap_unfinished_arrive: brings back what was left in the session, if the line is empty */
void rap_unfinished_arrive (RapUnfinished *self, gint64 session_id);

/** rap_unfinished_touch: what is typed has changed, and is to be written at the next pause */
void rap_unfinished_touch (RapUnfinished *self);

/**
 * rap_unfinished_enter:
 *
 * To be called before the line that is entered is emptied.
 *
 * Returns: (transfer full) (nullable): how the line is kept, for the step that records it to let go of
 */
char *rap_unfinished_enter (RapUnfinished *self);

/**
 * rap_unfinished_change:
 * @point_id: a point of this session
 * @typed: (nullable): how it was typed, if that is known
 *
 * Puts a point into the line, as it was typed, or if it was changed since as it could be typed now.
 */
void rap_unfinished_change (RapUnfinished *self, gint64 point_id, const char *typed);

/** rap_unfinished_get_changed: Returns: the point that the line changes, 0 if it is a new one */
gint64 rap_unfinished_get_changed (RapUnfinished *self);

/**
 * rap_unfinished_save:
 * @line: what the line says now
 * @error: return location for what rap_capture_edit() reports: then the line stays
 *
 * Saves the change and empties the line.
 *
 * Returns: whether it was saved
 */
gboolean rap_unfinished_save (RapUnfinished *self, RapLine *line, GError **error);

/** rap_unfinished_drop_change: the line is for a new point again; what is typed stays, or with @clear goes */
void rap_unfinished_drop_change (RapUnfinished *self, gboolean clear);

/**
 * rap_unfinished_check:
 * @changes: what was changed in the archive
 *
 * If the point that the line changes is gone, what is typed is a new one; and a rule may have taken names from what is
 * kept.
 */
void rap_unfinished_check (RapUnfinished *self, RapChanges *changes);

/** rap_unfinished_is_kept: Returns: whether all that is typed and not entered is on disk, but for names that may not be
 */
gboolean rap_unfinished_is_kept (RapUnfinished *self);

/**
 * rap_unfinished_keep:
 *
 * Writes at once what is not written yet.
 *
 * Returns: (transfer full) (nullable): the title of a seminar in whose line something stands that could not be written,
 *   %NULL if there is none
 */
char *rap_unfinished_keep (RapUnfinished *self);

G_END_DECLS
