/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-share-out-report.h"
#include "rap-store.h"

G_BEGIN_DECLS

/**
 * RapSeat:
 * @attendance_id: who
 * @name: the person's name
 * @affiliation: (nullable): the organisation then
 * @status: as the archive has it
 * @syndicate_id: where the person is a member, or 0
 * @placed: by hand
 * @facilitates: the open syndicate that the person facilitates, or 0
 * @reports: the open syndicate for which the person reports back, or 0
 * @public: whether the person speaks at the seminar or organises it
 * @dealt: whether sharing out gives the person a seat
 *
 * A person and where the person sits in a discussion.
 *
 * Dealt are those who came or walked in; as long as nobody did, and before the day, all who are registered. Speakers,
 * organisers and facilitators are not dealt; they can be seated by hand.
 */
typedef struct
{
  gint64 attendance_id;
  char *name;
  char *affiliation;
  char *status;
  gint64 syndicate_id;
  gboolean placed;
  gint64 facilitates;
  gint64 reports;
  gboolean public;
  gboolean dealt;
} RapSeat;

/**
 * rap_seating_list:
 * @session_id: a discussion
 *
 * Returns: (transfer full) (element-type RapSeat): the people of its seminar by name, without those who cancelled and
 * have no seat
 */
GPtrArray *rap_seating_list (RapDb *db, gint64 session_id);

/**
 * rap_seating_report:
 * @report: (out): how well people sit; @worst is a syndicate's number, 0 for none
 *
 * Looks how well the people of a discussion sit, whoever seated them. Who has the same affiliation, by rap_theme_key(),
 * is a colleague; who has none, nobody's. Those who met are those who sat together in an earlier discussion.
 */
void rap_seating_report (RapDb *db, gint64 session_id, RapShareOutReport *report);

/**
 * rap_seating_share_out:
 * @session_id: a discussion
 * @seed: another seed deals differently, if anything else is as good
 *
 * Deals all who are to be dealt over the open syndicates, as one step (rap_share_out_deal()). Those who were placed by
 * hand and the rapporteurs stay; who is not dealt and was not placed has no seat any more.
 *
 * Returns: whether it is on disk; %RAP_ERROR_BAD_VALUE without an open syndicate or without people
 */
gboolean rap_seating_share_out (RapStore *store, gint64 session_id, guint32 seed, GError **error);

/** rap_seating_deal_again: rap_seating_share_out(), but not the deal that is there, if another one is possible.
 * Returns: whether it is on disk */
gboolean rap_seating_deal_again (RapStore *store, gint64 session_id, guint32 seed, GError **error);

/**
 * rap_seating_join:
 *
 * Seats those who are to be dealt and have no seat, as one step (rap_share_out_join()). Nobody else moves.
 *
 * Returns: whether it is on disk; %RAP_ERROR_NOTHING if everybody has a seat
 */
gboolean rap_seating_join (RapStore *store, gint64 session_id, GError **error);

/**
 * rap_seating_close:
 *
 * Takes a syndicate away as rap_syndicates_remove() does, and its people join the others by the rule for latecomers,
 * as one step. Nobody else moves.
 *
 * Returns: whether it is on disk; %RAP_ERROR_BAD_VALUE if no other is open
 */
gboolean rap_seating_close (RapStore *store, gint64 syndicate_id, GError **error);

/** rap_seating_deal: rap_seating_share_out() within a step. Returns: whether it was written */
gboolean rap_seating_deal (RapStore *store, gint64 session_id, guint32 seed, GError **error);

/** rap_seat_free: frees one */
void rap_seat_free (RapSeat *self);

G_END_DECLS
