/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"
#include "rap-line.h"
#include "rap-voice.h"

G_BEGIN_DECLS

/**
 * RapPointFilter:
 * @by_voice: whether only points that @voice raised, said too or is counted in a merge for, are wanted
 * @voice: that voice
 * @by_kind: whether only points of @kind are wanted
 * @kind: that kind
 * @theme_id: a theme, or 0 for all
 * @starred: whether only starred ones are wanted
 * @to_check: whether only those to be checked are wanted
 * @since: what was recorded from then on (UTC milliseconds) is shown all the same: who types must see it arrive
 *
 * Which points of a session are shown.
 */
typedef struct
{
  gboolean by_voice;
  RapVoice voice;
  gboolean by_kind;
  RapPointKind kind;
  gint64 theme_id;
  gboolean starred;
  gboolean to_check;
  gint64 since;
} RapPointFilter;

/** rap_point_filter_is_empty: Returns: whether it wants everything */
gboolean rap_point_filter_is_empty (const RapPointFilter *self);

/**
 * rap_point_filter_to_sql:
 *
 * Returns: (transfer full): a SELECT of the ids of the points of session ?1 that are shown, the last ?2 of them in
 * their order, for rap_query_set_window(). It has numbers and words of the program alone in it.
 */
char *rap_point_filter_to_sql (const RapPointFilter *self);

/**
 * rap_point_filter_count:
 * @total: (out): how many points the session shows without a filter
 *
 * Returns: how many are shown
 */
gint64 rap_point_filter_count (const RapPointFilter *self, RapDb *db, gint64 session_id, gint64 *total);

G_END_DECLS
