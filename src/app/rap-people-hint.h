/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-people-list.h"

G_BEGIN_DECLS

/** rap_people_hint_is_door_open: Returns: whether people are ticked, as rap_people_find_door_day() has it */
gboolean rap_people_hint_is_door_open (RapDb *db, gint64 seminar_id);

/**
 * rap_people_hint:
 * @people: the list, narrowed by what is typed
 * @typed: that
 * @chosen: the attendance that is chosen in the list, or 0
 *
 * Returns: (transfer full): what Enter and Space would do just now
 */
char *rap_people_hint (RapStore *store, gint64 seminar_id, RapPeopleList *people, const char *typed, gint64 chosen);

G_END_DECLS
