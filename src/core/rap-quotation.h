/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapQuotation:
 * @open: the opening quotation mark
 * @close: the closing one
 * @for_marks: whether it may surround a theme or a name (the single ones are apostrophes too)
 *
 * A pair of quotation marks as some language writes them.
 */
typedef struct
{
  gunichar open;
  gunichar close;
  gboolean for_marks;
} RapQuotation;

/**
 * rap_quotation_get:
 *
 * Returns: (transfer none) (nullable): the @i-th pair, the plain " first, or %NULL past the last
 */
const RapQuotation *rap_quotation_get (guint i);

/**
 * rap_quotation_is_mark:
 *
 * Returns: whether @c is a quotation mark of any pair, the apostrophes ' and ’ apart
 */
gboolean rap_quotation_is_mark (gunichar c);

/**
 * rap_quotation_strip:
 * @text: some text
 *
 * Looks whether a text is one quotation from its first character to its last: `"a" and "b"` is two.
 *
 * Returns: (transfer full) (nullable): what stands inside, trimmed, or %NULL when it is no quotation or an empty one
 */
char *rap_quotation_strip (const char *text);

G_END_DECLS
