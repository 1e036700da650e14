/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-page.h"

G_BEGIN_DECLS

#define RAP_TYPE_PEOPLE_VIEW (rap_people_view_get_type ())
G_DECLARE_FINAL_TYPE (RapPeopleView, rap_people_view, RAP, PEOPLE_VIEW, RapPage)

/**
 * RapPeopleView:
 *
 * The people of a seminar, in Plan and at the door: one entry that finds, ticks and adds them, the list of them, and
 * what is known of one.
 */

G_END_DECLS
