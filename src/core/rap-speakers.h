/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

/** RAP_SPEAKERS_SQL: the roles of a talk's speakers in order, for rap_query_new() with the session as its parameter */
#define RAP_SPEAKERS_SQL "SELECT id FROM role WHERE session_id = ?1 AND kind = 'speaker' ORDER BY position, id"

/**
 * rap_speakers_add:
 * @session_id: a talk
 * @name: the full name; white space around it does not count
 * @error: %RAP_ERROR_BAD_VALUE for an empty name, or if the session is no talk
 *
 * Makes a person of this name the last speaker of a talk, as one step. One who is in the seminar already is that
 * person; else a person is made, as registered. If the person speaks there already, no step is made.
 *
 * Returns: the speaker's role, or 0 with @error set
 */
gint64 rap_speakers_add (RapStore *store, gint64 session_id, const char *name, GError **error);

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

G_END_DECLS
