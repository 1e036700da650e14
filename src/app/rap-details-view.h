/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-page.h"

G_BEGIN_DECLS

#define RAP_TYPE_DETAILS_VIEW (rap_details_view_get_type ())
G_DECLARE_FINAL_TYPE (RapDetailsView, rap_details_view, RAP, DETAILS_VIEW, RapPage)

/**
 * RapDetailsView:
 *
 * What a seminar is called, when and where it is, and what it is about. Everything is edited in place.
 */

G_END_DECLS
