/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-window.h"

G_BEGIN_DECLS

#define RAP_TYPE_PALETTE (rap_palette_get_type ())
G_DECLARE_FINAL_TYPE (RapPalette, rap_palette, RAP, PALETTE, AdwWindow)

/**
 * rap_palette_new:
 * @parent: the window it is for
 * @from: the widget that had the focus: only what can be done there is offered
 *
 * Goes to any seminar, session or voice and does any action, by a few letters of its name. The focus returns to where
 * it was.
 *
 * Returns: (transfer none): the palette
 */
RapPalette *rap_palette_new (RapWindow *parent, GtkWidget *from);

G_END_DECLS
