/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

/**
 * rap_new_from:
 * @seminar_id: the seminar whose shape is taken
 * @title: what the new one is called
 * @date: YYYY-MM-DD
 * @error: %RAP_ERROR_BAD_VALUE for an empty title or what is no date, %RAP_ERROR_NOT_FOUND
 *
 * Makes a seminar in the shape of another one and as its follow-up, as one step. It has its series, host, venue, zone
 * and attribution rule, its times by the clock on the wall, its programme with kinds, titles, minutes, what is asked,
 * ways of reporting and rules, the numbers and names of its syndicates, all of them open, and its organisers, who are
 * not yet asked whether they may be named. Whatever belongs to that one day is left behind: topic, summary, links,
 * speakers and everybody else who attended, briefs and head counts, points.
 *
 * Returns: its id, or 0 with @error set
 */
gint64 rap_new_from (RapStore *store, gint64 seminar_id, const char *title, const char *date, GError **error);

/**
 * rap_new_from_offer_date:
 * @today: the first day that can be offered
 *
 * When a follow-up is likely to be: as long after the seminar as that was after the one before it (the one it follows,
 * or else the last one of its series before it), a year if there is none. Rhythms of three weeks and less are counted
 * in weeks; longer ones in months, in which it is the same weekday at the same place, such as the third Wednesday, the
 * fourth where the month has no fifth. It is repeated until @today is reached.
 *
 * Returns: (transfer full): the day, as YYYY-MM-DD
 */
char *rap_new_from_offer_date (RapDb *db, gint64 seminar_id, const GDate *today);

G_END_DECLS
