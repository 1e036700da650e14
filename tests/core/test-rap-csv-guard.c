/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-csv-guard.h"

#include <string.h>

static void
test_what_needs_it (void)
{
  const char *needs[] = { "=1+1", "+44 20",    "-3",  "@home", "\tx", "\rx", "\nx", "'=1",
                          "'''@", "＝SUM(A1)", "＋1", "－1",   "＠x", "=",   "-",   "'\xEF\xBC\x9D" };
  const char *does_not[] = { "",    "'",      "''",   "a=b", " =1", "trust", "'quoted'", "3-2",
                             "1.5", "e-mail", "\"=1", "–3",  "−3",  "、",    "\xEF\xBC", "'\xEF\xBB\xBF" };

  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    g_assert_true (rap_csv_guard_needed (needs[i], -1));
  for (gsize i = 0; i < G_N_ELEMENTS (does_not); i++)
    g_assert_false (rap_csv_guard_needed (does_not[i], -1));
  g_assert_false (rap_csv_guard_needed ("\0=", 2));
  g_assert_false (rap_csv_guard_needed ("''=", 2));
}

static void
test_strip (void)
{
  const char *text = "'trust'";
  gsize len = strlen (text);

  g_assert_false (rap_csv_guard_strip (&text, &len));
  g_assert_cmpstr (text, ==, "'trust'");
  text = "'''=";
  len = 4;
  g_assert_true (rap_csv_guard_strip (&text, &len));
  g_assert_cmpstr (text, ==, "''=");
  g_assert_cmpuint (len, ==, 3);
  text = "=";
  len = 1;
  g_assert_false (rap_csv_guard_strip (&text, &len));
}

/* Every text of up to six pieces of these: guarded and stripped it is the same, and guarded none is left to a
 * spreadsheet */
static void
test_round_trip (void)
{
  const char *pieces[] = { "'", "=", "-", "\t", "\n", "a", " ", "＝", "é", "\xEF" };
  const guint n = G_N_ELEMENTS (pieces);
  guint texts = 1;

  for (guint k = 0; k < 6; k++)
    texts *= n;
  for (guint i = 0; i < texts; i++)
    {
      char text[32] = "", guarded[32];
      const char *back = guarded;
      gboolean needed;
      gsize len;

      for (guint rest = i; rest > 0; rest /= n)
        strcat (text, pieces[rest % n]);
      needed = rap_csv_guard_needed (text, -1);
      g_snprintf (guarded, sizeof guarded, "%s%s", needed ? "'" : "", text);
      if (guarded[0] != '\'' && rap_csv_guard_needed (guarded, -1))
        g_error ("%s would run", guarded);
      len = strlen (guarded);
      if (rap_csv_guard_strip (&back, &len) != needed || strcmp (back, text) != 0 || len != strlen (text))
        g_error ("%s came back as %s", text, back);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-guard/what-needs-it", test_what_needs_it);
  g_test_add_func ("/csv-guard/strip", test_strip);
  g_test_add_func ("/csv-guard/round-trip", test_round_trip);
  return g_test_run ();
}
