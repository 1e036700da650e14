/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_WINDOW (rap_window_get_type ())
G_DECLARE_FINAL_TYPE (RapWindow, rap_window, RAP, WINDOW, AdwApplicationWindow)

/** rap_window_new: Returns: (transfer none): the window of an archive */
RapWindow *rap_window_new (GtkApplication *app, RapStore *store);

/** rap_window_get_store: Returns: (transfer none): the window's archive */
RapStore *rap_window_get_store (RapWindow *self);

/**
 * rap_window_end:
 *
 * To be called before the window is destroyed without a question: tries for up to a second to save what waits, and
 * keeps in the settings how large the window is and what it shows.
 */
void rap_window_end (RapWindow *self);

/** rap_window_get_seminar: Returns: the seminar that is open, or 0 */
gint64 rap_window_get_seminar (RapWindow *self);

/** rap_window_get_session: Returns: the session that Capture shows, or 0 */
gint64 rap_window_get_session (RapWindow *self);

/** rap_window_go_to: shows a session of the seminar in Capture; if @number is not negative that voice has the floor */
void rap_window_go_to (RapWindow *self, gint64 session_id, int number);

/** rap_window_open_seminar: shows a seminar */
void rap_window_open_seminar (RapWindow *self, gint64 seminar_id);

/** rap_window_say: a toast with @text, in the window that @widget is in; @text is not markup */
void rap_window_say (GtkWidget *widget, const char *text);

/**
 * rap_window_say_undoable:
 * @widget: a widget in the window
 * @before: rap_store_get_last_step() before something was done
 *
 * Shows a toast that says what the newest step did, with a button that undoes just that step; none if no step was made.
 */
void rap_window_say_undoable (GtkWidget *widget, gint64 before);

/** rap_window_say_step: a toast that says what a step did, with a button that undoes it; none if @seq is 0 */
void rap_window_say_step (GtkWidget *widget, gint64 seq);

/** rap_window_say_exported: a toast that an export is in @folder, with a button that opens it */
void rap_window_say_exported (GtkWidget *widget, GFile *folder, const char *text);

G_END_DECLS
