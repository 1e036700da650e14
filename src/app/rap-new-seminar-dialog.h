/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_NEW_SEMINAR_DIALOG (rap_new_seminar_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapNewSeminarDialog, rap_new_seminar_dialog, RAP, NEW_SEMINAR_DIALOG, AdwWindow)

/**
 * rap_new_seminar_dialog_new:
 *
 * Asks for a title, which is enough. The signal `made` (RapNewSeminarDialog *, gint64 seminar_id) is emitted when the
 * seminar is in the archive.
 *
 * Returns: (transfer none): the dialog
 */
RapNewSeminarDialog *rap_new_seminar_dialog_new (GtkWindow *parent, RapStore *store);

/**
 * rap_new_seminar_dialog_new_from:
 * @seminar_id: a seminar
 *
 * Asks for title and date of a seminar in the shape of this one, offering both. Otherwise as
 * rap_new_seminar_dialog_new().
 *
 * Returns: (transfer none): the dialog
 */
RapNewSeminarDialog *rap_new_seminar_dialog_new_from (GtkWindow *parent, RapStore *store, gint64 seminar_id);

G_END_DECLS
