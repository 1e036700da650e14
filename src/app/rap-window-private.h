/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-capture-page.h"
#include "rap-plan-page.h"
#include "rap-room-window.h"
#include "rap-sidebar.h"
#include "rap-window.h"

G_BEGIN_DECLS

/* What the files of the window share: rap-window.c is what it shows, rap-window-actions.c what can be done in it,
 * rap-window-toasts.c what it says. */

struct _RapWindow
{
  AdwApplicationWindow parent;

  AdwToastOverlay *toasts;
  AdwFlap *flap;
  RapSidebar *sidebar;
  AdwHeaderBar *header;
  AdwViewSwitcherTitle *switcher;
  AdwViewSwitcherBar *switcher_bar;
  GtkWidget *heading;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *menu_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkStack *stack;
  GtkWidget *begin; /* the first button where there is no seminar */
  AdwViewStack *pages;
  RapPlanPage *plan;
  RapCapturePage *capture;

  RapStore *store;
  GSettings *settings;
  gint64 seminar_id;
  gint64 undone_id;    /* the seminar that Ctrl+Z took away, for redo */
  gint64 deletion;     /* the step that deleted the seminar which was shown, until one goes elsewhere */
  RapRoomWindow *room; /* weak */
  AdwToast *toast;     /* the one that is shown, weak */
  guint undo_id;
  guint header_id;
  guint place_id;
  gboolean closing;
};

/** rap_window_take_files: begins the import of a file that was dropped; Returns: whether it does */
gboolean rap_window_take_files (RapWindow *self, GdkFileList *files);

/** rap_window_is_after_deletion: Returns: whether nothing was done, and nowhere gone, since a seminar was deleted here
 */
gboolean rap_window_is_after_deletion (RapWindow *self);

/** rap_window_install_actions: adds the window's actions and the keys that are its own to its class */
void rap_window_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
