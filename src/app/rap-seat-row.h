/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-seating.h"
#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_SEAT_ROW (rap_seat_row_get_type ())
G_DECLARE_FINAL_TYPE (RapSeatRow, rap_seat_row, RAP, SEAT_ROW, GtkListBoxRow)

/**
 * RapSeatRow:
 *
 * A person in a syndicate's card: name and affiliation, what the person does there, and a pin if placed by hand. On it
 * a digit, by its place on the keyboard, seats the person in the syndicate of that number (with Shift in that plus
 * ten), Delete unseats, R makes or unmakes the rapporteur, F the facilitator, P pins. Menu, Shift+F10, a right click or
 * its button open a menu of all of this. It can be dragged; what is dropped is the row itself, of the type
 * %RAP_TYPE_SEAT_ROW.
 */

/** rap_seat_row_new: Returns: (transfer floating): a row that shows nobody yet */
GtkWidget *rap_seat_row_new (void);

/**
 * rap_seat_row_show:
 * @session_id: a discussion
 * @seat: one of its people, who is copied
 *
 * Shows a person.
 */
void rap_seat_row_show (RapSeatRow *self, RapStore *store, gint64 session_id, const RapSeat *seat);

/** rap_seat_row_get_seat: Returns: (transfer none): who is shown; valid until another is */
const RapSeat *rap_seat_row_get_seat (RapSeatRow *self);

/** rap_seat_row_drop: seats whoever was shown when dragging this row began, where 0 is without a seat */
void rap_seat_row_drop (RapSeatRow *self, gint64 syndicate_id);

G_END_DECLS
