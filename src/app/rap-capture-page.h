/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-discussion.h"

G_BEGIN_DECLS

#define RAP_TYPE_CAPTURE_PAGE (rap_capture_page_get_type ())
G_DECLARE_FINAL_TYPE (RapCapturePage, rap_capture_page, RAP, CAPTURE_PAGE, GtkWidget)

/** rap_capture_page_set_store: the archive; once, before anything else */
void rap_capture_page_set_store (RapCapturePage *self, RapStore *store);

/** rap_capture_page_set_seminar: the seminar whose points are taken; opens at its first discussion */
void rap_capture_page_set_seminar (RapCapturePage *self, gint64 seminar_id);

/** rap_capture_page_get_voice: Returns: the number of the voice that is chosen, -1 without any */
int rap_capture_page_get_voice (RapCapturePage *self);

/** rap_capture_page_get_session: Returns: the session whose points are taken, or 0 */
gint64 rap_capture_page_get_session (RapCapturePage *self);

/** rap_capture_page_go_to: goes to a session of the seminar; if @number is not negative that voice has the floor */
void rap_capture_page_go_to (RapCapturePage *self, gint64 session_id, int number);

/** rap_capture_page_get_n_waiting: Returns: how many lines are not yet saved */
guint rap_capture_page_get_n_waiting (RapCapturePage *self);

/** rap_capture_page_get_problem: Returns: (nullable): why they are not, as the end of a sentence */
const char *rap_capture_page_get_problem (RapCapturePage *self);

/**
 * rap_capture_page_get_unsaved:
 *
 * Writes to the archive what stands in the line and is not written yet.
 *
 * Returns: (transfer full) (nullable): the title of a seminar in whose line something stands that could not be written,
 *   %NULL if there is none
 */
char *rap_capture_page_get_unsaved (RapCapturePage *self);

/** rap_capture_page_save_waiting: tries for up to a second to save what waits, and what stands in the line: for when
 * the program has to end */
void rap_capture_page_save_waiting (RapCapturePage *self);

/**
 * rap_capture_page_press:
 *
 * What keys do in Capture wherever the focus is, before anything else sees them: Alt+digit gives the floor to a voice,
 * Ctrl+digit moves points, Alt+Page Up and Page Down go through the programme; Escape and what is typed outside of any
 * entry go to the line. Digits count by the position of the key, or an AZERTY keyboard would have none.
 *
 * Returns: whether the key was used
 */
gboolean rap_capture_page_press (RapCapturePage *self,
                                 GtkEventControllerKey *controller,
                                 guint keyval,
                                 guint keycode,
                                 GdkModifierType state);

/** rap_capture_page_get_toasts: Returns: (transfer none): where toasts are shown that cover neither the newest row nor
 * the line */
AdwToastOverlay *rap_capture_page_get_toasts (RapCapturePage *self);

/** rap_capture_page_get_discussion: Returns: (transfer none): what goes on in the session that is captured */
RapDiscussion *rap_capture_page_get_discussion (RapCapturePage *self);

/** rap_capture_page_focus_line: gives the line the focus, where it is at home */
void rap_capture_page_focus_line (RapCapturePage *self);

G_END_DECLS
