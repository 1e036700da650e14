/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-id.h"

#include <string.h>

#define RANDOM_BITS 22
/* 2010-01-01T00:00:00Z in milliseconds of Unix time */
#define EPOCH_MS G_GINT64_CONSTANT (1262304000000)

static const char lower_digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
static const char upper_digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

G_LOCK_DEFINE_STATIC (last_id);
static gint64 last_id;

gint64
rap_id_new (void)
{
  gint64 ms = MAX (g_get_real_time () / 1000 - EPOCH_MS, 0);
  gint64 id = (ms << RANDOM_BITS) | (g_random_int () >> (32 - RANDOM_BITS));

  G_LOCK (last_id);
  id = MAX (id, last_id + 1);
  last_id = id;
  G_UNLOCK (last_id);
  return id;
}

const char *
rap_id_format (char kind, gint64 id, gboolean exact, char text[RAP_ID_LENGTH + 1])
{
  const char *digits = exact ? upper_digits : lower_digits;

  g_return_val_if_fail (g_ascii_islower (kind) && id >= 0, NULL);

  text[0] = exact ? g_ascii_toupper (kind) : kind;
  for (int i = RAP_ID_LENGTH - 1; i > 0; i--, id >>= 5)
    text[i] = digits[id & 31];
  text[RAP_ID_LENGTH] = '\0';
  return text;
}

gboolean
rap_id_parse (const char *text, gssize len, char *kind, gint64 *id, gboolean *exact)
{
  gboolean upper;
  guint64 value = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  /* An id is short: a longer text need not be measured to its end */
  if (len < 0)
    len = strnlen (text, RAP_ID_LENGTH + 1);
  if (len != RAP_ID_LENGTH || !g_ascii_isalpha (text[0]))
    return FALSE;
  upper = g_ascii_isupper (text[0]);
  for (int i = 1; i < RAP_ID_LENGTH; i++)
    {
      const char *digits = upper ? upper_digits : lower_digits;
      const char *digit = memchr (digits, text[i], 32);

      if (digit == NULL || (i == 1 && digit - digits > 7)) /* 13 digits hold 65 bits, an id has 63 */
        return FALSE;
      value = value << 5 | (guint64) (digit - digits);
    }
  if (kind != NULL)
    *kind = g_ascii_tolower (text[0]);
  if (id != NULL)
    *id = (gint64) value;
  if (exact != NULL)
    *exact = upper;
  return TRUE;
}
