/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-words.h"

#include <math.h>
#include <string.h>

#define VOCABULARY 20000

/* The commonest words of English, in the order of their frequency. */
static const char common[] =
    "the of and to in that is it for was we on be as with not are this but have they from at which or by an there all "
    "more when their has been who if would people can so about what some no our them could because should time do how "
    "work up than only into into its very other many one before after much even most too where need think";

static const char *const onsets[] = { "b",  "c",  "d",  "f",  "g",  "h",  "l",  "m",  "n",  "p",
                                      "r",  "s",  "t",  "v",  "w",  "br", "ch", "cl", "cr", "fl",
                                      "gr", "pl", "pr", "qu", "sh", "sp", "st", "th", "tr", "y" };
static const char *const vowels[] = { "a", "e", "i", "o", "u", "ai", "ea", "ee", "ou", "oo" };
static const char *const codas[] = { "", "", "", "n", "r", "l", "t", "s", "nd", "st", "m", "ck" };

/* Splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
static guint64
next_random (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* Zipf's law by the inverse of its continuous form: rank = (n + 1) ^ u - 1. */
static guint
draw (guint64 *state, guint n)
{
  const double u = (double) (next_random (state) >> 11) / 9007199254740992.0;

  return MIN ((guint) (pow (n + 1, u) - 1), n - 1);
}

static char *
make_word (guint number)
{
  GString *word = g_string_new (NULL);
  guint64 state = number;
  const guint syllables = 1 + (number > 300) + (number > 4000 && number % 2 == 0);

  for (guint i = 0; i < syllables; i++)
    {
      g_string_append (word, onsets[next_random (&state) % G_N_ELEMENTS (onsets)]);
      g_string_append (word, vowels[next_random (&state) % G_N_ELEMENTS (vowels)]);
      g_string_append (word, codas[next_random (&state) % G_N_ELEMENTS (codas)]);
    }
  return g_string_free (word, FALSE);
}

static const char *const *
get_vocabulary (void)
{
  static char **words;

  if (words == NULL)
    {
      g_auto (GStrv) first = g_strsplit (common, " ", -1);
      const guint n = g_strv_length (first);
      words = g_new0 (char *, VOCABULARY + 1);
      for (guint i = 0; i < VOCABULARY; i++)
        words[i] = i < n ? g_strdup (first[i]) : make_word (i);
    }
  return (const char *const *) words;
}

static void
words_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  sqlite3_result_text (context,
                       bench_words ((guint64) sqlite3_value_int64 (values[0]), (guint) sqlite3_value_int (values[1])),
                       -1, g_free);
}

static void
zipf_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  sqlite3_result_int64 (context,
                        bench_zipf ((guint64) sqlite3_value_int64 (values[0]), (guint) sqlite3_value_int (values[1])));
}

guint
bench_zipf (guint64 seed, guint n)
{
  return draw (&seed, n);
}

char *
bench_words (guint64 seed, guint n)
{
  const char *const *vocabulary = get_vocabulary ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, vocabulary[draw (&seed, VOCABULARY)]);
    }
  if (text->len > 0)
    text->str[0] = g_ascii_toupper (text->str[0]);
  return g_string_free (text, FALSE);
}

void
bench_words_connect (sqlite3 *handle)
{
  sqlite3_create_function_v2 (handle, "bench_words", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, words_cb, NULL, NULL,
                              NULL);
  sqlite3_create_function_v2 (handle, "bench_zipf", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, zipf_cb, NULL, NULL,
                              NULL);
}
