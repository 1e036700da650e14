/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapFirstRows:
 *
 * Of a long list as many rows as are looked at, and some more as one comes near the last of them. GTK makes 200 at
 * once, which takes a tenth of a second and more, and does so again when the list is narrowed.
 */
typedef struct _RapFirstRows RapFirstRows;

/**
 * rap_first_rows_new:
 * @all: all rows
 * @list: where they are shown, already within what scrolls it; owned by the caller, and freed after this
 *
 * Returns: (transfer full): the first of these rows
 */
RapFirstRows *rap_first_rows_new (GListModel *all, GtkListView *list);

/** rap_first_rows_free: frees it; its model stays as it is */
void rap_first_rows_free (RapFirstRows *self);

/** rap_first_rows_get_model: Returns: (transfer none): those that are shown; a row has the position it has among all */
GListModel *rap_first_rows_get_model (RapFirstRows *self);

/** rap_first_rows_reach: has this row shown, and some behind it; %G_MAXUINT stands for all */
void rap_first_rows_reach (RapFirstRows *self, guint position);

/** rap_first_rows_restart: other rows come, of which the first are enough for now */
void rap_first_rows_restart (RapFirstRows *self);

G_END_DECLS
