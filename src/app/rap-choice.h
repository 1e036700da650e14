/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * rap_choice_set_up:
 * @choice: a drop-down of strings
 * @name: what is chosen by it, for screen readers
 *
 * Lets a drop-down be as narrow as the window is, for by itself it is as wide as the longest of what it offers, and
 * gives its button a name, which the drop-down's own name is not.
 */
void rap_choice_set_up (GtkDropDown *choice, const char *name);

G_END_DECLS
