/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-discussion.h"

G_BEGIN_DECLS

#define RAP_TYPE_ROOM_BRIEF (rap_room_brief_get_type ())
G_DECLARE_FINAL_TYPE (RapRoomBrief, rap_room_brief, RAP, ROOM_BRIEF, GtkWidget)

/**
 * RapRoomBrief:
 *
 * What a discussion is about: its clock, very large, and in the time for reporting whose turn it is; what is asked and
 * each syndicate's brief.
 */

/** rap_room_brief_set_discussion: says whose clock to show; once */
void rap_room_brief_set_discussion (RapRoomBrief *self, RapDiscussion *discussion);

/**
 * rap_room_brief_show:
 * @title: of the item of the programme
 * @ask: (nullable): what each syndicate is asked to bring back
 * @tables: (element-type RapRoomTable): the syndicates
 * @is_wide: whether the screen is wider than high
 *
 * Shows these texts.
 */
void rap_room_brief_show (RapRoomBrief *self, const char *title, const char *ask, GPtrArray *tables, gboolean is_wide);

G_END_DECLS
