/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-people-list.h"

G_BEGIN_DECLS

#define RAP_TYPE_PEOPLE_FILTERS (rap_people_filters_get_type ())
G_DECLARE_FINAL_TYPE (RapPeopleFilters, rap_people_filters, RAP, PEOPLE_FILTERS, GtkBox)

/**
 * RapPeopleFilters:
 *
 * A button for all people and one for each status, with how many there are; one of them is pressed. Emits `changed`
 * when it is another one.
 */

/** rap_people_filters_get_status: Returns: (nullable): the status of those who are to be shown, %NULL for all */
const char *rap_people_filters_get_status (RapPeopleFilters *self);

/** rap_people_filters_count: shows how many of @people have each status */
void rap_people_filters_count (RapPeopleFilters *self, RapPeopleList *people);

G_END_DECLS
