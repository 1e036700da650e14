/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rap_menu_label:
 * @text: what a user wrote
 *
 * Returns: (transfer full): a label of a menu item that reads so, for in a menu an underscore marks a mnemonic
 */
char *rap_menu_label (const char *text);

G_END_DECLS
