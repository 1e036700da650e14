/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rap_keys_get_digit:
 * @keycode: a hardware key code as GDK has it (X11's, which Wayland's XKB code equals)
 *
 * Digits by where a key is, whatever the layout prints on it: the row above the letters from left to right is 1 to 9
 * and 0, and the number pad is itself, with or without Num Lock.
 *
 * Returns: 0 to 9, or -1 for another key
 */
int rap_keys_get_digit (guint keycode);

G_END_DECLS
