/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-page.h"

G_BEGIN_DECLS

#define RAP_TYPE_PLAN_PAGE (rap_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (RapPlanPage, rap_plan_page, RAP, PLAN_PAGE, RapPage)

/**
 * RapPlanPage:
 *
 * The place Plan: a page for each part of what is planned, one of which is seen.
 */

/** rap_plan_page_show: shows the part called @name, as the template calls it */
void rap_plan_page_show (RapPlanPage *self, const char *name);

/** rap_plan_page_get_part: Returns: (transfer none): the part that is seen */
GtkWidget *rap_plan_page_get_part (RapPlanPage *self);

/** rap_plan_page_focus: gives the focus to what is first in the part that is seen */
void rap_plan_page_focus (RapPlanPage *self);

G_END_DECLS
