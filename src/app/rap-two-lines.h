/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * rap_two_lines_new:
 *
 * Makes what a row of a list shows: a line, and under it a smaller one; each is cut where it does not fit.
 *
 * Returns: (transfer floating): a box of the two labels
 */
GtkWidget *rap_two_lines_new (void);

/** rap_two_lines_set: gives such a box its texts; neither is read as markup */
void rap_two_lines_set (GtkWidget *box, const char *first, const char *second);

G_END_DECLS
