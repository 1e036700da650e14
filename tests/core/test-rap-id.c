/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-id.h"

#include <string.h>

static void
test_format (void)
{
  char text[RAP_ID_LENGTH + 1];

  g_assert_cmpstr (rap_id_format ('p', 0, FALSE, text), ==, "p0000000000000");
  g_assert_cmpstr (rap_id_format ('p', 31, FALSE, text), ==, "p000000000000z");
  g_assert_cmpstr (rap_id_format ('s', 32, TRUE, text), ==, "S0000000000010");
  g_assert_cmpstr (rap_id_format ('s', G_MAXINT64, FALSE, text), ==, "s7zzzzzzzzzzzz");
  g_assert_cmpstr (rap_id_format ('s', G_MAXINT64, TRUE, text), ==, "S7ZZZZZZZZZZZZ");
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      gint64 id = (gint64) (((guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ()) >> (1 + i % 63));
      char kind = 'a' + g_test_rand_int_range (0, 26), text[RAP_ID_LENGTH + 1], kind_back;
      gboolean exact = g_test_rand_bit (), exact_back;
      gint64 back;

      rap_id_format (kind, id, exact, text);
      g_assert_cmpuint (strlen (text), ==, RAP_ID_LENGTH);
      g_assert_true (rap_id_parse (text, -1, &kind_back, &back, &exact_back));
      g_assert_cmpint (back, ==, id);
      g_assert_cmpint (kind_back, ==, kind);
      g_assert_cmpint (exact_back, ==, exact);
    }
}

static void
test_what_is_none (void)
{
  const char *none[] = { "",
                         "p",
                         "p000000000000",
                         "p00000000000000",
                         "P000000000000z",
                         "p000000000000Z",
                         "p000000000000i",
                         "p000000000000l",
                         "p000000000000o",
                         "p000000000000u",
                         "p8000000000000",
                         "00000000000000",
                         "p 00000000000 ",
                         "é0000000000000" };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_false (rap_id_parse (none[i], -1, NULL, NULL, NULL));
  g_assert_false (rap_id_parse ("p00000\0 0000000", 14, NULL, NULL, NULL));
  g_assert_true (rap_id_parse ("p00000000000001", 14, NULL, NULL, NULL));
}

static gpointer
make_ids_cb (gpointer data)
{
  gint64 *ids = data;

  for (guint i = 0; i < 20000; i++)
    ids[i] = rap_id_new ();
  return NULL;
}

static int
compare_ids (const void *a, const void *b)
{
  const gint64 *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

/* Each thread's ids grow, no two threads make the same one, and they hold the time they were made */
static void
test_new (void)
{
  g_autofree gint64 *ids = g_new (gint64, 60000);
  gint64 before = g_get_real_time () / 1000;
  GThread *threads[3];

  for (guint i = 0; i < 3; i++)
    threads[i] = g_thread_new (NULL, make_ids_cb, ids + 20000 * i);
  for (guint i = 0; i < 3; i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < 3; i++)
    for (guint k = 1; k < 20000; k++)
      g_assert_cmpint (ids[20000 * i + k - 1], <, ids[20000 * i + k]);
  g_assert_cmpint ((ids[0] >> 22) + G_GINT64_CONSTANT (1262304000000), >=, before);
  g_assert_cmpint ((ids[0] >> 22) + G_GINT64_CONSTANT (1262304000000), <=, g_get_real_time () / 1000 + 1);
  qsort (ids, 60000, sizeof *ids, compare_ids);
  for (guint k = 1; k < 60000; k++)
    g_assert_cmpint (ids[k - 1], <, ids[k]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/format", test_format);
  g_test_add_func ("/id/round-trip", test_round_trip);
  g_test_add_func ("/id/what-is-none", test_what_is_none);
  g_test_add_func ("/id/new", test_new);
  return g_test_run ();
}
