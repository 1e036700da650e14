/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-line.h"
#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_CAPTURE_LINE (rap_capture_line_get_type ())
G_DECLARE_FINAL_TYPE (RapCaptureLine, rap_capture_line, RAP, CAPTURE_LINE, GtkWidget)

/**
 * RapCaptureLine:
 *
 * The line in which points are typed, with what the grammar understands of it as chips. Of a theme, a person or `= `
 * that is being typed it proposes what it may become: Tab takes it, Down and Up go on, Escape closes. Enter saves the
 * line as it stands whatever is proposed.
 *
 * Signals: `entered` (RapCaptureLine *, gboolean pass_on): Enter, or with @pass_on Ctrl+Enter, on a line that is not
 * empty. `recall` (RapCaptureLine *): Up in an empty line. `cancelled` (RapCaptureLine *): Escape, where nothing is
 * proposed. `edited` (RapCaptureLine *): what is typed changed. `stranger` (RapCaptureLine *, const char *word): Tab
 * after an `@word` that nobody of this seminar is called; one that several are called is settled by Tab here, each time
 * for the next of them. `several` (RapCaptureLine *, const char *text): several lines were pasted; the line was left as
 * it was.
 */

/** rap_capture_line_set_session: where lines are said now: what is typed stays, and is understood anew */
void rap_capture_line_set_session (RapCaptureLine *self, RapStore *store, gint64 session_id);

/** rap_capture_line_set_voice: shows whose badge is at its head */
void rap_capture_line_set_voice (RapCaptureLine *self, int number, const char *name);

/** rap_capture_line_set_badge: shows the number of whoever says it */
void rap_capture_line_set_badge (RapCaptureLine *self, int number);

/** rap_capture_line_set_label: shows the badge of a number, and what a screen reader calls the entry */
void rap_capture_line_set_label (RapCaptureLine *self, int number, const char *label);

/** rap_capture_line_set_note: (nullable): a chip before all others, such as *Editing* */
void rap_capture_line_set_note (RapCaptureLine *self, const char *note);

/** rap_capture_line_parse: Returns: (transfer full) (nullable): what the line says now; %NULL if the archive cannot be
 * read */
RapLine *rap_capture_line_parse (RapCaptureLine *self);

/**
 * rap_capture_line_get_kept:
 *
 * Returns: (transfer full) (nullable): what is typed, as it may be kept: under the Chatham House Rule without the
 * names; %NULL if the archive cannot be read
 */
char *rap_capture_line_get_kept (RapCaptureLine *self);

/** rap_capture_line_has_text: Returns: whether more than white space is typed */
gboolean rap_capture_line_has_text (RapCaptureLine *self);

/** rap_capture_line_get_text: Returns: (transfer none): what is typed */
const char *rap_capture_line_get_text (RapCaptureLine *self);

/** rap_capture_line_set_text: puts a text into the line, with nothing for Ctrl+Z to bring back */
void rap_capture_line_set_text (RapCaptureLine *self, const char *text);

/** rap_capture_line_focus: gives the entry the focus, the cursor staying where it is */
void rap_capture_line_focus (RapCaptureLine *self);

G_END_DECLS
