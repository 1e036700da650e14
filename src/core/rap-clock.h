/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapClockPhase:
 * @RAP_CLOCK_TALK: the syndicates talk among themselves
 * @RAP_CLOCK_REPORT: they report to the room
 *
 * What a discussion's time is for.
 */
typedef enum
{
  RAP_CLOCK_TALK,
  RAP_CLOCK_REPORT,
} RapClockPhase;

/**
 * RapClockMood:
 * @RAP_CLOCK_CALM: there is time
 * @RAP_CLOCK_WARNING: two minutes are left, or less
 * @RAP_CLOCK_OVER: no full second is left
 *
 * What people should be told apart from the figures.
 */
typedef enum
{
  RAP_CLOCK_CALM,
  RAP_CLOCK_WARNING,
  RAP_CLOCK_OVER,
} RapClockMood;

/**
 * RapClock:
 * @phase: what the time is for
 * @touched: whether somebody set it; otherwise it stands at what is planned, and the archive has no row of it
 * @running: whether time passes
 * @ends_at: when time is up, in UTC milliseconds; of a running clock
 * @remaining: what is left, in milliseconds, negative beyond the end; of one that is held
 *
 * The clock of a discussion. It counts by the wall clock, so that it goes on while the program does not run. Every
 * function is given the time, in UTC milliseconds.
 */
typedef struct
{
  RapClockPhase phase;
  gboolean touched;
  gboolean running;
  gint64 ends_at;
  gint64 remaining;
} RapClock;

/** RAP_CLOCK_TALK_MINUTES: how long one talks where nothing is planned */
#define RAP_CLOCK_TALK_MINUTES 20

/** RAP_CLOCK_REPORT_MINUTES: how long all of them report where nothing is planned */
#define RAP_CLOCK_REPORT_MINUTES 15

/** RAP_CLOCK_WARNING_MS: how long before the end people are warned: two minutes */
#define RAP_CLOCK_WARNING_MS ((gint64) 120000)

/** RAP_CLOCK_MOST_MINUTES: what a clock can show at most, a day, either way */
#define RAP_CLOCK_MOST_MINUTES 1440

/** rap_clock_reset: makes it an untouched one that stands at @minutes of @phase */
void rap_clock_reset (RapClock *self, RapClockPhase phase, gint64 minutes);

/** rap_clock_start: begins @minutes of @phase, running */
void rap_clock_start (RapClock *self, RapClockPhase phase, gint64 minutes, gint64 now);

/** rap_clock_hold: stops time, if it runs */
void rap_clock_hold (RapClock *self, gint64 now);

/** rap_clock_go_on: lets time run, if it is held; also begins that of an untouched clock */
void rap_clock_go_on (RapClock *self, gint64 now);

/**
 * rap_clock_give:
 * @minutes: how many more; negative takes them
 *
 * Over time, minutes given count from now: five more are five minutes to go, however long ago the end was. What is
 * taken leaves no less than nothing, and nothing is taken from a clock that is over time.
 */
void rap_clock_give (RapClock *self, gint64 minutes, gint64 now);

/** rap_clock_get_left: Returns: how many milliseconds are left at @now, negative beyond the end */
gint64 rap_clock_get_left (const RapClock *self, gint64 now);

/**
 * rap_clock_get_seconds:
 *
 * Returns: what is shown at @now: the seconds that are left, of which the last one stays until it has passed; 0 at the
 *   end and for a second after it; then how many passed since, negative
 */
gint64 rap_clock_get_seconds (const RapClock *self, gint64 now);

/** rap_clock_get_next: Returns: in how many milliseconds from @now rap_clock_get_seconds() changes, -1 for never */
gint64 rap_clock_get_next (const RapClock *self, gint64 now);

/** rap_clock_get_mood: Returns: what to tell people at @now; an untouched clock is calm */
RapClockMood rap_clock_get_mood (const RapClock *self, gint64 now);

/** rap_clock_format: Returns: (transfer full): @seconds, left or over, as figures: `12:40`, `1:05:00` */
char *rap_clock_format (gint64 seconds);

/**
 * rap_clock_load:
 * @session_id: a session
 * @error: return location for why the archive could not be read
 *
 * Reads the clock of a session; of one that nobody touched, what is planned for it: its minutes to talk, or else
 * RAP_CLOCK_TALK_MINUTES.
 *
 * Returns: whether it was read
 */
gboolean rap_clock_load (RapClock *self, RapDb *db, gint64 session_id, GError **error);

/**
 * rap_clock_save:
 *
 * Writes the clock of a session, as something of this archive alone: it is no step of the history and cannot be undone.
 * An untouched one is taken away. Never waits for another process.
 *
 * Returns: whether it is on disk; %RAP_ERROR_BUSY while another process writes
 */
gboolean rap_clock_save (const RapClock *self, RapDb *db, gint64 session_id, GError **error);

/** rap_clock_planned: Returns: how many minutes a session has for @phase, as planned or else as is usual */
gint64 rap_clock_planned (RapDb *db, gint64 session_id, RapClockPhase phase);

G_END_DECLS
