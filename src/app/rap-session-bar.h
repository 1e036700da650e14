/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef RAP_SESSION_BAR_H
#define RAP_SESSION_BAR_H

#include <gtk/gtk.h>

#include "rap-discussion.h"
#include "rap-session.h"
#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_SESSION_BAR (rap_session_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapSessionBar, rap_session_bar, RAP, SESSION_BAR, GtkWidget)

/**
 * RapSessionBar:
 *
 * The item of a seminar's programme that points are taken in, and the way to the one before and the one after. The
 * signal `chosen` (RapSessionBar *) is emitted when it becomes another one, also because it was deleted.
 */

/** rap_session_bar_set_store: the archive; once, before anything else */
void rap_session_bar_set_store (RapSessionBar *self, RapStore *store);

/**
 * rap_session_bar_set_seminar:
 * @seminar_id: a seminar; its first discussion, or else its first item, is chosen, without `chosen` being emitted
 * @zone: where its times are shown
 */
void rap_session_bar_set_seminar (RapSessionBar *self, gint64 seminar_id, GTimeZone *zone);

/** rap_session_bar_get_session: Returns: the chosen item's id, or 0 */
gint64 rap_session_bar_get_session (RapSessionBar *self);

/** rap_session_bar_get_discussion: Returns: (transfer none): what goes on in the chosen item, with its clock */
RapDiscussion *rap_session_bar_get_discussion (RapSessionBar *self);

/** rap_session_bar_choose: goes to an item of the seminar's programme */
void rap_session_bar_choose (RapSessionBar *self, gint64 session_id);

/** rap_session_bar_step: goes @step items on in the programme, if there are as many */
void rap_session_bar_step (RapSessionBar *self, int step);

G_END_DECLS

#endif
