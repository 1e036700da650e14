/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-csv-guard.h"

#include <string.h>

gboolean
rap_csv_guard_needed (const char *text, gssize len)
{
  /* ＝ ＋ － ＠ : some spreadsheets read the full-width signs as the plain ones */
  static const char wide[][3] = { "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0" };
  gsize left;

  g_return_val_if_fail (text != NULL || len == 0, FALSE);

  left = len < 0 ? strlen (text) : (gsize) len;
  for (; left > 0 && *text == '\''; text++)
    left--;
  if (left == 0)
    return FALSE;
  switch (*text)
    {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
      return TRUE;
    case '\xEF': /* only now is it worth a closer look: nearly every cell of an export comes through here */
      for (gsize i = 0; left >= 3 && i < G_N_ELEMENTS (wide); i++)
        if (memcmp (text, wide[i], 3) == 0)
          return TRUE;
      return FALSE;
    default:
      return FALSE;
    }
}

gboolean
rap_csv_guard_strip (const char **text, gsize *len)
{
  g_return_val_if_fail (text != NULL && len != NULL, FALSE);

  if (*len < 2 || **text != '\'' || !rap_csv_guard_needed (*text + 1, (gssize) *len - 1))
    return FALSE;
  (*text)++;
  (*len)--;
  return TRUE;
}
