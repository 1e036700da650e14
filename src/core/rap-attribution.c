/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-attribution.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-error.h"
#include "rap-lexer.h"
#include "rap-name-entry.h"
#include "rap-names.h"

static const char *const rules[] = { "named", "syndicate", "none" };

/* A text of which names are being masked */
typedef struct
{
  const char *text;
  gsize copied; /* as far as this, with masks, it is in @masked */
  GString *masked;
} Masking;

static void
mask_cb (gsize start, gsize end, guint name, gpointer data)
{
  Masking *self = data;

  if (start >= self->copied) /* not within the last one, which it else makes longer */
    {
      g_string_append_len (self->masked, self->text + self->copied, (gssize) (start - self->copied));
      g_string_append (self->masked, RAP_ATTRIBUTION_MASK);
    }
  self->copied = end;
}

static gboolean
mask_names (RapNames *names, const char *text, gsize len, GString *masked)
{
  Masking masking = { text, 0, masked };

  rap_names_find (names, text, len, mask_cb, &masking);
  if (masking.copied > 0)
    g_string_append_len (masked, text + masking.copied, (gssize) (len - masking.copied));
  return masking.copied > 0;
}

const char *
rap_attribution_to_string (RapAttribution self)
{
  g_return_val_if_fail ((guint) self < G_N_ELEMENTS (rules), "none");

  return rules[self];
}

RapAttribution
rap_attribution_from_string (const char *text)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (rules); i++)
    if (strcmp (text, rules[i]) == 0)
      return (RapAttribution) i;
  return RAP_ATTRIBUTION_NONE;
}

gboolean
rap_attribution_parse (const char *text, RapAttribution *self, GError **error)
{
  g_return_val_if_fail (text != NULL && self != NULL, FALSE);

  *self = rap_attribution_from_string (text);
  if (*self != RAP_ATTRIBUTION_NONE || strcmp (text, "none") == 0)
    return TRUE;
  g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
               _ ("“%s” is no attribution rule: there are named, syndicate and none."), text);
  return FALSE;
}

gboolean
rap_attribution_allows (RapAttribution self, int level)
{
  return level >= (int) self + 1;
}

gboolean
rap_attribution_mask (const char *text, gsize len, const char *const *names, guint n_names, GString *masked)
{
  g_autoptr (RapNames) all = rap_names_new ();

  for (guint i = 0; i < n_names; i++)
    rap_names_add (all, names[i], -1);
  return mask_names (all, text, len, masked);
}

gboolean
rap_attribution_mask_marks (const char *text, gsize len, GString *masked)
{
  g_autoptr (RapLineContext) context = NULL;
  g_autoptr (GArray) tokens = NULL;
  g_autofree char *valid = NULL;
  gsize done = 0;

  if (memchr (text, '@', len) == NULL)
    return FALSE;
  context = rap_line_context_new ();
  context->unnamed = TRUE;
  valid = g_utf8_make_valid (text, (gssize) len);
  tokens = rap_lexer_scan (valid, 0, strlen (valid), TRUE, context);
  for (guint i = 0; i < tokens->len; i++)
    {
      const RapMark *mark = &g_array_index (tokens, RapToken, i).mark;

      g_string_append_len (masked, valid + done, (gssize) (mark->start - done));
      g_string_append (masked, RAP_ATTRIBUTION_MASK);
      done = mark->end;
    }
  if (done > 0)
    g_string_append (masked, valid + done);
  return done > 0;
}

gboolean
rap_attribution_mask_text (RapAttribution self,
                           const char *text,
                           gsize len,
                           const char *entries,
                           gsize entries_len,
                           char letter,
                           GString *masked)
{
  const char *at = entries, *end = entries + entries_len;
  g_autoptr (RapNames) names = NULL;
  g_autoptr (GString) named = NULL;
  RapNameEntry entry;
  gboolean any;

  g_string_truncate (masked, 0);
  while (rap_name_entry_next (&at, end, &entry))
    if (entry.letter == letter && !rap_attribution_allows (self, entry.level))
      {
        names = names != NULL ? names : rap_names_new ();
        rap_names_add (names, entry.name, (gssize) entry.len);
      }
  any = names != NULL && mask_names (names, text, len, masked);
  if (self == RAP_ATTRIBUTION_NAMED || memchr (text, '@', len) == NULL)
    return any;
  named = g_string_new_len (any ? masked->str : text, (gssize) (any ? masked->len : len));
  g_string_truncate (masked, 0);
  if (rap_attribution_mask_marks (named->str, named->len, masked))
    return TRUE;
  g_string_append_len (masked, named->str, (gssize) named->len);
  return any;
}
