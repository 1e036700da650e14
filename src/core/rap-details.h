/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-seminar.h"
#include "rap-store.h"

G_BEGIN_DECLS

/* What is written into a seminar's details, each within a step that the caller has begun. What an organiser types is
 * taken as typed; what is none of it is refused with a sentence. */

/** rap_details_set_title: Returns: whether it was taken; %RAP_ERROR_BAD_VALUE for an empty one */
gboolean rap_details_set_title (RapStore *store, RapSeminar *seminar, const char *text, GError **error);

/**
 * rap_details_set_series:
 * @text: the name of a series, found in any case or made; empty for none
 *
 * The name of the series that the seminar is of already, written otherwise, renames that series. One that is left
 * without seminars goes.
 *
 * Returns: whether it was taken
 */
gboolean rap_details_set_series (RapStore *store, RapSeminar *seminar, const char *text, GError **error);

/**
 * rap_details_set_date:
 * @text: a day, as YYYY-MM-DD or as the locale writes dates
 *
 * Moves the seminar to another day, and the times of its programme with it: they keep what the clock on the wall says.
 *
 * Returns: whether it was taken
 */
gboolean rap_details_set_date (RapStore *store, RapSeminar *seminar, const char *text, GError **error);

/** rap_details_set_start: when it begins, as rap_time_parse_on() reads it; empty for not known */
gboolean rap_details_set_start (RapStore *store, RapSeminar *seminar, const char *text, GError **error);

/** rap_details_set_end: when it ends, as rap_details_set_start() */
gboolean rap_details_set_end (RapStore *store, RapSeminar *seminar, const char *text, GError **error);

/**
 * rap_details_set_zone:
 * @text: the name of a zone of the IANA database
 *
 * The programme keeps what the clock on the wall says. What was said keeps its moment.
 *
 * Returns: whether it was taken
 */
gboolean rap_details_set_zone (RapStore *store, RapSeminar *seminar, const char *text, GError **error);

/**
 * rap_details_add_link:
 * @url: a web address
 *
 * Adds a link as one step of its own.
 *
 * Returns: its id, or 0 with @error set
 */
gint64 rap_details_add_link (RapStore *store, gint64 seminar_id, const char *url, GError **error);

/** rap_details_delete_link: deletes a link as one step of its own. Returns: whether that was done */
gboolean rap_details_delete_link (RapStore *store, gint64 link_id, GError **error);

G_END_DECLS
