/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapNameEntry:
 * @letter: where the name stands: `t` in the text, `a` in attributed_to, …
 * @level: how far it may be told, see rap_attribution_allows()
 * @name: (array length=len): the name, within the row's text
 *
 * One of the names in a row of an `export_…` view, from its column `_names`; views.sql tells how they are written.
 */
typedef struct
{
  char letter;
  int level;
  const char *name;
  gsize len;
} RapNameEntry;

/**
 * rap_name_entry_next:
 * @at: (inout): where the next entry begins, or %NULL for none at all
 * @end: where the last one ends
 *
 * Returns: whether there is one more, which is then in @entry
 */
gboolean rap_name_entry_next (const char **at, const char *end, RapNameEntry *entry);

G_END_DECLS
