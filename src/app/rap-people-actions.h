/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-store.h"

G_BEGIN_DECLS

/* What is done to the people who are chosen in the list: a step of the archive each, and a word about it in the window
 * of @widget. @ids are attendances, of #gint64. */

/** rap_people_actions_tick: says of one that the person is here, or takes that back. Returns: whether that was done */
gboolean rap_people_actions_tick (GtkWidget *widget, RapStore *store, gint64 id);

/** rap_people_actions_set_status: @status: as the archive has it */
void rap_people_actions_set_status (GtkWidget *widget, RapStore *store, GArray *ids, const char *status);

/** rap_people_actions_set_consent: @consent: as the archive has it */
void rap_people_actions_set_consent (GtkWidget *widget, RapStore *store, GArray *ids, const char *consent);

/** rap_people_actions_remove: takes them out of the seminar */
void rap_people_actions_remove (GtkWidget *widget, RapStore *store, GArray *ids);

/** rap_people_actions_join: makes one of two people, the first if @keep_first, else the second */
void rap_people_actions_join (GtkWidget *widget, RapStore *store, gint64 seminar_id, GArray *ids, gboolean keep_first);

/**
 * rap_people_actions_make_join_menu:
 *
 * Returns: (transfer full): of two, which stays: `people.join` with whether that is the first; of others, an empty menu
 */
GMenuModel *rap_people_actions_make_join_menu (RapStore *store, GArray *ids);

G_END_DECLS
