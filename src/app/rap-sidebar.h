/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_SIDEBAR (rap_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RapSidebar, rap_sidebar, RAP, SIDEBAR, GtkWidget)

/**
 * RapSidebar:
 *
 * Every seminar, newest first, by year. The signal `chosen` (RapSidebar *, gboolean browsing) is emitted when one is
 * chosen; while browsing, the focus is to stay where it is.
 */

/** rap_sidebar_set_store: the archive; once, before anything else */
void rap_sidebar_set_store (RapSidebar *self, RapStore *store);

/** rap_sidebar_get_seminar: Returns: the chosen seminar, or 0 */
gint64 rap_sidebar_get_seminar (RapSidebar *self);

/** rap_sidebar_choose: chooses a seminar, without `chosen` being emitted. Returns: whether it is there */
gboolean rap_sidebar_choose (RapSidebar *self, gint64 seminar_id);

/** rap_sidebar_open_menu: opens the main menu, which is in its header */
void rap_sidebar_open_menu (RapSidebar *self);

/** rap_sidebar_find: gives the entry the focus */
void rap_sidebar_find (RapSidebar *self);

G_END_DECLS
