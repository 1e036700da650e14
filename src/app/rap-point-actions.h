/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-capture-queue.h"
#include "rap-point-list.h"
#include "rap-query.h"
#include "rap-voice-bar.h"

G_BEGIN_DECLS

/**
 * RapPointActions:
 *
 * What is done in Capture to points that are there: to the selected rows, or if none is selected to the point that was
 * saved last. Each is one step, and what went wrong is said in the window.
 */
typedef struct _RapPointActions RapPointActions;

/**
 * rap_point_actions_new:
 * @list: where points are selected; like the other widgets it has to live longer
 * @voices: to whom they are moved
 * @points: those of the session that are saved
 * @shown: these and what waits to be saved
 *
 * Returns: (transfer full): the actions of a page
 */
RapPointActions *rap_point_actions_new (RapPointList *list,
                                        RapVoiceBar *voices,
                                        RapStore *store,
                                        RapQuery *points,
                                        GListModel *shown,
                                        RapCaptureQueue *queue);

/** rap_point_actions_free: (nullable): frees it */
void rap_point_actions_free (RapPointActions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapPointActions, rap_point_actions_free)

/** rap_point_actions_get_names: Returns: (array zero-terminated=1): the names that rap_point_actions_run() knows */
const char *const *rap_point_actions_get_names (void);

/**
 * rap_point_actions_run:
 * @name: one of rap_point_actions_get_names()
 * @id: the point it is about, or 0 for the selected ones or the last
 */
void rap_point_actions_run (RapPointActions *self, const char *name, gint64 id);

/** rap_point_actions_move: gives the points to the voice that a digit means, if there is one */
void rap_point_actions_move (RapPointActions *self, int number);

/** rap_point_actions_merge: asks for the wording of what is to stand for the selected points */
void rap_point_actions_merge (RapPointActions *self);

/**
 * rap_point_actions_unfold:
 * @id: a merged point
 * @way: 1 to show its originals beneath it, -1 to hide them, 0 to do the one or the other
 */
void rap_point_actions_unfold (RapPointActions *self, gint64 id, int way);

/**
 * rap_point_actions_count_hands:
 * @delta: how many hands more or, negative, less
 *
 * Counts hands of the selected rows. Presses that follow each other fast are one step.
 *
 * Returns: whether any row is selected
 */
gboolean rap_point_actions_count_hands (RapPointActions *self, int delta);

/**
 * rap_point_actions_get_last:
 *
 * Returns: the point that repairs are about when no row is selected: the one saved last. 0 where it would be another
 *   than the one in mind: the last line waits, or said that an earlier point was said too.
 */
gint64 rap_point_actions_get_last (RapPointActions *self);

G_END_DECLS
