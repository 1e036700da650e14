/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The small round and oblong signs of Capture. Their texts are the user's own: never markup. */

/** rap_badge_set: makes @label the badge of a voice: its number in its colour; the number tells it without the colour
 */
void rap_badge_set (GtkLabel *label, int number);

/**
 * rap_chips_clear:
 *
 * Takes all chips out of @box.
 */
void rap_chips_clear (GtkBox *box);

/**
 * rap_chips_add:
 * @text: what it says
 * @style: (nullable): a further CSS class: `kind`, `amber`, `struck`
 */
void rap_chips_add (GtkBox *box, const char *text, const char *style);

/** rap_chips_kind: Returns: (nullable): what a chip says for a kind of point, %NULL for an insight */
const char *rap_chips_kind (const char *kind);

/** rap_chips_day: Returns: (transfer full): a day spelled out for people, from YYYY-MM-DD: `Mon 28 Feb 2011` */
char *rap_chips_day (const char *iso);

G_END_DECLS
