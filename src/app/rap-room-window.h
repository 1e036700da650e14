/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-discussion.h"

G_BEGIN_DECLS

#define RAP_TYPE_ROOM_WINDOW (rap_room_window_get_type ())
G_DECLARE_FINAL_TYPE (RapRoomWindow, rap_room_window, RAP, ROOM_WINDOW, AdwWindow)

/**
 * RapRoomWindow:
 *
 * What everybody in the room sees, on a second monitor if there is one: who sits where, the brief with the clock, or
 * the points as they come, of the session that Capture is in. 1, 2 and 3 choose among them, F11 makes it fill the
 * screen or not, Escape closes it. It takes no focus: what is typed into it goes to the window it belongs to, after the
 * signal `typed` (RapRoomWindow *, GtkEventControllerKey *), whose handler forwards the key.
 */

/**
 * rap_room_window_new:
 * @owner: the window that it belongs to and goes with
 *
 * Returns: (transfer none): the room screen, on the screen
 */
RapRoomWindow *rap_room_window_new (GtkWindow *owner, RapDiscussion *discussion);

/** rap_room_window_step: goes on to the next of the three forms */
void rap_room_window_step (RapRoomWindow *self);

G_END_DECLS
