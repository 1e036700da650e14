/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-time.h"

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

GTimeZone *
rap_time_zone (const char *name)
{
  GTimeZone *zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_utc ();
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
