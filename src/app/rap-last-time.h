/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_LAST_TIME (rap_last_time_get_type ())
G_DECLARE_FINAL_TYPE (RapLastTime, rap_last_time, RAP, LAST_TIME, AdwPreferencesGroup)

/**
 * RapLastTime:
 *
 * Which seminar another one follows, and what is left of that: its open actions, which can be ticked here, and the
 * points that were starred.
 */

/** rap_last_time_set_seminar: whose last time it is */
void rap_last_time_set_seminar (RapLastTime *self, RapStore *store, gint64 seminar_id);

/** rap_last_time_refresh: to be called when seminars were changed */
void rap_last_time_refresh (RapLastTime *self);

G_END_DECLS
