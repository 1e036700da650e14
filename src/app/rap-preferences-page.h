/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAP_TYPE_PREFERENCES_PAGE (rap_preferences_page_get_type ())
G_DECLARE_FINAL_TYPE (RapPreferencesPage, rap_preferences_page, RAP, PREFERENCES_PAGE, AdwPreferencesPage)

/** rap_preferences_page_new: Returns: (transfer floating): what can be set, each with effect at once */
GtkWidget *rap_preferences_page_new (void);

/** rap_preferences_apply: keeps the program's colours to what is set, from now on */
void rap_preferences_apply (GSettings *settings);

G_END_DECLS
