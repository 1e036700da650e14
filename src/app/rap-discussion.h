/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rap-clock.h"
#include "rap-store.h"
#include "rap-voice.h"

G_BEGIN_DECLS

#define RAP_TYPE_DISCUSSION (rap_discussion_get_type ())
G_DECLARE_FINAL_TYPE (RapDiscussion, rap_discussion, RAP, DISCUSSION, GObject)

/**
 * RapDiscussion:
 *
 * What goes on in the room: the session that Capture is in, its clock if it is a discussion, and whose turn it is. What
 * is done to the clock is shown at once and written as soon as the archive can be: each time it is, or is not, is no
 * step of the history.
 *
 * Signals, each with the RapDiscussion alone: `changed`, when anything but the passing of time is different; `tick`,
 * when another second is shown, at most once a second and only while somebody watches. `failed` (RapDiscussion *, const
 * char *) says why the clock could not be written, if waiting is of no use.
 *
 * Its actions, in rap_discussion_get_actions(): `talk`, `report` (start that time), `hold`, `go-on`, `toggle` (one of
 * both), `more`, `less` (five minutes), `reset`.
 */

/** rap_discussion_new: Returns: (transfer full): one of no session yet */
RapDiscussion *rap_discussion_new (RapStore *store);

/** rap_discussion_get_store: Returns: (transfer none): the archive */
RapStore *rap_discussion_get_store (RapDiscussion *self);

/** rap_discussion_set_session: says where Capture is, 0 for nowhere */
void rap_discussion_set_session (RapDiscussion *self, gint64 session_id);

/** rap_discussion_get_session: Returns: where it is */
gint64 rap_discussion_get_session (RapDiscussion *self);

/**
 * rap_discussion_set_voices:
 * @entries: (element-type RapVoiceEntry): the voices of the session
 * @active: (nullable): the one that has the floor
 */
void rap_discussion_set_voices (RapDiscussion *self, GPtrArray *entries, const RapVoiceEntry *active);

/** rap_discussion_get_turn: Returns: (transfer none) (nullable): in the time for reporting, the voice that reports */
const RapVoiceEntry *rap_discussion_get_turn (RapDiscussion *self);

/** rap_discussion_get_next: Returns: (transfer none) (nullable): in the time for reporting, the voice that is next */
const RapVoiceEntry *rap_discussion_get_next (RapDiscussion *self);

/**
 * rap_discussion_describe_turn:
 *
 * Returns: (transfer full) (nullable): in words, in the time for reporting, whose turn it is and who is next
 */
char *rap_discussion_describe_turn (RapDiscussion *self);

/** rap_discussion_get_clock: Returns: (transfer none) (nullable): the clock; %NULL in what is no discussion */
const RapClock *rap_discussion_get_clock (RapDiscussion *self);

/** rap_discussion_watch: whether somebody more, or less, looks at the clock; each @on has to be taken back */
void rap_discussion_watch (RapDiscussion *self, gboolean on);

/** rap_discussion_get_actions: Returns: (transfer none): what can be done to the clock */
GActionGroup *rap_discussion_get_actions (RapDiscussion *self);

/** rap_discussion_now: Returns: the time, in UTC milliseconds */
gint64 rap_discussion_now (void);

G_END_DECLS
