/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-point.h"

G_BEGIN_DECLS

#define RAP_TYPE_POINT_ROW (rap_point_row_get_type ())
G_DECLARE_FINAL_TYPE (RapPointRow, rap_point_row, RAP, POINT_ROW, GtkWidget)

/** rap_point_row_new: Returns: (transfer floating): a row for points of a seminar in @zone */
GtkWidget *rap_point_row_new (void);

/** rap_point_row_set_point: shows @point, and follows it as it changes; a point without an id is *not yet saved* */
void rap_point_row_set_point (RapPointRow *self, RapPoint *point, GTimeZone *zone);

/** rap_point_row_get_point: Returns: (transfer none) (nullable): what it shows */
RapPoint *rap_point_row_get_point (RapPointRow *self);

/** rap_point_row_set_editor: (nullable): shows a widget in place of the point, until it is taken away again */
void rap_point_row_set_editor (RapPointRow *self, GtkWidget *editor);

/** rap_point_row_set_originals: (nullable): shows the #RapPoint objects for which a merged point stands beneath it */
void rap_point_row_set_originals (RapPointRow *self, GListModel *originals);

G_END_DECLS
