/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-attribution.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-error.h"
#include "rap-lexer.h"

#define MASK "[name]"
#define NO_CHARACTER 0xFFFFF /* never assigned */

static const char *const rules[] = { "named", "syndicate", "none" };

/* A text folded for comparing (decomposed), and where each of its bytes comes from */
typedef struct
{
  GString *folded;
  GArray *from; /* gsize a byte of folded, and one for its end: where its character begins in the text */
} Folding;

/* A byte that is no UTF-8, or a NUL, is NO_CHARACTER and stands for itself */
static gunichar
get_char (const char *text, gsize len, gsize *size)
{
  gunichar c = *text != '\0' ? g_utf8_get_char_validated (text, (gssize) len) : 0;

  *size = c >= (gunichar) -2 || c == 0 ? 1 : (gsize) g_unichar_to_utf8 (c, NULL);
  return c >= (gunichar) -2 || c == 0 ? NO_CHARACTER : c;
}

static void
fold (Folding *self, const char *text, gsize len)
{
  gsize size;

  self->folded = g_string_sized_new (len + 8);
  self->from = g_array_sized_new (FALSE, FALSE, sizeof (gsize), (guint) len + 8);
  for (gsize at = 0; at < len; at += size)
    {
      g_autofree char *plain = NULL;

      if (get_char (text + at, len - at, &size) == NO_CHARACTER)
        g_string_append_c (self->folded, text[at]);
      else
        {
          plain = g_utf8_normalize (text + at, (gssize) size, G_NORMALIZE_ALL);
          g_string_append (self->folded, plain);
        }
      while (self->from->len < self->folded->len)
        g_array_append_val (self->from, at);
    }
  g_array_append_val (self->from, len);
}

static void
clear_folding (Folding *self)
{
  g_string_free (self->folded, TRUE);
  g_array_unref (self->from);
}

/* Whether a name can end between two characters: not within a word, except where words are written without blanks */
static gboolean
is_boundary (gunichar before, gunichar after)
{
  gunichar both[] = { before, after };

  for (guint i = 0; i < 2; i++)
    {
      if (i == 1 && g_unichar_ismark (after))
        return FALSE;
      if (!g_unichar_isalnum (both[i]) && !g_unichar_ismark (both[i]))
        return TRUE;
    }
  for (guint i = 0; i < 2; i++)
    switch (g_unichar_get_script (both[i]))
      {
      case G_UNICODE_SCRIPT_HAN:
      case G_UNICODE_SCRIPT_HIRAGANA:
      case G_UNICODE_SCRIPT_KATAKANA:
      case G_UNICODE_SCRIPT_BOPOMOFO:
      case G_UNICODE_SCRIPT_HANGUL:
      case G_UNICODE_SCRIPT_THAI:
      case G_UNICODE_SCRIPT_LAO:
      case G_UNICODE_SCRIPT_KHMER:
      case G_UNICODE_SCRIPT_MYANMAR:
      case G_UNICODE_SCRIPT_TIBETAN:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

static gboolean
is_boundary_at (const char *text, gsize len, gsize at)
{
  const char *before;
  gsize size;

  if (at == 0 || at >= len)
    return TRUE;
  before = g_utf8_find_prev_char (text, text + at);
  if (before == NULL)
    return TRUE;
  return is_boundary (get_char (before, (gsize) (text + at - before), &size), get_char (text + at, len - at, &size));
}

/* Where the name that stands at a place of the folded text ends in the text, 0 if none does */
static gsize
find_end (const Folding *text, gsize at, const Folding *names, guint n_names, const char *raw, gsize len)
{
  gsize end = 0;

  for (guint i = 0; i < n_names; i++)
    {
      const GString *name = names[i].folded;

      if (name->len > 0 && name->len <= text->folded->len - at &&
          memcmp (text->folded->str + at, name->str, name->len) == 0)
        {
          gsize last = g_array_index (text->from, gsize, at + name->len - 1);
          gsize here = g_array_index (text->from, gsize, at + name->len);

          if (here > last && is_boundary_at (raw, len, here)) /* not in the middle of a character */
            end = MAX (end, here);
        }
    }
  return end;
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
  Folding folding;
  g_autofree Folding *folded_names = g_new (Folding, n_names);
  gsize copied = 0, name_end = 0;

  fold (&folding, text, len);
  for (guint i = 0; i < n_names; i++)
    fold (&folded_names[i], names[i], strlen (names[i]));
  for (gsize at = 0; at < folding.folded->len; at++)
    {
      gsize here = g_array_index (folding.from, gsize, at), end;

      /* Only where a character begins */
      if (at > 0 && g_array_index (folding.from, gsize, at - 1) == here)
        continue;
      if (!is_boundary_at (text, len, here))
        continue;
      end = find_end (&folding, at, folded_names, n_names, text, len);
      if (end <= name_end)
        continue;
      if (here >= name_end) /* not within the last one, which it else makes longer */
        {
          g_string_append_len (masked, text + copied, (gssize) (here - copied));
          g_string_append (masked, MASK);
        }
      copied = name_end = end;
    }
  if (copied > 0)
    g_string_append_len (masked, text + copied, (gssize) (len - copied));
  for (guint i = 0; i < n_names; i++)
    clear_folding (&folded_names[i]);
  clear_folding (&folding);
  return copied > 0;
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
      g_string_append (masked, MASK);
      done = mark->end;
    }
  if (done > 0)
    g_string_append (masked, valid + done);
  return done > 0;
}
