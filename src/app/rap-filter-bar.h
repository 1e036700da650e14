/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-point-filter.h"

G_BEGIN_DECLS

#define RAP_TYPE_FILTER_BAR (rap_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapFilterBar, rap_filter_bar, RAP, FILTER_BAR, GtkWidget)

/**
 * RapFilterBar:
 *
 * Narrows the rows of a session: by voice, kind, theme, star, and what is to be checked. The signal `filtered`
 * (RapFilterBar *) is emitted when it wants other points than before.
 */

/** rap_filter_bar_load: offers the voices (element-type RapVoiceEntry) and the themes of a session, and wants all */
void rap_filter_bar_load (RapFilterBar *self, RapDb *db, gint64 session_id, GPtrArray *voices);

/** rap_filter_bar_clear: wants all points */
void rap_filter_bar_clear (RapFilterBar *self);

/** rap_filter_bar_get_filter: Returns: (transfer none): what it wants */
const RapPointFilter *rap_filter_bar_get_filter (RapFilterBar *self);

/** rap_filter_bar_show_count: says how many of the session's points are shown */
void rap_filter_bar_show_count (RapFilterBar *self, RapDb *db, gint64 session_id);

G_END_DECLS
