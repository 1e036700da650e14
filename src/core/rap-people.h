/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-attendee.h"
#include "rap-store.h"

G_BEGIN_DECLS

/**
 * rap_people_recognise:
 * @attendees: (element-type RapAttendee): a list that is to be added
 *
 * Says who they are: sets @person_id of everybody whose @person_id is 0 and who is recognised by rap_recognise_find(),
 * or @same_as of those who stand in the list before; of others, @candidates for asking. So whoever is typed or pasted
 * is known by the same rule as whoever is read from a file: a name alone identifies nobody.
 */
void rap_people_recognise (RapDb *db, GPtrArray *attendees);

/** rap_people_attends: Returns: whether a person has an attendance of a seminar, be it cancelled */
gboolean rap_people_attends (RapDb *db, gint64 seminar_id, gint64 person_id);

/**
 * rap_people_describe:
 *
 * Returns: (transfer full): what tells a person from namesakes: the name with the affiliation and the year of the last
 *   seminar, `Hazel Hall · Edinburgh Napier · 2011`
 */
char *rap_people_describe (RapDb *db, gint64 person_id);

/**
 * rap_people_usual_status:
 *
 * Returns: what somebody is who is added now: `registered` before the seminar's day, `walked_in` on it (in the
 * seminar's zone; there may be several), `came` after it
 */
const char *rap_people_usual_status (RapDb *db, gint64 seminar_id);

/**
 * rap_people_find_door_day:
 *
 * The door opens on the day before the seminar's: then one practises, and a computer's clock or zone may be wrong.
 *
 * Returns: (transfer full) (nullable): the day, as YYYY-MM-DD, from which on people are ticked; %NULL if it has come
 */
char *rap_people_find_door_day (RapDb *db, gint64 seminar_id);

/**
 * rap_people_add_in_step:
 * @attendee: (inout): who; @person_id as rap_people_recognise() or the user left it: the person if it is one's id,
 *   a new one otherwise. It and @attendance_id are set.
 *
 * Within a step: makes a person attend a seminar. Of somebody who attends it already, and of a person who is known,
 * only what was not known is filled in; one who had cancelled has the status that was given, or is registered again.
 *
 * Returns: whether that was done; %RAP_ERROR_BAD_VALUE for an empty name
 */
gboolean rap_people_add_in_step (RapStore *store, gint64 seminar_id, RapAttendee *attendee, GError **error);

/**
 * rap_people_add_all:
 * @attendees: (element-type RapAttendee): who, after rap_people_recognise(). If an entry is @same_as an earlier one
 *   it is that one's person.
 *
 * Makes people attend a seminar, as one step, as rap_people_add_in_step() does each.
 *
 * Returns: whether it is on disk
 */
gboolean rap_people_add_all (RapStore *store, gint64 seminar_id, GPtrArray *attendees, GError **error);

/**
 * rap_people_ensure_in_step:
 * @attendee: (inout): who
 *
 * Within a step, where nobody can be asked: rap_people_recognise() and rap_people_add_in_step(). Somebody of whom there
 * is nothing but a name is the one of that name who attends the seminar, if there is exactly one: as it is for an @ in
 * the notes.
 *
 * Returns: whether that was done
 */
gboolean rap_people_ensure_in_step (RapStore *store, gint64 seminar_id, RapAttendee *attendee, GError **error);

/** rap_people_add: the same as rap_people_ensure_in_step(), as one step. Returns: whether it is on disk */
gboolean rap_people_add (RapStore *store, gint64 seminar_id, RapAttendee *attendee, GError **error);

G_END_DECLS
