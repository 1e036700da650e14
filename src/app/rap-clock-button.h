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

G_END_DECLS
