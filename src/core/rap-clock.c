/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-clock.h"

#define MINUTE ((gint64) 60000)
#define MOST (RAP_CLOCK_MOST_MINUTES * MINUTE)

static void
set_left (RapClock *self, gint64 left, gint64 now)
{
  self->ends_at = self->running ? now + left : 0;
  self->remaining = self->running ? 0 : left;
}

void
rap_clock_reset (RapClock *self, RapClockPhase phase, gint64 minutes)
{
  *self = (RapClock){ .phase = phase, .remaining = CLAMP (minutes, 0, RAP_CLOCK_MOST_MINUTES) * MINUTE };
}

void
rap_clock_start (RapClock *self, RapClockPhase phase, gint64 minutes, gint64 now)
{
  rap_clock_reset (self, phase, minutes);
  rap_clock_go_on (self, now);
}

void
rap_clock_hold (RapClock *self, gint64 now)
{
  const gint64 left = rap_clock_get_left (self, now);

  if (!self->running)
    return;
  self->running = FALSE;
  set_left (self, left, now);
}

void
rap_clock_go_on (RapClock *self, gint64 now)
{
  const gint64 left = rap_clock_get_left (self, now);

  self->touched = self->running = TRUE;
  set_left (self, left, now);
}

void
rap_clock_give (RapClock *self, gint64 minutes, gint64 now)
{
  const gint64 left = rap_clock_get_left (self, now);

  minutes = CLAMP (minutes, -RAP_CLOCK_MOST_MINUTES, RAP_CLOCK_MOST_MINUTES);
  self->touched = TRUE;
  if (minutes > 0)
    set_left (self, MIN (MAX (left, 0) + minutes * MINUTE, MOST), now);
  else if (left > 0)
    set_left (self, MAX (left + minutes * MINUTE, 0), now);
}

gint64
rap_clock_get_left (const RapClock *self, gint64 now)
{
  /* a computer's clock may have been set since: whatever it says, the figures stay within a day */
  return self->running ? CLAMP (self->ends_at - now, -MOST, MOST) : self->remaining;
}

gint64
rap_clock_get_seconds (const RapClock *self, gint64 now)
{
  const gint64 left = rap_clock_get_left (self, now);

  return left > 0 ? (left + 999) / 1000 : left / 1000;
}

gint64
rap_clock_get_next (const RapClock *self, gint64 now)
{
  const gint64 left = rap_clock_get_left (self, now);

  if (!self->running)
    return -1;
  return left > 0 ? (left - 1) % 1000 + 1 : 1000 + left % 1000;
}

RapClockMood
rap_clock_get_mood (const RapClock *self, gint64 now)
{
  const gint64 seconds = rap_clock_get_seconds (self, now);

  if (!self->touched || seconds * 1000 > RAP_CLOCK_WARNING_MS)
    return RAP_CLOCK_CALM;
  return seconds > 0 ? RAP_CLOCK_WARNING : RAP_CLOCK_OVER;
}

char *
rap_clock_format (gint64 seconds)
{
  const int s = (int) (ABS (seconds) % 60), m = (int) (ABS (seconds) / 60 % 60), h = (int) (ABS (seconds) / 3600);

  return h > 0 ? g_strdup_printf ("%d:%02d:%02d", h, m, s) : g_strdup_printf ("%d:%02d", m, s);
}

gboolean
rap_clock_load (RapClock *self, RapDb *db, gint64 session_id, GError **error)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (db,
                                             "SELECT c.phase, c.ends_at, c.remaining, ifnull(s.minutes_to_talk, ?2)"
                                             " FROM (SELECT ?1 AS id) w LEFT JOIN clock c ON c.session_id = w.id"
                                             " LEFT JOIN session s ON s.id = w.id",
                                             "ii", session_id, (gint64) RAP_CLOCK_TALK_MINUTES);
  GError *failure = NULL;

  if (!rap_stmt_step (stmt, &failure))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (rap_stmt_is_null (stmt, 0))
    {
      rap_clock_reset (self, RAP_CLOCK_TALK, rap_stmt_int (stmt, 3));
      return TRUE;
    }
  self->phase = g_strcmp0 (rap_stmt_text (stmt, 0), "report") == 0 ? RAP_CLOCK_REPORT : RAP_CLOCK_TALK;
  self->touched = TRUE;
  self->running = !rap_stmt_is_null (stmt, 1);
  self->ends_at = rap_stmt_int (stmt, 1);
  self->remaining = CLAMP (rap_stmt_int (stmt, 2), -MOST, MOST);
  return TRUE;
}

gboolean
rap_clock_save (const RapClock *self, RapDb *db, gint64 session_id, GError **error)
{
  const char *phase = self->phase == RAP_CLOCK_REPORT ? "report" : "talk";

  if (!self->touched)
    return rap_db_run (db, error, "DELETE FROM clock WHERE session_id = ?1", "i", session_id);
  return rap_db_run (db, error,
                     "INSERT INTO clock(session_id, phase, ends_at, remaining)"
                     " VALUES(?1, ?2, iif(?3, ?4, NULL), iif(?3, NULL, ?5))"
                     " ON CONFLICT(session_id) DO UPDATE SET phase = excluded.phase, ends_at = excluded.ends_at,"
                     " remaining = excluded.remaining",
                     "isiii", session_id, phase, (gint64) self->running, self->ends_at, self->remaining);
}

gint64
rap_clock_planned (RapDb *db, gint64 session_id, RapClockPhase phase)
{
  const gint64 minutes =
      rap_db_int (db, "SELECT iif(?2, minutes_to_report, minutes_to_talk) FROM session WHERE id = ?1", "ii", session_id,
                  (gint64) (phase == RAP_CLOCK_REPORT));

  if (minutes > 0)
    return minutes;
  return phase == RAP_CLOCK_REPORT ? RAP_CLOCK_REPORT_MINUTES : RAP_CLOCK_TALK_MINUTES;
}
