/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-name-entry.h"

gboolean
rap_name_entry_next (const char **at, const char *end, RapNameEntry *entry)
{
  const char *p = *at;

  if (p == NULL || end - p < 4) /* which also keeps what follows within them: the view writes entries whole */
    return FALSE;
  entry->letter = p[0];
  entry->level = p[1] - '0';
  entry->len = 0;
  for (p += 2; *p != ':'; p++)
    entry->len = entry->len * 10 + (gsize) (*p - '0');
  entry->name = p + 1;
  *at = entry->name + entry->len;
  return TRUE;
}
