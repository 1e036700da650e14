/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-handout.h"

G_BEGIN_DECLS

/**
 * rap_print_new:
 * @handout: (transfer full): what is to be printed
 *
 * Lays a handout out on whatever paper is chosen: columns that align, long texts wrapped, the first of them on the side
 * where one begins to read. A header tells the seminar and its day, a footer the page if there are several.
 *
 * Returns: (transfer full): the operation, which can also export a PDF, without a display too
 */
GtkPrintOperation *rap_print_new (RapHandout *handout);

/**
 * rap_print_ask:
 * @parent: a window
 * @handout: (transfer full): what is to be printed
 *
 * Shows GTK's print dialog, which can also print into a file, and prints. What was chosen is there again the next time
 * that @parent prints. If that fails the window says so.
 */
void rap_print_ask (GtkWindow *parent, RapHandout *handout);

G_END_DECLS
