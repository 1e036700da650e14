/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-quotation.h"

#include <string.h>

/* Romance, Germanic, Slavic, Nordic and East Asian pairs, and what keyboards without them give. */
static const RapQuotation QUOTATIONS[] = {
  { '"', '"', TRUE },        { 0x201C, 0x201D, TRUE },  { 0x00AB, 0x00BB, TRUE },  { 0x201E, 0x201C, TRUE },
  { 0x201E, 0x201D, TRUE },  { 0x201D, 0x201D, TRUE },  { 0x00BB, 0x00AB, TRUE },  { 0x00BB, 0x00BB, TRUE },
  { 0x201F, 0x201D, TRUE },  { 0x300C, 0x300D, TRUE },  { 0x300E, 0x300F, TRUE },  { 0x301D, 0x301E, TRUE },
  { 0x301D, 0x301F, TRUE },  { 0xFF02, 0xFF02, TRUE },  { 0x2039, 0x203A, FALSE }, { 0x203A, 0x2039, FALSE },
  { 0x2018, 0x2019, FALSE }, { 0x201A, 0x2018, FALSE }, { 0x201A, 0x2019, FALSE }, { 0x2019, 0x2019, FALSE },
  { '\'', '\'', FALSE },
};

/* ’ and ' between letters are apostrophes. */
static gboolean
is_apostrophe (const char *start, const char *s)
{
  gunichar c = g_utf8_get_char (s);

  return (c == '\'' || c == 0x2019) && s > start && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (s))) &&
         g_unichar_isalnum (g_utf8_get_char (g_utf8_next_char (s)));
}

static gboolean
is_wholly_quoted (const char *text, const RapQuotation *pair)
{
  const char *s = text;
  int depth = 1;

  if (g_utf8_get_char (s) != pair->open)
    return FALSE;
  for (s = g_utf8_next_char (s); *s != '\0'; s = g_utf8_next_char (s))
    {
      gunichar c = g_utf8_get_char (s);

      if (is_apostrophe (text, s))
        continue;
      if (c == pair->close)
        depth--;
      else if (c == pair->open)
        depth++;
      if (depth == 0)
        return *g_utf8_next_char (s) == '\0';
    }
  return FALSE;
}

const RapQuotation *
rap_quotation_get (guint i)
{
  return i < G_N_ELEMENTS (QUOTATIONS) ? &QUOTATIONS[i] : NULL;
}

gboolean
rap_quotation_is_mark (gunichar c)
{
  if (c == '\'' || c == 0x2019)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (QUOTATIONS); i++)
    if (c == QUOTATIONS[i].open || c == QUOTATIONS[i].close)
      return TRUE;
  return FALSE;
}

char *
rap_quotation_strip (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (QUOTATIONS); i++)
    if (is_wholly_quoted (text, &QUOTATIONS[i]))
      {
        const char *start = g_utf8_next_char (text), *end = g_utf8_prev_char (text + strlen (text));

        while (start < end && g_unichar_isspace (g_utf8_get_char (start)))
          start = g_utf8_next_char (start);
        while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
          end = g_utf8_prev_char (end);
        return start < end ? g_strndup (start, (gsize) (end - start)) : NULL;
      }
  return NULL;
}
