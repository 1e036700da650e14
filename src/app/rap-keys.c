/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-keys.h"

/* Linux' input codes plus 8. */
#define FIRST_OF_ROW 10
#define LAST_OF_ROW 19

int
rap_keys_get_digit (guint keycode)
{
  static const struct
  {
    guint keycode;
    int digit;
  } pad[] = { { 79, 7 }, { 80, 8 }, { 81, 9 }, { 83, 4 }, { 84, 5 },
              { 85, 6 }, { 87, 1 }, { 88, 2 }, { 89, 3 }, { 90, 0 } };

  if (keycode >= FIRST_OF_ROW && keycode <= LAST_OF_ROW)
    return (int) (keycode - FIRST_OF_ROW + 1) % 10;
  for (guint i = 0; i < G_N_ELEMENTS (pad); i++)
    if (pad[i].keycode == keycode)
      return pad[i].digit;
  return -1;
}
