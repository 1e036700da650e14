/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

/**
 * rap_people_set_status:
 * @ids: attendances of one seminar
 * @status: `registered`, `cancelled`, `came` or `walked_in`
 *
 * As one step. Returns: whether it is on disk
 */
gboolean rap_people_set_status (RapStore *store, const gint64 *ids, guint n, const char *status, GError **error);

/** rap_people_set_consent: the same for the consent: `no`, `anonymously` or `by_name`. Returns: whether it is on disk
 */
gboolean rap_people_set_consent (RapStore *store, const gint64 *ids, guint n, const char *consent, GError **error);

/**
 * rap_people_tick:
 * @attendance_id: one attendance
 *
 * At the door: somebody who registered or cancelled came; who came was ticked by mistake and is registered. Who walked
 * in stays so.
 *
 * Returns: whether it is on disk
 */
gboolean rap_people_tick (RapStore *store, gint64 attendance_id, GError **error);

/** rap_people_set_organiser: makes somebody an organiser, who is public in that role, or takes that back, as one step.
 * Returns: whether it is on disk */
gboolean rap_people_set_organiser (RapStore *store, gint64 attendance_id, gboolean organiser, GError **error);

/**
 * rap_people_remove:
 * @ids: attendances of one seminar
 *
 * Takes people out of a seminar with all they do in it, as one step; and out of the archive if they are nowhere else in
 * it. Refused for somebody who is named with points of the seminar: they can be cancelled.
 *
 * Returns: whether it is on disk; %RAP_ERROR_BAD_VALUE if it was refused
 */
gboolean rap_people_remove (RapStore *store, const gint64 *ids, guint n, GError **error);

/** rap_people_status_name: Returns: (transfer none): what people see as a status */
const char *rap_people_status_name (const char *status);

/** rap_people_consent_name: Returns: (transfer none): what people see as a consent */
const char *rap_people_consent_name (const char *consent);

G_END_DECLS
