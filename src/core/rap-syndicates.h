/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

/* What is done by hand to the syndicates of a discussion and to those who sit in them. In one session a person sits in
 * one syndicate or facilitates one; who reports back is a member too. Names, briefs and head counts are columns that
 * rap_store_set() changes; rap_programme_add_syndicate() adds a syndicate. */

/**
 * rap_syndicates_seat:
 * @session_id: a discussion
 * @syndicate_id: one of its syndicates, not closed; or 0 for none
 * @attendance_id: an attendance of its seminar
 *
 * Seats a person by hand, as one step: sharing out will leave the person there. Who reported or facilitated elsewhere
 * does so no longer.
 *
 * Returns: whether it is on disk
 */
gboolean
rap_syndicates_seat (RapStore *store, gint64 session_id, gint64 syndicate_id, gint64 attendance_id, GError **error);

/**
 * rap_syndicates_set_placed:
 * @placed: whether sharing out is to leave the person where the person sits
 *
 * Pins somebody who has a seat, or not, as one step.
 *
 * Returns: whether it is on disk
 */
gboolean
rap_syndicates_set_placed (RapStore *store, gint64 session_id, gint64 attendance_id, gboolean placed, GError **error);

/**
 * rap_syndicates_set_facilitator:
 * @attendance_id: who, or 0 for nobody
 *
 * Says who facilitates a syndicate, as one step. That person is no member any more; who did it before becomes one.
 *
 * Returns: whether it is on disk
 */
gboolean rap_syndicates_set_facilitator (RapStore *store, gint64 syndicate_id, gint64 attendance_id, GError **error);

/**
 * rap_syndicates_set_rapporteur:
 * @attendance_id: who, or 0 for nobody
 *
 * Says who reports back for a syndicate, as one step. That person is a member of it from then on, and so stays who did
 * it before.
 *
 * Returns: whether it is on disk
 */
gboolean rap_syndicates_set_rapporteur (RapStore *store, gint64 syndicate_id, gint64 attendance_id, GError **error);

/**
 * rap_syndicates_renumber:
 * @number: from 1
 *
 * Gives a syndicate another number, as one step; one that has that number takes this one's. Once the session has
 * points, whose notes tell the syndicates by their numbers, they stay.
 *
 * Returns: whether it is on disk
 */
gboolean rap_syndicates_renumber (RapStore *store, gint64 syndicate_id, int number, GError **error);

/**
 * rap_syndicates_remove:
 *
 * Takes a syndicate away, as one step: its people have no seat any more. If the session has points the row stays, as
 * closed, so that no other gets its number; and with points of its own it keeps who facilitated and who reported.
 *
 * Returns: whether it is on disk
 */
gboolean rap_syndicates_remove (RapStore *store, gint64 syndicate_id, GError **error);

/** rap_syndicates_reopen: lets people be dealt to a closed syndicate again, as one step. Returns: whether it is on disk
 */
gboolean rap_syndicates_reopen (RapStore *store, gint64 syndicate_id, GError **error);

/** rap_syndicates_has_points: Returns: whether anything was said in a session */
gboolean rap_syndicates_has_points (RapDb *db, gint64 session_id);

/**
 * rap_syndicates_put:
 * @syndicate_id: where, or 0 for nowhere
 * @placed: whether by hand
 * @position: among the members
 *
 * Within a step: seats a person and changes nothing else.
 *
 * Returns: whether it was written
 */
gboolean rap_syndicates_put (RapStore *store,
                             gint64 session_id,
                             gint64 syndicate_id,
                             gint64 attendance_id,
                             gboolean placed,
                             double position,
                             GError **error);

/** rap_syndicates_make_facilitator: rap_syndicates_set_facilitator() within a step. Returns: whether it was written */
gboolean rap_syndicates_make_facilitator (RapStore *store, gint64 syndicate_id, gint64 attendance_id, GError **error);

/** rap_syndicates_make_rapporteur: rap_syndicates_set_rapporteur() within a step. Returns: whether it was written */
gboolean rap_syndicates_make_rapporteur (RapStore *store, gint64 syndicate_id, gint64 attendance_id, GError **error);

/** rap_syndicates_drop: rap_syndicates_remove() within a step. Returns: whether it was written */
gboolean rap_syndicates_drop (RapStore *store, gint64 syndicate_id, GError **error);

G_END_DECLS
