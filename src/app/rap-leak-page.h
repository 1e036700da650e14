/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-leaks.h"

G_BEGIN_DECLS

#define RAP_TYPE_LEAK_PAGE (rap_leak_page_get_type ())
G_DECLARE_FINAL_TYPE (RapLeakPage, rap_leak_page, RAP, LEAK_PAGE, GtkBox)

/**
 * rap_leak_page_show:
 * @leaks: what the leak check found
 * @of_all: whether of all seminars, so that each row tells its own
 *
 * Lists names and the texts they stand in, and waits for an answer: the action `export.back` or `export.write` of what
 * it is in. The first is what Enter does.
 */
void rap_leak_page_show (RapLeakPage *self, const RapLeaks *leaks, gboolean of_all);

G_END_DECLS
