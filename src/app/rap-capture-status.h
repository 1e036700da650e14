/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef RAP_CAPTURE_STATUS_H
#define RAP_CAPTURE_STATUS_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAP_TYPE_CAPTURE_STATUS (rap_capture_status_get_type ())
G_DECLARE_FINAL_TYPE (RapCaptureStatus, rap_capture_status, RAP, CAPTURE_STATUS, GtkWidget)

/**
 * RapCaptureStatus:
 *
 * What stands under the line: whether what was typed is saved, and which syndicates have no point yet.
 */

/**
 * rap_capture_status_set_saved:
 * @n_waiting: how many lines are not yet saved
 * @problem: (nullable): why, as the end of a sentence
 * @typing: whether something stands in the line
 * @kept: whether that survives a crash
 * @saved_at: when something was saved last, in seconds since 1970, or 0
 */
void rap_capture_status_set_saved (RapCaptureStatus *self,
                                   guint n_waiting,
                                   const char *problem,
                                   gboolean typing,
                                   gboolean kept,
                                   gint64 saved_at);

/**
 * rap_capture_status_set_voices:
 * @entries: (element-type RapVoiceEntry): the voices of the session
 */
void rap_capture_status_set_voices (RapCaptureStatus *self, GPtrArray *entries);

G_END_DECLS

#endif
