/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-people-filters.h"

#include <glib/gi18n-lib.h>

#include "rap-people-change.h"

static const char *const values[] = { NULL, "registered", "came", "walked_in", "cancelled" };

struct _RapPeopleFilters
{
  GtkBox parent;

  GtkToggleButton *toggles[G_N_ELEMENTS (values)];
  const char *status;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapPeopleFilters, rap_people_filters, GTK_TYPE_BOX)

static const char *
get_name (const char *value)
{
  return value != NULL ? rap_people_status_name (value) : C_ ("people", "All");
}

static void
toggled_cb (RapPeopleFilters *self, GtkToggleButton *toggle)
{
  if (!gtk_toggle_button_get_active (toggle))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (self->toggles[i] == toggle)
      self->status = values[i];
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
rap_people_filters_class_init (RapPeopleFiltersClass *klass)
{
  signals[CHANGED] =
      g_signal_new ("changed", RAP_TYPE_PEOPLE_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rap_people_filters_init (RapPeopleFilters *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      GtkWidget *toggle = gtk_toggle_button_new_with_label (get_name (values[i]));

      self->toggles[i] = GTK_TOGGLE_BUTTON (toggle);
      if (i > 0)
        gtk_toggle_button_set_group (self->toggles[i], self->toggles[0]);
      gtk_widget_set_focus_on_click (toggle, FALSE);
      gtk_widget_add_css_class (toggle, "filter");
      gtk_box_append (GTK_BOX (self), toggle);
      g_signal_connect_object (toggle, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_toggle_button_set_active (self->toggles[0], TRUE);
}

const char *
rap_people_filters_get_status (RapPeopleFilters *self)
{
  return self->status;
}

void
rap_people_filters_count (RapPeopleFilters *self, RapPeopleList *people)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      /* Translators: a status and how many have it: "Came 12" */
      g_autofree char *text =
          g_strdup_printf (_ ("%s %u"), get_name (values[i]), rap_people_list_count (people, values[i]));
      gtk_button_set_label (GTK_BUTTON (self->toggles[i]), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggles[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
}
