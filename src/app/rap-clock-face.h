/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-discussion.h"

G_BEGIN_DECLS

typedef struct _RapClockFace RapClockFace;

/**
 * rap_clock_face_new:
 * @discussion: whose clock it is
 * @whole: the widget around all of it: it is told to a screen reader, and has the CSS class `time-warning` or
 * `time-over`
 * @icon: another one for each mood, and while the clock is held
 * @before: what is said before the figures, if anything
 * @figures: the time
 * @after: what is said behind them
 *
 * Shows the clock of a discussion in these widgets, and follows it while they are on the screen. The caller owns them,
 * and frees this before they go.
 *
 * Returns: (transfer full):
 */
RapClockFace *rap_clock_face_new (RapDiscussion *discussion,
                                  GtkWidget *whole,
                                  GtkImage *icon,
                                  GtkLabel *before,
                                  GtkLabel *figures,
                                  GtkLabel *after);

/** rap_clock_face_free: no longer follows the clock */
void rap_clock_face_free (RapClockFace *self);

G_END_DECLS
