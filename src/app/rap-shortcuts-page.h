/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * rap_shortcuts_page_new:
 *
 * (The window that GTK has for it cannot be narrow, and GTK 4.8 warns of labels of less than no width in it.)
 *
 * Returns: (transfer floating): every key there is, in groups: those of #RapAction, and those that no action stands for
 */
AdwPreferencesPage *rap_shortcuts_page_new (void);

G_END_DECLS
