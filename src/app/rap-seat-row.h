/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-seating.h"

G_BEGIN_DECLS

#define RAP_TYPE_SEAT_ROW (rap_seat_row_get_type ())
G_DECLARE_FINAL_TYPE (RapSeatRow, rap_seat_row, RAP, SEAT_ROW, GtkListBoxRow)

/**
 * RapSeatRow:
 *
 * A person in a syndicate's card: name and affiliation, what the person does there, and a pin if placed by hand. It can
 * be dragged; what is dropped is the row itself, of the type %RAP_TYPE_SEAT_ROW.
 */

/** rap_seat_row_new: Returns: (transfer floating): a row that shows nobody yet */
GtkWidget *rap_seat_row_new (void);

/** rap_seat_row_show: shows a person, who is copied */
void rap_seat_row_show (RapSeatRow *self, const RapSeat *seat);

/** rap_seat_row_get_seat: Returns: (transfer none): who is shown; valid until another is */
const RapSeat *rap_seat_row_get_seat (RapSeatRow *self);

/** rap_seat_row_get_dragged: Returns: the attendance that was shown when dragging this row began */
gint64 rap_seat_row_get_dragged (RapSeatRow *self);

G_END_DECLS
