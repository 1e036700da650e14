/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-attendance.h"

G_BEGIN_DECLS

#define RAP_TYPE_PERSON_ROW (rap_person_row_get_type ())
G_DECLARE_FINAL_TYPE (RapPersonRow, rap_person_row, RAP, PERSON_ROW, GtkBox)

/** rap_person_row_new: Returns: (transfer none): a row of the list of attendees, without anybody */
GtkWidget *rap_person_row_new (void);

/** rap_person_row_set_attendance: shows somebody, now and as it changes; %NULL for nobody */
void rap_person_row_set_attendance (RapPersonRow *self, RapAttendance *attendance);

G_END_DECLS
