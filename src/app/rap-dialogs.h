/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The one place that uses API for dialogs which later versions of GTK and libadwaita replace. */

/** rap_dialogs_new_failure: Returns: (transfer none): a window that says what failed, where nothing else can be shown
 */
GtkWindow *rap_dialogs_new_failure (GtkApplication *app, const char *title, const char *message);

/** rap_dialogs_show_about: shows what this program is and whose */
void rap_dialogs_show_about (GtkWindow *parent);

/** rap_dialogs_show_shortcuts: shows every key there is */
void rap_dialogs_show_shortcuts (GtkWindow *parent);

/** rap_dialogs_show_help: shows how the day goes and what a line can say */
void rap_dialogs_show_help (GtkWindow *parent);

/** rap_dialogs_show_preferences: shows what can be set; everything takes effect at once */
void rap_dialogs_show_preferences (GtkWindow *parent);

/**
 * RapDialogsFolder:
 *
 * Called with the folder or file that was chosen, a local one; not at all if none was.
 */
typedef void (*RapDialogsFolder) (GFile *folder, gpointer data);

/** rap_dialogs_choose_folder: asks for a folder; @data is a #GObject, kept until the answer */
void
rap_dialogs_choose_folder (GtkWindow *parent, const char *title, GFile *start, RapDialogsFolder chosen, gpointer data);

/** rap_dialogs_choose_archive: asks for an archive to open; @data is a #GObject, kept until the answer */
void rap_dialogs_choose_archive (GtkWindow *parent, RapDialogsFolder chosen, gpointer data);

/** rap_dialogs_choose_csv: asks for a CSV file to import; @data is a #GObject, kept until the answer */
void rap_dialogs_choose_csv (GtkWindow *parent, RapDialogsFolder chosen, gpointer data);

/**
 * rap_dialogs_choose_new_file:
 * @folder: (nullable): where the search for a place begins
 * @name: what the file might be called
 *
 * Asks where to save a file, and before one is overwritten; @data is a #GObject, kept until the answer.
 */
void rap_dialogs_choose_new_file (GtkWindow *parent,
                                  const char *title,
                                  GFile *folder,
                                  const char *name,
                                  RapDialogsFolder chosen,
                                  gpointer data);

/**
 * rap_dialogs_confirm:
 * @verb: what the button says that does it
 * @done: (scope async): called if the user agrees
 * @data: a #GObject, kept until the answer
 *
 * Asks before what cannot be undone.
 */
void rap_dialogs_confirm (GtkWindow *parent,
                          const char *question,
                          const char *explanation,
                          const char *verb,
                          GCallback done,
                          gpointer data);

/** rap_dialogs_open_folder: shows a folder in the file manager */
void rap_dialogs_open_folder (GtkWindow *parent, GFile *folder);

G_END_DECLS
