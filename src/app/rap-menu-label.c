/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-menu-label.h"

char *
rap_menu_label (const char *text)
{
  GString *label = g_string_new (text);

  g_string_replace (label, "_", "__", 0);
  return g_string_free (label, FALSE);
}
