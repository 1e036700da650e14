/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-store.h"
#include "rap-voice.h"

G_BEGIN_DECLS

#define RAP_TYPE_PASTE_DIALOG (rap_paste_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapPasteDialog, rap_paste_dialog, RAP, PASTE_DIALOG, AdwWindow)

/**
 * RapPasteDialog:
 *
 * Shows what each of several pasted lines would become. Enter records those that are ticked as one step, Escape none.
 *
 * Signal: `recorded` (RapPasteDialog *): they are on disk.
 */

/**
 * rap_paste_dialog_new:
 * @session_id: where it was said
 * @voice: by whom
 * @text: what was pasted
 *
 * Returns: (transfer none) (nullable): the dialog, not yet presented; %NULL if there is nothing to record in @text, or
 *   if the archive cannot be read just now
 */
RapPasteDialog *rap_paste_dialog_new (GtkWindow *parent,
                                      RapStore *store,
                                      gint64 session_id,
                                      const RapVoiceEntry *voice,
                                      const char *text);

G_END_DECLS
