/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-due.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

/* No form has more words than "Feb 28, 2011". */
#define MAX_WORDS 3

static const char *const MONTHS[] = { "january", "february", "march",     "april",   "may",      "june",
                                      "july",    "august",   "september", "october", "november", "december" };
static const char *const WEEKDAYS[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
static const nl_item LOCALE_MONTHS[] = { MON_1, MON_2, MON_3, MON_4,  MON_5,  MON_6,
                                         MON_7, MON_8, MON_9, MON_10, MON_11, MON_12 };
static const nl_item LOCALE_SHORT_MONTHS[] = { ABMON_1, ABMON_2, ABMON_3, ABMON_4,  ABMON_5,  ABMON_6,
                                               ABMON_7, ABMON_8, ABMON_9, ABMON_10, ABMON_11, ABMON_12 };
static const nl_item LOCALE_WEEKDAYS[] = { DAY_2, DAY_3, DAY_4, DAY_5, DAY_6, DAY_7, DAY_1 };
static const nl_item LOCALE_SHORT_WEEKDAYS[] = { ABDAY_2, ABDAY_3, ABDAY_4, ABDAY_5, ABDAY_6, ABDAY_7, ABDAY_1 };

/* Compares without regard to case and to the full stop of an abbreviation ("févr."). */
static gboolean
is_same_word (const char *a, const char *b)
{
  g_autofree char *fold_a = g_utf8_casefold (a, -1);
  g_autofree char *fold_b = g_utf8_casefold (b, -1);
  g_autofree char *key_a = g_utf8_normalize (fold_a, -1, G_NORMALIZE_ALL);
  g_autofree char *key_b = g_utf8_normalize (fold_b, -1, G_NORMALIZE_ALL);
  gsize length_a = strlen (key_a), length_b = strlen (key_b);

  if (length_a > 1 && key_a[length_a - 1] == '.')
    key_a[length_a - 1] = '\0';
  if (length_b > 1 && key_b[length_b - 1] == '.')
    key_b[length_b - 1] = '\0';
  return *key_a != '\0' && g_str_equal (key_a, key_b);
}

static gboolean
is_locale_word (const char *word, nl_item item)
{
  g_autofree char *name = g_locale_to_utf8 (nl_langinfo (item), -1, NULL, NULL, NULL);

  return name != NULL && is_same_word (word, name);
}

/* English names may be cut to three letters or more: Feb, Sept, Tues, Thurs. Returns 1-based, or 0. */
static guint
find_name (const char *word, const char *const *english, const nl_item *items, const nl_item *short_items, guint n)
{
  gsize length = strlen (word);

  if (length > 3 && word[length - 1] == '.')
    length--;
  for (guint i = 0; i < n; i++)
    if ((length >= 3 && length <= strlen (english[i]) && g_ascii_strncasecmp (word, english[i], length) == 0) ||
        is_locale_word (word, items[i]) || is_locale_word (word, short_items[i]))
      return i + 1;
  return 0;
}

static guint
find_month (const char *word)
{
  return find_name (word, MONTHS, LOCALE_MONTHS, LOCALE_SHORT_MONTHS, G_N_ELEMENTS (MONTHS));
}

/* Reads a number of at most @max_digits digits and steps over it; FALSE when there is none. */
static gboolean
read_number (const char **s, guint max_digits, guint *number, guint *n_digits)
{
  guint n = 0, value = 0;

  while (g_ascii_isdigit ((*s)[n]) && n <= max_digits)
    value = value * 10 + (guint) ((*s)[n++] - '0');
  *number = value;
  if (n_digits != NULL)
    *n_digits = n;
  *s += n;
  return n >= 1 && n <= max_digits;
}

/* "28", "28." (as German has it), "28th", and "28," before a year */
static gboolean
read_day (const char *word, gboolean comma, guint *day)
{
  static const char *const ENDINGS[] = { "", ".", "st", "nd", "rd", "th" };
  g_autofree char *bare = NULL;
  const char *s = word;

  if (!read_number (&s, 2, day, NULL))
    return FALSE;
  if (comma && g_str_has_suffix (s, ","))
    bare = g_strndup (s, strlen (s) - 1);
  else
    bare = g_strdup (s);
  for (guint i = 0; i < G_N_ELEMENTS (ENDINGS); i++)
    if (g_ascii_strcasecmp (bare, ENDINGS[i]) == 0)
      return TRUE;
  return FALSE;
}

/* A year of two digits is the one of that ending nearest to the seminar's. */
static gboolean
complete_year (guint number, guint n_digits, const GDate *seminar, guint *year)
{
  guint base;

  *year = number;
  if (n_digits == 4)
    return TRUE;
  if (n_digits != 2 || !g_date_valid (seminar))
    return FALSE;
  base = g_date_get_year (seminar);
  *year = base - base % 100 + number;
  if (*year > base + 50)
    *year -= 100;
  else if (*year + 50 <= base)
    *year += 100;
  return TRUE;
}

static gboolean
read_year (const char *word, const GDate *seminar, guint *year)
{
  guint number, n_digits;

  return read_number (&word, 4, &number, &n_digits) && (*word == '\0' || g_str_equal (word, ".")) &&
         complete_year (number, n_digits, seminar, year);
}

static gboolean
set_day (GDate *due, guint day, guint month, guint year)
{
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (due, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/* The next such day on or after the seminar; 29 February can be eight years away. */
static gboolean
set_next_day (GDate *due, guint day, guint month, const GDate *seminar)
{
  if (!g_date_valid (seminar))
    return FALSE;
  for (guint year = g_date_get_year (seminar), last = year + 8; year <= last; year++)
    if (set_day (due, day, month, year) && g_date_compare (due, seminar) >= 0)
      return TRUE;
  return FALSE;
}

static gboolean
set_any_day (GDate *due, guint day, guint month, const char *year_word, const GDate *seminar)
{
  guint year;

  if (year_word == NULL || *year_word == '\0')
    return set_next_day (due, day, month, seminar);
  return read_year (year_word, seminar, &year) && set_day (due, day, month, year);
}

static gboolean
read_iso (const char *word, GDate *due)
{
  guint year, month, day, n_digits;

  return read_number (&word, 4, &year, &n_digits) && n_digits == 4 && *word++ == '-' &&
         read_number (&word, 2, &month, NULL) && *word++ == '-' && read_number (&word, 2, &day, NULL) &&
         (*word == '\0' || g_str_equal (word, ".")) && set_day (due, day, month, year);
}

/* "28/2" and "28/2/11" in the locale's order; "28.2." and "28.2.2011" are always day first. "2.5" is a plain number. */
static gboolean
read_numeric (const char *word, const GDate *seminar, gboolean month_first, GDate *due)
{
  guint first, second;
  char separator;

  if (!read_number (&word, 2, &first, NULL))
    return FALSE;
  separator = *word++;
  if ((separator != '/' && separator != '.') || !read_number (&word, 2, &second, NULL))
    return FALSE;
  if (separator == '.')
    return *word == '.' && set_any_day (due, first, second, word + 1, seminar);
  if (*word == '/')
    word++;
  else if (*word != '\0' && !g_str_equal (word, "."))
    return FALSE;
  else
    word = "";
  return set_any_day (due, month_first ? second : first, month_first ? first : second, word, seminar);
}

static gboolean
read_near (const char *word, const GDate *seminar, GDate *due)
{
  guint weekday, ahead;

  if (!g_date_valid (seminar))
    return FALSE;
  weekday = find_name (word, WEEKDAYS, LOCALE_WEEKDAYS, LOCALE_SHORT_WEEKDAYS, G_N_ELEMENTS (WEEKDAYS));
  if (weekday > 0)
    ahead = (weekday + 7 - g_date_get_weekday (seminar)) % 7;
  /* Translators: a due day as typed after "by" in the capture line: "by today" */
  else if (is_same_word (word, "today") || is_same_word (word, C_ ("capture", "today")))
    ahead = 0;
  /* Translators: a due day as typed after "by" in the capture line: "by tomorrow" */
  else if (is_same_word (word, "tomorrow") || is_same_word (word, C_ ("capture", "tomorrow")))
    ahead = 1;
  else
    return FALSE;
  *due = *seminar;
  g_date_add_days (due, ahead);
  return TRUE;
}

static gboolean
read_date (char **words, guint n, const GDate *seminar, gboolean month_first, GDate *due)
{
  guint day, month;

  if (n == 1)
    return read_iso (words[0], due) || read_numeric (words[0], seminar, month_first, due) ||
           read_near (words[0], seminar, due);
  if (read_day (words[0], FALSE, &day))
    month = find_month (words[1]);
  else if (read_day (words[1], n == 3, &day))
    month = find_month (words[0]);
  else
    return FALSE;
  return month > 0 && set_any_day (due, day, month, n == 3 ? words[2] : NULL, seminar);
}

/* Steps back from @end over white space, then over a word. */
static const char *
find_word_before (const char *text, const char *end, const char **word_end)
{
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  *word_end = end;
  while (end > text && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return end;
}

/* Whether the text before @end ends in @phrase, a word or more, after white space; says where it begins. */
static gboolean
find_phrase_before (const char *text, const char *end, const char *phrase, const char **start)
{
  g_auto (GStrv) words = g_strsplit (phrase, " ", -1);

  for (guint i = g_strv_length (words); i > 0; i--)
    {
      const char *word_end, *word = find_word_before (text, end, &word_end);
      g_autofree char *copy = g_strndup (word, (gsize) (word_end - word));

      if (!is_same_word (copy, words[i - 1]))
        return FALSE;
      end = word;
    }
  *start = end;
  return end > text && *phrase != '\0';
}

gboolean
rap_due_find (const char *text, gsize length, const GDate *seminar, gboolean month_first, gsize *start, GDate *due)
{
  const char *end = text + length, *by;
  char *words[MAX_WORDS] = { NULL };
  gboolean found = FALSE;

  for (guint n = 1; n <= MAX_WORDS && !found; n++)
    {
      const char *word_end, *word = find_word_before (text, end, &word_end);

      memmove (words + 1, words, sizeof (char *) * (MAX_WORDS - 1));
      words[0] = g_strndup (word, (gsize) (word_end - word));
      end = word;
      /* Translators: begins the due day of an action in the capture line: "by 28 Feb"; "by" is understood too */
      if ((find_phrase_before (text, end, "by", &by) || find_phrase_before (text, end, C_ ("capture", "by"), &by)) &&
          read_date (words, n, seminar, month_first, due))
        {
          *start = (gsize) (by - text);
          found = TRUE;
        }
    }
  for (guint i = 0; i < MAX_WORDS; i++)
    g_free (words[i]);
  return found;
}

gboolean
rap_due_read (const char *text, const GDate *seminar, gboolean month_first, GDate *date)
{
  g_auto (GStrv) pieces = g_strsplit_set (text, " \t", -1);
  char *words[MAX_WORDS + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; pieces[i] != NULL; i++)
    if (*pieces[i] != '\0' && n <= MAX_WORDS)
      words[n++] = pieces[i];
  return n > 0 && n <= MAX_WORDS && read_date (words, n, seminar, month_first, date);
}
