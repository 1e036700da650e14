/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapShareOut:
 * @n_people: how many people
 * @organisations: (array length=n_people): a number an organisation from 0, the same for colleagues; -1 for somebody
 *   who has no colleague
 * @fixed: (array length=n_people): who keeps the seat (or goes without one), whatever is dealt
 * @n_rounds: how many earlier rounds there were
 * @rounds: (array length=n_rounds): for each of them @n_people numbers from 0: in which of its groups everybody sat, -1
 *   for in none
 * @n_syndicates: how many syndicates
 * @open: (array length=n_syndicates): those that people are dealt to
 *
 * Whom to deal over which syndicates, as plain numbers. Seats are an array of @n_people syndicates from 0, -1 for none.
 */
typedef struct
{
  int n_people;
  const int *organisations;
  const gboolean *fixed;
  int n_rounds;
  const int *const *rounds;
  int n_syndicates;
  const gboolean *open;
} RapShareOut;

/**
 * rap_share_out_deal:
 * @seats: (inout): only the seats of those who are fixed are looked at; everybody else gets a new one
 * @seed: the same seed deals the same
 *
 * Deals everybody who is not fixed over the open syndicates, so that their sizes are as even as the fixed seats let
 * them be, as few colleagues as possible sit together, and among such deals as few as possible who met before.
 *
 * Begins with the members of the largest organisations, each in the best place that is left; then exchanges two people,
 * or moves one to a syndicate smaller by one, as long as that is better; then shakes it a little and tries again
 * (iterated local search; Lourenço, Martin and Stützle 2003) until nothing better is thinkable or an amount of work is
 * done that takes about a hundredth of a second.
 */
void rap_share_out_deal (const RapShareOut *self, int *seats, guint32 seed);

/**
 * rap_share_out_deal_again:
 * @seats: (inout): how everybody sits now, and how after that
 *
 * Deals as rap_share_out_deal(), but differently from before if any of sixteen seeds beginning with @seed does.
 *
 * Returns: whether anybody sits elsewhere
 */
gboolean rap_share_out_deal_again (const RapShareOut *self, int *seats, guint32 seed);

/**
 * rap_share_out_join:
 * @seats: (inout): how everybody sits
 *
 * Seats those who have no seat and are not fixed, one after the other: each in the smallest open syndicate without a
 * colleague (where there is none, with fewest of them), and of several such in the one with fewest who were met before.
 * Nobody else moves.
 */
void rap_share_out_join (const RapShareOut *self, int *seats);

G_END_DECLS
