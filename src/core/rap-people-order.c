/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-people-order.h"

#include <string.h>

char *
rap_people_order (const char *name, gsize *last)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (name));
  const char *word = strrchr (trimmed, ' ');
  const gsize from = word != NULL ? word + 1 - trimmed : 0;
  g_autofree char *last_key = g_utf8_collate_key (trimmed + from, -1);
  g_autofree char *key = g_utf8_collate_key (trimmed, -1);

  if (last != NULL)
    *last = from;
  return g_strconcat (last_key, "\001", key, NULL);
}
