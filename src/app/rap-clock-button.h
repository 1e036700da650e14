/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-discussion.h"

G_BEGIN_DECLS

#define RAP_TYPE_CLOCK_BUTTON (rap_clock_button_get_type ())
G_DECLARE_FINAL_TYPE (RapClockButton, rap_clock_button, RAP, CLOCK_BUTTON, GtkWidget)

/**
 * RapClockButton:
 *
 * The clock of a discussion in Capture, and in the time for reporting whose turn it is; a press opens what can be done
 * to it, through actions of the group `clock` that a widget above it has. It is not seen where there is no clock.
 */

/** rap_clock_button_set_discussion: says what to show; once */
void rap_clock_button_set_discussion (RapClockButton *self, RapDiscussion *discussion);

/**
 * rap_clock_describe:
 * @clock: a clock
 * @now: UTC milliseconds
 * @before: (out) (transfer none): what is said before the figures, or ""
 * @after: (out) (transfer none): what is said behind them, or ""
 *
 * Says in words what figures alone, or a colour, would not: whether time is left or over, whether it is held.
 *
 * Returns: (transfer full): the figures
 */
char *rap_clock_describe (const RapClock *clock, gint64 now, const char **before, const char **after);

/**
 * rap_clock_speak:
 *
 * Returns: (transfer full): the clock as a screen reader says it, which is to be told by the minute and not by the
 * second
 */
char *rap_clock_speak (const RapClock *clock, gint64 now);

/** rap_clock_get_icon: Returns: the name of the icon beside the figures, another one for each mood and while held */
const char *rap_clock_get_icon (const RapClock *clock, gint64 now);

/** rap_clock_show_mood: gives @widget the CSS class `time-warning` or `time-over`, or takes them away */
void rap_clock_show_mood (GtkWidget *widget, RapClockMood mood);

G_END_DECLS
