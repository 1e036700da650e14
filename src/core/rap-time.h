/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rap_time_format:
 * @ms: UTC milliseconds
 * @zone: the seminar's zone
 *
 * Returns: (transfer full): ISO 8601 with the offset that holds in @zone then, with milliseconds only where there are
 * some: `2011-01-19T15:42:05+00:00`
 */
char *rap_time_format (gint64 ms, GTimeZone *zone);

/**
 * rap_time_parse:
 * @text: an ISO 8601 date and time (a blank may stand for the `T`, seconds may be missing), or UTC seconds (10 digits)
 *   or milliseconds (13 digits) since 1970
 * @zone: the zone of a time that has none of its own
 * @ms: (out): UTC milliseconds
 *
 * Returns: whether @text is a time
 */
gboolean rap_time_parse (const char *text, GTimeZone *zone, gint64 *ms);

/**
 * rap_time_parse_clock:
 * @text: a time of day as people type it: `14:30`, `1430`, `14.30`, `14h30`, `9`, `2.30 pm`, `2:30PM`, with digits of
 *   any script and the locale's own words for the halves of the day
 * @minutes: (out): since midnight
 *
 * Returns: whether @text is a time of day
 */
gboolean rap_time_parse_clock (const char *text, int *minutes);

/**
 * rap_time_parse_on:
 * @text: a time of day as rap_time_parse_clock() takes it, or a date and time as rap_time_parse() does
 * @date: YYYY-MM-DD, the day of a time of day
 * @zone: the seminar's zone
 * @ms: (out): UTC milliseconds
 *
 * Returns: whether @text is a time
 */
gboolean rap_time_parse_on (const char *text, const char *date, GTimeZone *zone, gint64 *ms);

/** rap_time_format_clock: Returns: (transfer full): the time of day in @zone, `14:30` */
char *rap_time_format_clock (gint64 ms, GTimeZone *zone);

/** rap_time_format_date: Returns: (transfer full): the day in @zone, `2011-01-19` */
char *rap_time_format_date (gint64 ms, GTimeZone *zone);

/**
 * rap_time_format_day:
 * @iso: YYYY-MM-DD
 *
 * Returns: (transfer full): the day as people read it, `19 January 2011`; @iso itself if it is no day
 */
char *rap_time_format_day (const char *iso);

/** rap_time_zone: Returns: (transfer full): the zone called @name (IANA), UTC if there is none of that name */
GTimeZone *rap_time_zone (const char *name);

/** rap_time_is_zone: Returns: whether @name is the name of a zone of the IANA database */
gboolean rap_time_is_zone (const char *name);

/**
 * rap_time_local_zone_name:
 *
 * The zone of this computer by a name that means the same on every other: what `TZ` says, else what `/etc/localtime`
 * links to, else what `/etc/timezone` says, of these the first that is a zone of the IANA database installed here. `TZ`
 * may also be a rule or a file, which an archive cannot carry elsewhere.
 *
 * Returns: (transfer full): the name, `UTC` if there is none
 */
char *rap_time_local_zone_name (void);

G_END_DECLS
