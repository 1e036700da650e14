/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-session.h"
#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_SESSION_ROW (rap_session_row_get_type ())
G_DECLARE_FINAL_TYPE (RapSessionRow, rap_session_row, RAP, SESSION_ROW, AdwExpanderRow)

/**
 * RapSessionRow:
 *
 * An item of the programme: its time, kind, title and speakers, and beneath them, once it is opened, everything about
 * it to be edited in place.
 */

/** rap_session_row_new: Returns: (transfer floating): a row for an item */
GtkWidget *rap_session_row_new (RapStore *store, RapSession *session);

/** rap_session_row_get_id: Returns: the item's id */
gint64 rap_session_row_get_id (RapSessionRow *self);

/** rap_session_row_set_place: @place: the how manieth item it is, from 0; @n: how many there are */
void rap_session_row_set_place (RapSessionRow *self, guint place, guint n);

/** rap_session_row_get_place: Returns: as rap_session_row_set_place() has it */
guint rap_session_row_get_place (RapSessionRow *self);

/** rap_session_row_refresh: shows what is not of the item itself: its speakers, syndicates, the zone of its times */
void rap_session_row_refresh (RapSessionRow *self);

/** rap_session_row_edit: opens the row, and gives the focus to its title */
void rap_session_row_edit (RapSessionRow *self);

G_END_DECLS
