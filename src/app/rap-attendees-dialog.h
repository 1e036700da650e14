/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_ATTENDEES_DIALOG (rap_attendees_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapAttendeesDialog, rap_attendees_dialog, RAP, ATTENDEES_DIALOG, AdwWindow)

/**
 * rap_attendees_dialog_new:
 * @text: one line or several as rap_attendees_parse() has them
 *
 * Shows who would be added to a seminar and who they are, lets one say where that is not clear, and adds them as one
 * step. Emits `added` then.
 *
 * Returns: (transfer none): the dialog
 */
RapAttendeesDialog *rap_attendees_dialog_new (GtkWindow *parent, RapStore *store, gint64 seminar_id, const char *text);

G_END_DECLS
