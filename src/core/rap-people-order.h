/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rap_people_order:
 * @name: a person's name
 * @last: (out) (optional): the byte at which the last name begins: its last word
 *
 * The one order in which people are listed, on the screen as on paper: whoever finds somebody on one finds them on the
 * other. A name without a blank, as Chinese ones are written, is its own last name.
 *
 * Returns: (transfer full): a key that compares as the locale sorts names, the last name first
 */
char *rap_people_order (const char *name, gsize *last);

G_END_DECLS
