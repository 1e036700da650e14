/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-page.h"

G_BEGIN_DECLS

#define RAP_TYPE_SYNDICATES_VIEW (rap_syndicates_view_get_type ())
G_DECLARE_FINAL_TYPE (RapSyndicatesView, rap_syndicates_view, RAP, SYNDICATES_VIEW, RapPage)

/**
 * RapSyndicatesView:
 *
 * The part of Plan in which people are dealt over the syndicates of a discussion: a card for those without a seat and
 * one a syndicate, and a sentence that says how well they sit.
 */

G_END_DECLS
