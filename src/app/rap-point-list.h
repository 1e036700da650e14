/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-point.h"

G_BEGIN_DECLS

#define RAP_TYPE_POINT_LIST (rap_point_list_get_type ())
G_DECLARE_FINAL_TYPE (RapPointList, rap_point_list, RAP, POINT_LIST, GtkWidget)

/**
 * RapPointList:
 *
 * Points in the order in which they were said. It grows upwards from the line below it and keeps showing its end, until
 * somebody scrolls back to read. The signal `top` (RapPointList *) is emitted when its first row comes near, `edit`
 * (RapPointList *, RapPoint *) when one is to be changed: Enter, F2 or a double click.
 */

/** rap_point_list_set_model: shows the #RapPoint objects of @model */
void rap_point_list_set_model (RapPointList *self, GListModel *model);

/** rap_point_list_set_zone: the zone in which rows say when they were said; for rows that come after */
void rap_point_list_set_zone (RapPointList *self, GTimeZone *zone);

/** rap_point_list_get_selected: Returns: (transfer full) (element-type gint64): ids of the points that are selected; if
 * none is, of the one whose row has the focus */
GArray *rap_point_list_get_selected (RapPointList *self);

/** rap_point_list_has_selection: Returns: whether any row is selected, a row that is not yet saved included */
gboolean rap_point_list_has_selection (RapPointList *self);

/** rap_point_list_unselect: no row is selected any more */
void rap_point_list_unselect (RapPointList *self);

/** rap_point_list_scroll_to_end: shows the newest row, and keeps doing so */
void rap_point_list_scroll_to_end (RapPointList *self);

/** rap_point_list_get_focused: Returns: (transfer none) (nullable): the point whose row, or something in it, has the
 * focus */
RapPoint *rap_point_list_get_focused (RapPointList *self);

/**
 * rap_point_list_begin_selection:
 *
 * If nothing is selected, the row with the focus is: what Shift and an arrow select next begins there, not at the first
 * row as GTK would have it.
 */
void rap_point_list_begin_selection (RapPointList *self);

/** rap_point_list_focus_point: gives the row of a point the focus, if it is in the list */
void rap_point_list_focus_point (RapPointList *self, gint64 id);

/**
 * rap_point_list_set_editor:
 * @id: a point
 * @editor: (nullable): a widget that its row shows in place of the point, wherever the row goes; the list keeps it
 */
void rap_point_list_set_editor (RapPointList *self, gint64 id, GtkWidget *editor);

/** rap_point_list_is_unfolded: Returns: whether the row of a merged point shows its originals */
gboolean rap_point_list_is_unfolded (RapPointList *self, gint64 id);

/** rap_point_list_set_unfolded: (nullable): shows @originals beneath the row of a merged point, or hides them */
void rap_point_list_set_unfolded (RapPointList *self, gint64 id, GListModel *originals);

G_END_DECLS
