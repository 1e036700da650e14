/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-time.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>

#define ZONE_INFO "/usr/share/zoneinfo"

/* Its names begin with capitals, in ASCII; what else lies beside its files is none of its zones */
static gboolean
is_iana_name (const char *name)
{
  const char *folder = g_getenv ("TZDIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : ZONE_INFO, name, NULL);
  g_autoptr (GTimeZone) zone = NULL;

  if (!g_ascii_isupper (*name) || strstr (name, "..") != NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  zone = g_time_zone_new_identifier (name);
  return zone != NULL;
}

/* The name of a zone within the path of its file, or of what that links to */
static char *
name_of_file (const char *path)
{
  g_autofree char *link = g_file_read_link (path, NULL);
  const char *const paths[] = { path, link };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const char *below = paths[i] != NULL ? strstr (paths[i], "/zoneinfo/") : NULL;
      if (below != NULL && is_iana_name (below + strlen ("/zoneinfo/")))
        return g_strdup (below + strlen ("/zoneinfo/"));
    }
  return NULL;
}

/* Digits of any script as ASCII's, small letters, no blanks and no full stops but those between digits: `2.30 p.m.` as
 * `2.30pm` */
static char *
simplify_clock (const char *text)
{
  GString *simple = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p), next = g_utf8_get_char (g_utf8_next_char (p));
      const gboolean between = simple->len > 0 && g_ascii_isdigit (simple->str[simple->len - 1]);

      if (g_unichar_isdigit (c))
        g_string_append_c (simple, (char) ('0' + g_unichar_digit_value (c)));
      else if (c == '.' ? between && g_unichar_isdigit (next)
                        : !g_unichar_isspace (c) || (between && g_unichar_isdigit (next)))
        g_string_append_unichar (simple, g_unichar_isspace (c) ? ':' : g_unichar_tolower (c));
    }
  return g_string_free (simple, FALSE);
}

/* Takes the word for a half of the day off the end, or as in Chinese the beginning. Returns 0 in the first half, 12 in
 * the second, -1 without one. */
static int
take_half (char *clock)
{
  const struct
  {
    const char *word;
    int half;
  } words[] = {
    { nl_langinfo (AM_STR), 0 }, { nl_langinfo (PM_STR), 12 }, { "am", 0 }, { "pm", 12 }, { "a", 0 }, { "p", 12 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *valid = g_utf8_make_valid (words[i].word, -1);
      g_autofree char *word = simplify_clock (valid);

      if (*word == '\0')
        continue;
      if (g_str_has_suffix (clock, word))
        clock[strlen (clock) - strlen (word)] = '\0';
      else if (g_str_has_prefix (clock, word))
        memmove (clock, clock + strlen (word), strlen (clock + strlen (word)) + 1);
      else
        continue;
      return words[i].half;
    }
  return -1;
}

static GDateTime *
local_time (gint64 ms, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

static char *
format_local (gint64 ms, GTimeZone *zone, const char *format)
{
  g_autoptr (GDateTime) local = local_time (ms, zone);
  char *text = local != NULL ? g_date_time_format (local, format) : NULL;

  return text != NULL ? text : g_strdup ("");
}

char *
rap_time_format (gint64 ms, GTimeZone *zone)
{
  gint64 seconds = ms / 1000, rest = ms % 1000;
  int interval;
  gint32 offset;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  char part[8] = "";

  if (rest < 0)
    {
      seconds--;
      rest += 1000;
    }
  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);
  offset = interval >= 0 ? g_time_zone_get_offset (zone, interval) : 0;
  offset -= offset % 60; /* ISO 8601 has no seconds in an offset, as local mean times of old had */
  utc = g_date_time_new_from_unix_utc (seconds);
  local = utc != NULL ? g_date_time_add_seconds (utc, offset) : NULL;
  if (local == NULL)
    return g_strdup ("");
  if (rest != 0)
    g_snprintf (part, sizeof part, ".%03d", (int) rest);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%s%c%02d:%02d", g_date_time_get_year (local),
                          g_date_time_get_month (local), g_date_time_get_day_of_month (local),
                          g_date_time_get_hour (local), g_date_time_get_minute (local), g_date_time_get_second (local),
                          part, offset < 0 ? '-' : '+', ABS (offset) / 3600, ABS (offset) / 60 % 60);
}

gboolean
rap_time_parse (const char *text, GTimeZone *zone, gint64 *ms)
{
  const gsize digits = strspn (text, "0123456789");
  g_autofree char *iso = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (text[digits] == '\0' && (digits == 10 || digits == 13))
    {
      *ms = g_ascii_strtoll (text, NULL, 10) * (digits == 10 ? 1000 : 1);
      return TRUE;
    }
  if (strlen (text) < 15)
    return FALSE;
  iso = g_strdup (text);
  if (iso[10] == ' ')
    iso[10] = 'T';
  time = g_date_time_new_from_iso8601 (iso, zone);
  if (time == NULL && strlen (iso) >= 16) /* GLib wants seconds */
    {
      g_autofree char *with = g_strdup_printf ("%.16s:00%s", iso, iso + 16);
      time = g_date_time_new_from_iso8601 (with, zone);
    }
  if (time == NULL)
    return FALSE;
  *ms = g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;
  return TRUE;
}

gboolean
rap_time_parse_clock (const char *text, int *minutes)
{
  g_autofree char *clock = simplify_clock (text);
  const int half = take_half (clock);
  const gsize digits = strspn (clock, "0123456789");
  const char *rest = clock + digits;
  gsize more = 0;
  int hour = atoi (clock), minute = 0;

  if (digits == 0 || digits > 4 || (digits > 2 && *rest != '\0'))
    return FALSE;
  if (digits > 2)
    {
      minute = hour % 100;
      hour /= 100;
    }
  else if (*rest != '\0')
    {
      /* `14:30`, `14h30`, `14h`; both digits of the minutes, or one that is being typed would be taken for its tens */
      if (strchr (":.h", *rest) == NULL)
        return FALSE;
      more = strspn (rest + 1, "0123456789");
      if (rest[1 + more] != '\0' || (more != 2 && (more != 0 || *rest != 'h')))
        return FALSE;
      minute = atoi (rest + 1);
    }
  if (minute > 59 || hour > 23 || (half >= 0 && (hour < 1 || hour > 12)))
    return FALSE;
  *minutes = (half >= 0 ? hour % 12 + half : hour) * 60 + minute;
  return TRUE;
}

gboolean
rap_time_parse_on (const char *text, const char *date, GTimeZone *zone, gint64 *ms)
{
  g_autofree char *iso = NULL;
  int minutes;

  if (!rap_time_parse_clock (text, &minutes))
    return rap_time_parse (text, zone, ms);
  iso = g_strdup_printf ("%sT%02d:%02d:00", date, minutes / 60, minutes % 60);
  return rap_time_parse (iso, zone, ms);
}

char *
rap_time_format_clock (gint64 ms, GTimeZone *zone)
{
  return format_local (ms, zone, "%H:%M");
}

char *
rap_time_format_date (gint64 ms, GTimeZone *zone)
{
  return format_local (ms, zone, "%Y-%m-%d");
}

char *
rap_time_format_day (const char *iso)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = g_strdup_printf ("%sT00:00:00", iso);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (text, utc);

  /* Translators: a day, such as 19 January 2011 */
  return day != NULL ? g_date_time_format (day, _ ("%-e %B %Y")) : g_strdup (iso);
}

GTimeZone *
rap_time_zone (const char *name)
{
  GTimeZone *zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

gboolean
rap_time_is_zone (const char *name)
{
  return is_iana_name (name);
}

char *
rap_time_local_zone_name (void)
{
  const char *tz = g_getenv ("TZ");
  g_autofree char *written = NULL;
  char *name;

  if (tz != NULL)
    {
      tz += *tz == ':'; /* as POSIX has it of what is no rule */
      if (is_iana_name (tz))
        return g_strdup (tz);
      if (g_path_is_absolute (tz) && (name = name_of_file (tz)) != NULL)
        return name;
    }
  if ((name = name_of_file ("/etc/localtime")) != NULL)
    return name;
  if (g_file_get_contents ("/etc/timezone", &written, NULL, NULL) && is_iana_name (g_strstrip (written)))
    return g_steal_pointer (&written);
  return g_strdup ("UTC");
}
