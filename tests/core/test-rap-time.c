/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times with and without zones of their own, over changes of the clock and before 1970, there and back. */
#include "rap-time.h"

typedef struct
{
  const char *zone;
  const char *text;
  gint64 ms; /* -1: no time */
  const char *formatted;
} Case;

static const Case cases[] = {
  { "Europe/London", "2011-01-19T15:42:05", 1295451725000, "2011-01-19T15:42:05+00:00" },
  { "Europe/London", "2011-07-19T15:42:05", 1311086525000, "2011-07-19T15:42:05+01:00" },
  { "Europe/London", "2011-07-19 15:42", 1311086520000, "2011-07-19T15:42:00+01:00" },
  { "Europe/London", "2011-07-19T15:42Z", 1311090120000, "2011-07-19T16:42:00+01:00" },
  { "Europe/London", "2011-07-19T15:42+05:30", 1311070320000, "2011-07-19T11:12:00+01:00" },
  { "Europe/London", "20110119T154205Z", 1295451725000, "2011-01-19T15:42:05+00:00" },
  { "Asia/Kathmandu", "2011-01-19T15:42:05", 1295431025000, "2011-01-19T15:42:05+05:45" },
  { "America/St_Johns", "2011-01-19T15:42:05", 1295464325000, "2011-01-19T15:42:05-03:30" },
  { "Europe/London", "2011-01-19T15:42:05.007", 1295451725007, "2011-01-19T15:42:05.007+00:00" },
  { "Europe/London", "1295451725", 1295451725000, "2011-01-19T15:42:05+00:00" },
  { "Europe/London", "1295451725007", 1295451725007, "2011-01-19T15:42:05.007+00:00" },
  { "UTC", "1969-12-31T23:59:59.999Z", -1 * G_GINT64_CONSTANT (1), "1969-12-31T23:59:59.999+00:00" },
  { "UTC", "1955-11-05T06:00:00.250", G_GINT64_CONSTANT (-446752799750), "1955-11-05T06:00:00.250+00:00" },
  { "no/such zone", "2011-01-19T15:42:05", 1295451725000, "2011-01-19T15:42:05+00:00" },
};

static const char *const no_times[] = {
  "",
  "15:42",
  "2011-01-19",
  "yesterday afternoon, at four",
  "2011-13-19T15:42:05",
  "2011-02-30T15:42",
  "2011-01-19T25:42:05",
  "123456789012",
  "12345678901",
  "2011-01-19T15:42é",
  "2011/01/19 15:42:05",
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = rap_time_zone (cases[i].zone);
      g_autofree char *formatted = NULL;
      gint64 ms = 0;

      g_test_message ("%s in %s", cases[i].text, cases[i].zone);
      g_assert_true (rap_time_parse (cases[i].text, zone, &ms));
      g_assert_cmpint (ms, ==, cases[i].ms);
      formatted = rap_time_format (ms, zone);
      g_assert_cmpstr (formatted, ==, cases[i].formatted);
    }
}

static void
test_no_time (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (no_times); i++)
    {
      gint64 ms = 7;
      g_test_message ("“%s”", no_times[i]);
      g_assert_false (rap_time_parse (no_times[i], zone, &ms));
      g_assert_cmpint (ms, ==, 7);
    }
}

/* An hour that the clock leaves out or has twice gives some time near by, and one that reads back as itself. */
static void
test_clock_changes (void)
{
  static const char *const odd[] = { "2011-03-27T01:30:00", "2011-10-30T01:30:00" };
  g_autoptr (GTimeZone) zone = rap_time_zone ("Europe/London");

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *first = NULL;
      gint64 ms = 0, again = 0;

      g_assert_true (rap_time_parse (odd[i], zone, &ms));
      first = rap_time_format (ms, zone);
      g_test_message ("%s is %s", odd[i], first);
      g_assert_true (rap_time_parse (first, zone, &again));
      g_assert_cmpint (again, ==, ms);
    }
}

static void
test_there_and_back (void)
{
  static const char *const zones[] = { "Europe/London",       "America/New_York", "Asia/Kolkata",   "Pacific/Apia",
                                       "Australia/Lord_Howe", "Europe/Amsterdam", "Africa/Monrovia" };

  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (GTimeZone) zone = rap_time_zone (zones[g_test_rand_int_range (0, G_N_ELEMENTS (zones))]);
      gint64 ms = (gint64) (g_test_rand_double_range (-4e12, 8e12)), back = 0; /* 1843 to 2223 */
      g_autofree char *text = rap_time_format (ms, zone);

      g_assert_true (rap_time_parse (text, zone, &back));
      if (back != ms)
        g_test_message ("%s", text);
      g_assert_cmpint (back, ==, ms);
    }
}

/* Whatever TZ holds, a seminar's zone is a name that every computer knows. */
static void
test_local_zone_name (void)
{
  static const struct
  {
    const char *tz;
    const char *name; /* NULL: whatever this computer has */
  } zones[] = {
    { "Asia/Kathmandu", "Asia/Kathmandu" },
    { ":Asia/Kathmandu", "Asia/Kathmandu" },
    { ":/usr/share/zoneinfo/Asia/Kathmandu", "Asia/Kathmandu" },
    { "UTC", "UTC" },
    { "Foo-3", NULL },
    { "+05:45", NULL },
    { "EST5EDT,M3.2.0,M11.1.0", NULL },
    { ":/etc/localtime", NULL },
    { "/etc/passwd", NULL },
    { "../../../etc/passwd", NULL },
    { "Asia", NULL },
    { "Asia/../../../../etc/passwd", NULL },
    { "tzdata.zi", NULL },
    { "", NULL },
    { NULL, NULL },
  };
  g_autofree char *before = g_strdup (g_getenv ("TZ"));
  g_autofree char *own = NULL;

  g_assert_true (rap_time_is_zone ("Asia/Kathmandu"));
  g_assert_false (rap_time_is_zone ("Asia"));
  g_unsetenv ("TZ");
  own = rap_time_local_zone_name ();
  g_assert_true (g_ascii_isupper (*own));
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *name = NULL;

      if (zones[i].tz != NULL)
        g_setenv ("TZ", zones[i].tz, TRUE);
      else
        g_unsetenv ("TZ");
      name = rap_time_local_zone_name ();
      g_test_message ("TZ=%s: %s", zones[i].tz, name);
      g_assert_cmpstr (name, ==, zones[i].name != NULL ? zones[i].name : own);
    }
  if (before != NULL)
    g_setenv ("TZ", before, TRUE);
}

static void
test_clock (void)
{
  static const struct
  {
    const char *text;
    int minutes; /* -1: no time of day */
  } clocks[] = {
    { "14:30", 870 },  { "1430", 870 },  { "14.30", 870 }, { "14h30", 870 },     { "14h", 840 },
    { " 9 ", 540 },    { "930", 570 },   { "0930", 570 },  { "2.30 pm", 870 },   { "2:30PM", 870 },
    { "2 p.m.", 840 }, { "12 am", 0 },   { "12 pm", 720 }, { "12.15 a.m.", 15 }, { "00:00", 0 },
    { "23:59", 1439 }, { "14 30", 870 }, { "١٤:٣٠", 870 }, { "", -1 },           { "24:00", -1 },
    { "14:60", -1 },   { "14:3", -1 },   { "14:", -1 },    { "14:300", -1 },     { "13 pm", -1 },
    { "0 am", -1 },    { "pm", -1 },     { "-9", -1 },     { "noon", -1 },       { "14:30:00", -1 },
    { "20110", -1 },   { "1430 x", -1 }, { "2460", -1 },   { "9é", -1 },         { "99999999999999999999", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      int minutes = -1;

      g_test_message ("“%s”", clocks[i].text);
      g_assert_cmpint (rap_time_parse_clock (clocks[i].text, &minutes), ==, clocks[i].minutes >= 0);
      g_assert_cmpint (minutes, ==, clocks[i].minutes);
    }
}

static void
test_on (void)
{
  g_autoptr (GTimeZone) zone = rap_time_zone ("Europe/London");
  g_autofree char *clock = NULL;
  g_autofree char *date = NULL;
  gint64 ms;

  g_assert_true (rap_time_parse_on ("4.42 pm", "2011-07-19", zone, &ms));
  g_assert_cmpint (ms, ==, 1311090120000);
  clock = rap_time_format_clock (ms, zone);
  g_assert_cmpstr (clock, ==, "16:42");
  g_assert_true (rap_time_parse_on ("2011-07-20 00:30", "2011-07-19", zone, &ms));
  date = rap_time_format_date (ms, zone);
  g_assert_cmpstr (date, ==, "2011-07-20");
  g_assert_false (rap_time_parse_on ("half past", "2011-07-19", zone, &ms));
}

static void
test_day (void)
{
  g_autofree char *day = rap_time_format_day ("2011-01-09");
  g_autofree char *none = rap_time_format_day ("some day");

  g_assert_cmpstr (day, ==, "9 January 2011");
  g_assert_cmpstr (none, ==, "some day");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/table", test_table);
  g_test_add_func ("/time/no-time", test_no_time);
  g_test_add_func ("/time/clock-changes", test_clock_changes);
  g_test_add_func ("/time/there-and-back", test_there_and_back);
  g_test_add_func ("/time/local-zone-name", test_local_zone_name);
  g_test_add_func ("/time/clock", test_clock);
  g_test_add_func ("/time/on", test_on);
  g_test_add_func ("/time/day", test_day);
  return g_test_run ();
}
