/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapAttribution:
 * @RAP_ATTRIBUTION_NAMED: speakers, and those who consented by name, are named
 * @RAP_ATTRIBUTION_SYNDICATE: only speakers are, in their talks
 * @RAP_ATTRIBUTION_NONE: nobody is for what was said (the Chatham House Rule)
 *
 * How far people are named. A greater value is stricter. The rule of a session is a ceiling: the stricter one of it and
 * of what is asked for holds.
 */
typedef enum
{
  RAP_ATTRIBUTION_NAMED,
  RAP_ATTRIBUTION_SYNDICATE,
  RAP_ATTRIBUTION_NONE,
} RapAttribution;

/**
 * RAP_ATTRIBUTION_MASK:
 *
 * What stands in a text for a name that may not be told. It is not translated: it is stored, and files that were
 * written in several languages are read by one program.
 */
#define RAP_ATTRIBUTION_MASK "[name]"

/** rap_attribution_to_string: Returns: `named`, `syndicate` or `none`, as the archive and the command line have it */
const char *rap_attribution_to_string (RapAttribution self);

/**
 * rap_attribution_from_string:
 * @text: (nullable): a rule as the archive has it
 *
 * Returns: the rule; for anything else the strictest, so that a word nobody knows names nobody
 */
RapAttribution rap_attribution_from_string (const char *text);

/**
 * rap_attribution_parse:
 * @text: what a user typed
 * @self: (out): the rule
 * @error: return location for %RAP_ERROR_BAD_VALUE
 *
 * Returns: whether @text is a rule
 */
gboolean rap_attribution_parse (const char *text, RapAttribution *self, GError **error);

/**
 * rap_attribution_allows:
 * @level: how far a person may be named: 3 under every rule, 2 not under `none`, 1 only under `named`, 0 never
 *
 * The one place where it is decided whether a name stands. The level of a name comes from the archive's views.
 *
 * Returns: whether a name of that level may stand under the rule
 */
gboolean rap_attribution_allows (RapAttribution self, int level);

/**
 * rap_attribution_mask:
 * @text: (array length=len): a text
 * @names: (array length=n_names): words that name people
 * @masked: where the masked text is appended
 *
 * Replaces each of @names by `[name]` wherever #RapNames finds it.
 *
 * Returns: whether anything was replaced; otherwise @masked is left as it was
 */
gboolean rap_attribution_mask (const char *text, gsize len, const char *const *names, guint n_names, GString *masked);

/**
 * rap_attribution_mask_marks:
 * @text: (array length=len): a text
 * @masked: where the masked text is appended; what is no UTF-8 in it is repaired
 *
 * Replaces by `[name]` each `@` with its name that stands in a text because nobody, or more than one, is called that.
 * Only under `named` may it stand. It is found as the capture grammar finds it under the Chatham House Rule.
 *
 * Returns: whether anything was replaced; otherwise @masked is left as it was
 */
gboolean rap_attribution_mask_marks (const char *text, gsize len, GString *masked);

/**
 * rap_attribution_mask_text:
 * @text: (array length=len): a text of a row of an `export_…` view
 * @entries: (nullable) (array length=entries_len): the row's names, see #RapNameEntry
 * @letter: of those that the text may have
 * @masked: (out caller-allocates): is set to the masked text
 *
 * What an export makes of a text: names that the rule does not allow are masked, then marks that name nobody.
 *
 * Returns: whether anything was replaced; otherwise @masked says nothing
 */
gboolean rap_attribution_mask_text (RapAttribution self,
                                    const char *text,
                                    gsize len,
                                    const char *entries,
                                    gsize entries_len,
                                    char letter,
                                    GString *masked);

G_END_DECLS
