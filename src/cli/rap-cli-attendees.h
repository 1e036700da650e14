/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-cli-output.h"
#include "rap-json.h"
#include "rap-store.h"

G_BEGIN_DECLS

/**
 * RapCliAttendees:
 *
 * Everybody who attends a seminar, by last name, for those who organise it: affiliation, status, consent, and what they
 * do in it. Where the Chatham House Rule binds a session, who facilitated, reported or sat in its syndicates is left
 * out, for beside what the syndicates said that would name people.
 */
typedef struct _RapCliAttendees RapCliAttendees;

/** rap_cli_attendees_new: Returns: (transfer full): those of a seminar, or %NULL with @error set */
RapCliAttendees *rap_cli_attendees_new (RapStore *store, gint64 seminar_id, GError **error);

/** rap_cli_attendees_print: prints them for people, a line each; nothing if there are none */
void rap_cli_attendees_print (RapCliAttendees *self);

/** rap_cli_attendees_add_json: adds an array `attendees` to the object that is open, each with an array of `roles` */
void rap_cli_attendees_add_json (RapCliAttendees *self, RapJson *json);

/**
 * rap_cli_attendees_write:
 *
 * Writes them as rows, one a role, or one for somebody without any: in CSV what `import attendees` reads.
 *
 * Returns: whether all of it could be written
 */
gboolean rap_cli_attendees_write (RapCliAttendees *self, RapOutputFormat format, GError **error);

/** rap_cli_attendees_free: frees them */
void rap_cli_attendees_free (RapCliAttendees *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapCliAttendees, rap_cli_attendees_free)

G_END_DECLS
