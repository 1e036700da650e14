/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-session.h"
#include "rap-store.h"

G_BEGIN_DECLS

/** RAP_SESSIONS_N_KINDS: how many kinds of items there are */
#define RAP_SESSIONS_N_KINDS 4

/** rap_sessions_kinds: the kinds of items, as the archive has them, in the order in which people are offered them */
extern const char *const rap_sessions_kinds[RAP_SESSIONS_N_KINDS];

/** rap_sessions_kind_name: Returns: (transfer none): what people call a kind of item */
const char *rap_sessions_kind_name (const char *kind);

/** RAP_SESSIONS_SQL: the items of a programme in order, for rap_query_new() with the seminar as its parameter */
#define RAP_SESSIONS_SQL "SELECT id FROM session WHERE seminar_id = ?1 ORDER BY position, id"

/**
 * rap_sessions_list:
 * @seminar_id: the seminar
 *
 * Returns: (transfer full) (element-type gint64): the items of its programme, in order
 */
GArray *rap_sessions_list (RapDb *db, gint64 seminar_id);

/**
 * rap_sessions_is_begun:
 *
 * Whether a seminar has a programme: any item but the one that it was made with, which is of kind `other`, has no title
 * and no time, and in which nothing was said yet.
 *
 * Returns: whether it has
 */
gboolean rap_sessions_is_begun (RapDb *db, gint64 seminar_id);

/**
 * rap_sessions_add:
 * @kind: `talk`, `discussion`, `plenary` or `other`
 * @title: (nullable): its title
 * @after_id: the item that it follows, or 0 for the last
 *
 * Adds an item to the programme, as one step. If there is no programme yet (rap_sessions_is_begun()), the item that is
 * there becomes this one.
 *
 * It begins when the one before it ends, the first when the seminar does, if that is known, and lasts 30 minutes, a
 * discussion 60, one of kind `other` 15: but not beyond the start of the item that follows. If there is no time between
 * the two, it has no end yet; no other item is moved.
 *
 * Returns: its id, or 0 with @error set
 */
gint64 rap_sessions_add (RapStore *store,
                         gint64 seminar_id,
                         const char *kind,
                         const char *title,
                         gint64 after_id,
                         GError **error);

/**
 * rap_sessions_set_kind:
 * @kind: as rap_sessions_add() has it
 * @error: %RAP_ERROR_BAD_VALUE if the item has syndicates, which only discussions have, or speakers, which only talks
 *   have
 *
 * Makes an item one of another kind, as one step. What only the old kind shows, as a discussion's minutes, is kept.
 *
 * Returns: whether it is on disk
 */
gboolean rap_sessions_set_kind (RapStore *store, gint64 id, const char *kind, GError **error);

/**
 * rap_sessions_set_start:
 * @typed: as rap_time_parse_on() takes it, on the item's day (rap_sessions_get_day()); empty for no time
 * @error: %RAP_ERROR_BAD_VALUE for what is no time
 *
 * Within a step: says when an item begins. One that had a start keeps its length, so its end moves along; one without
 * times gets an end as in rap_sessions_add(). Without a start it has no end either.
 *
 * Returns: whether it was taken
 */
gboolean rap_sessions_set_start (RapStore *store, RapSession *session, const char *typed, GError **error);

/**
 * rap_sessions_set_end:
 * @typed: as in rap_sessions_set_start()
 * @error: %RAP_ERROR_BAD_VALUE for what is no time, or one before the item begins
 *
 * Within a step: says when an item ends.
 *
 * Returns: whether it was taken
 */
gboolean rap_sessions_set_end (RapStore *store, RapSession *session, const char *typed, GError **error);

/**
 * rap_sessions_set_minutes:
 * @property: `minutes_to_talk` or `minutes_to_report`
 * @typed: a number of 1 to 999; empty for none
 *
 * Within a step: says how long a part of a discussion takes.
 *
 * Returns: whether it was taken; %RAP_ERROR_BAD_VALUE for what is no such number
 */
gboolean rap_sessions_set_minutes (RapStore *store,
                                   RapSession *session,
                                   const char *property,
                                   const char *typed,
                                   GError **error);

/**
 * rap_sessions_get_day:
 *
 * Returns: (transfer full): YYYY-MM-DD in the seminar's zone: the day on which the item begins, or else the one before
 *   it, or else the seminar
 */
char *rap_sessions_get_day (RapDb *db, gint64 id);

/**
 * rap_sessions_slip:
 * @from_id: the first item that moves, or 0 for all
 * @minutes: how many later; negative: earlier
 * @error: %RAP_ERROR_NOTHING if none of them has a time
 *
 * Moves an item and all that follow it in the programme, as one step. The times of the seminar itself are announced and
 * stay.
 *
 * Returns: whether it is on disk
 */
gboolean rap_sessions_slip (RapStore *store, gint64 seminar_id, gint64 from_id, int minutes, GError **error);

/**
 * rap_sessions_move:
 * @later: whether to move it behind the item that follows, else before the one it follows
 *
 * Changes the order of the programme by one place, as one step. The two items share out the time they had together:
 * the one that is first now begins when the first one did, both keep their lengths and what was between them. Where one
 * of them has no time, or the times were in this order already, times stay. At either end of the programme there is
 * nothing to do, and no step.
 *
 * Returns: whether it is on disk
 */
gboolean rap_sessions_move (RapStore *store, gint64 id, gboolean later, GError **error);

/**
 * rap_sessions_delete:
 *
 * Deletes an item with its points, syndicates and roles, as one step. Its people stay in the seminar.
 *
 * Returns: whether it is on disk
 */
gboolean rap_sessions_delete (RapStore *store, gint64 id, GError **error);

G_END_DECLS
