/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-seating.h"

G_BEGIN_DECLS

#define RAP_TYPE_SYNDICATE_CARD (rap_syndicate_card_get_type ())
G_DECLARE_FINAL_TYPE (RapSyndicateCard, rap_syndicate_card, RAP, SYNDICATE_CARD, AdwBin)

/**
 * RapSyndicateCard:
 *
 * A syndicate of a discussion: number, name, brief and the people in it; or those who have no seat. People
 * can be dragged to another card.
 */

/** rap_syndicate_card_new: Returns: (transfer floating): a card that shows nothing yet */
GtkWidget *rap_syndicate_card_new (void);

/**
 * rap_syndicate_card_show:
 * @session_id: a discussion
 * @syndicate_id: one of its syndicates, or 0 for those who have no seat
 * @people: (element-type RapSeat): all of the seminar, of whom those are shown who belong here
 *
 * Shows a syndicate. The focus stays on the same person, or if that one has left, on who comes in that place.
 */
void rap_syndicate_card_show (RapSyndicateCard *self,
                              RapStore *store,
                              gint64 session_id,
                              gint64 syndicate_id,
                              GPtrArray *people);

/** rap_syndicate_card_get_number: Returns: the number of the syndicate that is shown */
int rap_syndicate_card_get_number (RapSyndicateCard *self);

/** rap_syndicate_card_focus: gives the focus to the first person, or the last. Returns: whether there is one */
gboolean rap_syndicate_card_focus (RapSyndicateCard *self, gboolean last);

G_END_DECLS
