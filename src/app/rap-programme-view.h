/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-page.h"

G_BEGIN_DECLS

#define RAP_TYPE_PROGRAMME_VIEW (rap_programme_view_get_type ())
G_DECLARE_FINAL_TYPE (RapProgrammeView, rap_programme_view, RAP, PROGRAMME_VIEW, RapPage)

/**
 * RapProgrammeView:
 *
 * A seminar's programme: its items in order, each a row that opens to be edited.
 */

G_END_DECLS
