/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-plan-page.h"

#include "rap-details-view.h"
#include "rap-people-view.h"
#include "rap-programme-view.h"
#include "rap-syndicates-view.h"

struct _RapPlanPage
{
  RapPage parent;

  GtkStack *parts;
};

G_DEFINE_FINAL_TYPE (RapPlanPage, rap_plan_page, RAP_TYPE_PAGE)

/* The parts are many widgets, which whoever starts the program to take notes does not wait for. */
static void
ensure_parts (RapPlanPage *self)
{
  if (self->parts == NULL)
    gtk_widget_init_template (GTK_WIDGET (self));
}

static void
rap_plan_page_load (RapPage *page)
{
  RapPlanPage *self = RAP_PLAN_PAGE (page);
  GtkWidget *part;

  ensure_parts (self);
  for (part = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    {
      if (rap_page_get_store (RAP_PAGE (part)) == NULL)
        rap_page_set_store (RAP_PAGE (part), rap_page_get_store (page));
      rap_page_set_seminar (RAP_PAGE (part), rap_page_get_seminar (page));
    }
}

static void
rap_plan_page_class_init (RapPlanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  RAP_PAGE_CLASS (klass)->load = rap_plan_page_load;
  g_type_ensure (RAP_TYPE_DETAILS_VIEW);
  g_type_ensure (RAP_TYPE_PEOPLE_VIEW);
  g_type_ensure (RAP_TYPE_PROGRAMME_VIEW);
  g_type_ensure (RAP_TYPE_SYNDICATES_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapPlanPage, parts);
}

static void
rap_plan_page_init (RapPlanPage *self)
{
}

void
rap_plan_page_show (RapPlanPage *self, const char *name)
{
  ensure_parts (self);
  gtk_stack_set_visible_child_name (self->parts, name);
}

const char *
rap_plan_page_get_shown (RapPlanPage *self)
{
  return self->parts != NULL ? gtk_stack_get_visible_child_name (self->parts) : NULL;
}

GtkWidget *
rap_plan_page_get_part (RapPlanPage *self)
{
  ensure_parts (self);
  return gtk_stack_get_visible_child (self->parts);
}

void
rap_plan_page_focus (RapPlanPage *self)
{
  gtk_widget_child_focus (rap_plan_page_get_part (self), GTK_DIR_TAB_FORWARD);
}
