/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_PEOPLE_LIST (rap_people_list_get_type ())
G_DECLARE_FINAL_TYPE (RapPeopleList, rap_people_list, RAP, PEOPLE_LIST, GObject)

/**
 * RapPeopleList:
 *
 * A #GListModel of the attendances of a seminar, by last name as rap_people_order() has it, which what is typed at the
 * door narrows. It keeps folded names beside the ids, so that a letter costs no question to the archive.
 */

/** rap_people_list_new: Returns: (transfer full): an empty list */
RapPeopleList *rap_people_list_new (RapStore *store);

/** rap_people_list_set_seminar: shows the attendances of a seminar; of 0, none */
void rap_people_list_set_seminar (RapPeopleList *self, gint64 seminar_id);

/**
 * rap_people_list_narrow:
 * @typed: what was typed, as rap_attendee_parse() reads it
 * @status: (nullable): only attendances of this status
 *
 * Shows those of whose name (or, if no more than a name was typed, of whose affiliation) words begin as @typed has
 * them, in its order. While something is typed, names come before affiliations, and in each those who are expected
 * before those who are here or cancelled.
 */
void rap_people_list_narrow (RapPeopleList *self, const char *typed, const char *status);

/**
 * rap_people_list_continues:
 *
 * Returns: whether a space behind what is typed would still fit the name or affiliation of somebody who is shown: then
 * it is a part of a name
 */
gboolean rap_people_list_continues (RapPeopleList *self);

/** rap_people_list_count: Returns: how many attend the seminar with this status, with %NULL in all */
guint rap_people_list_count (RapPeopleList *self, const char *status);

/** rap_people_list_find: Returns: the position of an attendance, %G_MAXUINT if it is not shown */
guint rap_people_list_find (RapPeopleList *self, gint64 attendance_id);

/** rap_people_list_get_id: Returns: the attendance at a position, 0 beyond the end */
gint64 rap_people_list_get_id (RapPeopleList *self, guint position);

G_END_DECLS
