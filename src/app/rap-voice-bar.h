/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-voice.h"

G_BEGIN_DECLS

#define RAP_TYPE_VOICE_BAR (rap_voice_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapVoiceBar, rap_voice_bar, RAP, VOICE_BAR, GtkWidget)

/**
 * RapVoiceBar:
 *
 * The voices of a session, one of which has the floor. The signal `chosen` (RapVoiceBar *) is emitted when another one
 * gets it by a click.
 */

/** rap_voice_bar_load: shows the voices of a session; the voice that has the floor keeps it if it is still there */
void rap_voice_bar_load (RapVoiceBar *self, RapDb *db, gint64 session_id);

/** rap_voice_bar_get_active: Returns: (transfer none) (nullable): the voice that has the floor */
const RapVoiceEntry *rap_voice_bar_get_active (RapVoiceBar *self);

/** rap_voice_bar_find: Returns: (transfer none) (nullable): the voice that a digit key means */
const RapVoiceEntry *rap_voice_bar_find (RapVoiceBar *self, int number);

/** rap_voice_bar_activate: gives the floor to the voice of that number. Returns: whether there is one */
gboolean rap_voice_bar_activate (RapVoiceBar *self, int number);

/** rap_voice_bar_activate_next: passes the turn: to the next voice, after the last to the first */
void rap_voice_bar_activate_next (RapVoiceBar *self);

/** rap_voice_bar_get_entries: Returns: (transfer none) (element-type RapVoiceEntry): all of them */
GPtrArray *rap_voice_bar_get_entries (RapVoiceBar *self);

G_END_DECLS
