/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rap-capture.h"

G_BEGIN_DECLS

#define RAP_TYPE_CAPTURE_QUEUE (rap_capture_queue_get_type ())
G_DECLARE_FINAL_TYPE (RapCaptureQueue, rap_capture_queue, RAP, CAPTURE_QUEUE, GObject)

/**
 * RapCaptureQueue:
 *
 * Lines on their way to the archive. Mostly it is empty: a line is saved at once. While the archive cannot be written
 * (another process holds it, the disk is full) lines wait here in order and are tried again, so that typing never
 * waits. It is a #GListModel of #RapPoint objects without an id, for showing what is not yet saved.
 *
 * The signal `tried` (RapCaptureQueue *) is emitted after every attempt.
 */

/** rap_capture_queue_new: Returns: (transfer full): a queue for @store */
RapCaptureQueue *rap_capture_queue_new (RapStore *store);

/**
 * rap_capture_queue_add:
 * @number: the voice's, for its badge
 * @typed: the line as typed
 * @kept: (nullable): as #RapLine has it
 * @line: (transfer full) (nullable): what was said, not empty; %NULL if it could not be understood because the archive
 *   could not be read: then it is parsed when it is saved
 *
 * Saves the line, now or as soon as it can be.
 */
void rap_capture_queue_add (RapCaptureQueue *self,
                            gint64 session_id,
                            const RapVoice *voice,
                            int number,
                            const char *typed,
                            const char *kept,
                            RapLine *line);

/** rap_capture_queue_try: tries to save what waits now */
void rap_capture_queue_try (RapCaptureQueue *self);

/**
 * rap_capture_queue_take_last:
 * @session_id: a session
 *
 * Takes back the newest line of the session that waits.
 *
 * Returns: (transfer full) (nullable): it, as it was typed; %NULL if none waits
 */
char *rap_capture_queue_take_last (RapCaptureQueue *self, gint64 session_id);

/**
 * rap_capture_queue_get_saved:
 * @echoed: (out) (optional): whether it was an earlier point that was said too
 *
 * Returns: the point that was saved last, 0 if none was
 */
gint64 rap_capture_queue_get_saved (RapCaptureQueue *self, gboolean *echoed);

/** rap_capture_queue_get_error: Returns: (nullable): why the lines wait, as the end of a sentence */
const char *rap_capture_queue_get_error (RapCaptureQueue *self);

G_END_DECLS
