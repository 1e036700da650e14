/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * rap_room_seats_new:
 * @tables: (element-type RapRoomTable): the syndicates
 * @is_wide: whether the screen is wider than high
 *
 * Who sits where: a field a syndicate, with everybody's name.
 *
 * Returns: (transfer floating): a widget
 */
GtkWidget *rap_room_seats_new (GPtrArray *tables, gboolean is_wide);

/** rap_room_briefs_new: Returns: (transfer floating): the same fields, with each syndicate's brief and nobody's name */
GtkWidget *rap_room_briefs_new (GPtrArray *tables, gboolean is_wide);

/**
 * rap_room_label_new:
 * @text: what it says; never markup
 * @style: (nullable): a CSS class
 *
 * Returns: (transfer floating): a label for text that people at the back shall read: it wraps between words, but breaks
 *   a word that is longer than any would be
 */
GtkWidget *rap_room_label_new (const char *text, const char *style);

G_END_DECLS
