/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAP_TYPE_FIT (rap_fit_get_type ())
G_DECLARE_FINAL_TYPE (RapFit, rap_fit, RAP, FIT, GtkWidget)

/**
 * RapFit:
 *
 * Shows its one child as large as there is room: scaled so that all of it is seen, on a small screen or a large one,
 * with much text or little. Text that wraps is set anew for each scale. The property `lines` says how large it gets at
 * most: so many lines of ordinary text would still fit above each other.
 */

/** rap_fit_set_child: (nullable): what it shows */
void rap_fit_set_child (RapFit *self, GtkWidget *child);

G_END_DECLS
