/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-plan-page.h"

#include "rap-details-view.h"
#include "rap-people-view.h"
#include "rap-programme-view.h"
#include "rap-syndicates-view.h"

struct _RapPlanPage
{
  RapPage parent;

  GtkScrolledWindow *scroller;
  GtkWidget *switcher;
  GtkStack *parts;

  guint scroll_id;
  guint focus_id;
};

G_DEFINE_FINAL_TYPE (RapPlanPage, rap_plan_page, RAP_TYPE_PAGE)

/* The parts are many widgets, which whoever starts the program to take notes does not wait for. */
static void
ensure_parts (RapPlanPage *self)
{
  if (self->parts == NULL)
    gtk_widget_init_template (GTK_WIDGET (self));
}

/* Where the names of the parts have no room, the one that is shown is to be seen. */
static gboolean
scroll_cb (gpointer data)
{
  RapPlanPage *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  GtkWidget *tab = gtk_widget_get_first_child (self->switcher);
  graphene_rect_t bounds;

  self->scroll_id = 0;
  while (tab != NULL && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tab)))
    tab = gtk_widget_get_next_sibling (tab);
  if (tab != NULL && gtk_widget_compute_bounds (tab, self->switcher, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.x, bounds.origin.x + bounds.size.width);
  return G_SOURCE_REMOVE;
}

/* A moment later, when the parts have their sizes. */
static void
show_tab (RapPlanPage *self)
{
  if (self->scroll_id == 0)
    self->scroll_id = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

static gboolean
focus_cb (gpointer data)
{
  RapPlanPage *self = data;

  self->focus_id = 0;
  rap_plan_page_focus (self);
  return G_SOURCE_REMOVE;
}

/* One goes to a part to do something there; a moment later, when GTK has put the focus where it thinks best. */
static void
part_shown_cb (RapPlanPage *self)
{
  show_tab (self);
  if (self->focus_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->focus_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, focus_cb, self, NULL);
}

static void
rap_plan_page_dispose (GObject *object)
{
  RapPlanPage *self = RAP_PLAN_PAGE (object);

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  G_OBJECT_CLASS (rap_plan_page_parent_class)->dispose (object);
}

static void
rap_plan_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rap_plan_page_parent_class)->map (widget);
  show_tab (RAP_PLAN_PAGE (widget));
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

  G_OBJECT_CLASS (klass)->dispose = rap_plan_page_dispose;
  widget_class->map = rap_plan_page_map;
  RAP_PAGE_CLASS (klass)->load = rap_plan_page_load;
  g_type_ensure (RAP_TYPE_DETAILS_VIEW);
  g_type_ensure (RAP_TYPE_PEOPLE_VIEW);
  g_type_ensure (RAP_TYPE_PROGRAMME_VIEW);
  g_type_ensure (RAP_TYPE_SYNDICATES_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapPlanPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RapPlanPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, RapPlanPage, parts);
  gtk_widget_class_bind_template_callback (widget_class, part_shown_cb);
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

GtkWidget *
rap_plan_page_get_part (RapPlanPage *self)
{
  ensure_parts (self);
  return gtk_stack_get_visible_child (self->parts);
}

void
rap_plan_page_focus (RapPlanPage *self)
{
  /* else it went on from where the focus was, if it was in there */
  gtk_window_set_focus (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL);
  gtk_widget_child_focus (rap_plan_page_get_part (self), GTK_DIR_TAB_FORWARD);
}
