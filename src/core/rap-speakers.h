/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-person.h"
#include "rap-store.h"

G_BEGIN_DECLS

/** RAP_SPEAKERS_SQL: the roles of a talk's speakers in order, for rap_query_new() with the session as its parameter */
#define RAP_SPEAKERS_SQL "SELECT id FROM role WHERE session_id = ?1 AND kind = 'speaker' ORDER BY position, id"

/**
 * rap_speakers_add:
 * @session_id: a talk
 * @typed: the speaker as rap_attendee_parse() has it: `Hazel Hall, Edinburgh Napier`
 * @error: %RAP_ERROR_BAD_VALUE for an empty name, or if the session is no talk
 *
 * Makes somebody the last speaker of a talk, as one step: a person who is known, if rap_people_ensure_in_step() says
 * so, or a new one. Before the seminar is over, who is not in it yet is registered by this. If the person speaks in
 * this talk already, no step is made.
 *
 * Returns: the speaker's role, or 0 with @error set
 */
gint64 rap_speakers_add (RapStore *store, gint64 session_id, const char *typed, GError **error);

/**
 * rap_speakers_move:
 * @role_id: a speaker's role
 * @later: whether to move the speaker behind the one that follows, else before
 *
 * Changes the order of a talk's speakers by one place, as one step; at either end there is nothing to do, and no step.
 *
 * Returns: whether it is on disk
 */
gboolean rap_speakers_move (RapStore *store, gint64 role_id, gboolean later, GError **error);

/**
 * rap_speakers_remove:
 * @role_id: a speaker's role
 * @error: %RAP_ERROR_BAD_VALUE if the speaker said a point of this talk, or said one "too"
 *
 * Takes a speaker off a talk, as one step. The person stays in the seminar.
 *
 * Returns: whether it is on disk
 */
gboolean rap_speakers_remove (RapStore *store, gint64 role_id, GError **error);

/** rap_speakers_set_name: within a step: changes a person's name. Returns: whether it was taken; %RAP_ERROR_BAD_VALUE
 * for an empty one */
gboolean rap_speakers_set_name (RapStore *store, RapPerson *person, const char *typed, GError **error);

G_END_DECLS
