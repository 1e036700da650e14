/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-names.h"

#include <string.h>

#define NO_CHARACTER 0xFFFFF /* never assigned */

typedef struct
{
  char *folded;
  gsize len;
  guint next; /* of those that begin with the same byte, counted from 1; 0: none */
} Name;

/* A text is folded for comparing (decomposed). The room for it is kept from one text to the next. */
struct _RapNames
{
  GArray *names;    /* Name */
  guint heads[256]; /* by their first byte: the newest, counted from 1 */
  GString *folded;
  GArray *from; /* gsize a byte of folded, and one for its end: where its character begins in the text */
};

/* A byte that is no UTF-8, or a NUL, is NO_CHARACTER and stands for itself */
static gunichar
get_char (const char *text, gsize len, gsize *size)
{
  gunichar c = *text != '\0' ? g_utf8_get_char_validated (text, (gssize) len) : 0;

  *size = c >= (gunichar) -2 || c == 0 ? 1 : (gsize) g_unichar_to_utf8 (c, NULL);
  return c >= (gunichar) -2 || c == 0 ? NO_CHARACTER : c;
}

static void
fold (RapNames *self, const char *text, gsize len)
{
  gsize size;

  g_string_truncate (self->folded, 0);
  g_array_set_size (self->from, 0);
  for (gsize at = 0; at < len; at += size)
    {
      size = 1;
      if ((guchar) text[at] < 0x80)
        g_string_append_c (self->folded, text[at]);
      else if (get_char (text + at, len - at, &size) == NO_CHARACTER)
        g_string_append_c (self->folded, text[at]);
      else
        {
          g_autofree char *plain = g_utf8_normalize (text + at, (gssize) size, G_NORMALIZE_ALL);
          g_string_append (self->folded, plain);
        }
      while (self->from->len < self->folded->len)
        g_array_append_val (self->from, at);
    }
  g_array_append_val (self->from, len);
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

/* Where the longest name that stands at a place of the folded text ends in the text, 0 if none does */
static gsize
find_end (RapNames *self, gsize at, const char *text, gsize len, guint *found)
{
  gsize end = 0;

  for (guint i = self->heads[(guchar) self->folded->str[at]]; i != 0; i = g_array_index (self->names, Name, i - 1).next)
    {
      const Name *name = &g_array_index (self->names, Name, i - 1);

      if (name->len <= self->folded->len - at && memcmp (self->folded->str + at, name->folded, name->len) == 0)
        {
          gsize last = g_array_index (self->from, gsize, at + name->len - 1);
          gsize here = g_array_index (self->from, gsize, at + name->len);

          /* not in the middle of a character */
          if (here > last && here > end && is_boundary_at (text, len, here))
            {
              end = here;
              *found = i - 1;
            }
        }
    }
  return end;
}

static void
clear_name (Name *name)
{
  g_free (name->folded);
}

RapNames *
rap_names_new (void)
{
  RapNames *self = g_new0 (RapNames, 1);

  self->names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_array_set_clear_func (self->names, (GDestroyNotify) clear_name);
  self->folded = g_string_new (NULL);
  self->from = g_array_new (FALSE, FALSE, sizeof (gsize));
  return self;
}

void
rap_names_add (RapNames *self, const char *name, gssize len)
{
  Name entry = { 0 };

  fold (self, name, len >= 0 ? (gsize) len : strlen (name));
  entry.folded = g_memdup2 (self->folded->str, self->folded->len + 1);
  entry.len = self->folded->len;
  if (entry.len > 0)
    entry.next = self->heads[(guchar) entry.folded[0]];
  g_array_append_val (self->names, entry);
  if (entry.len > 0)
    self->heads[(guchar) entry.folded[0]] = self->names->len;
}

void
rap_names_find (RapNames *self, const char *text, gsize len, RapNamesFound found, gpointer data)
{
  gsize done = 0;

  fold (self, text, len);
  for (gsize at = 0; at < self->folded->len; at++)
    {
      const gsize here = g_array_index (self->from, gsize, at);
      guint name = 0;
      gsize end;

      if (self->heads[(guchar) self->folded->str[at]] == 0)
        continue;
      /* Only where a character begins */
      if (at > 0 && g_array_index (self->from, gsize, at - 1) == here)
        continue;
      if (!is_boundary_at (text, len, here))
        continue;
      end = find_end (self, at, text, len, &name);
      if (end <= done)
        continue;
      found (here, end, name, data);
      done = end;
    }
}

void
rap_names_free (RapNames *self)
{
  g_array_unref (self->names);
  g_string_free (self->folded, TRUE);
  g_array_unref (self->from);
  g_free (self);
}
