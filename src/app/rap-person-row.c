/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-person-row.h"

#include <glib/gi18n-lib.h>

#include "rap-people-change.h"
#include "rap-people-order.h"

struct _RapPersonRow
{
  GtkBox parent;

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *about;
  GtkLabel *status;

  RapAttendance *attendance;
};

G_DEFINE_FINAL_TYPE (RapPersonRow, rap_person_row, GTK_TYPE_BOX)

static const char *
get_icon (const char *status)
{
  if (g_strcmp0 (status, "came") == 0)
    return "checkbox-checked-symbolic";
  if (g_strcmp0 (status, "walked_in") == 0)
    return "list-add-symbolic";
  return g_strcmp0 (status, "cancelled") == 0 ? "window-close-symbolic" : "checkbox-symbolic";
}

/* What is said of a role, as rap-attendance.h has it. */
static char *
name_role (const char *role)
{
  if (g_str_equal (role, "speaker"))
    return g_strdup (C_ ("role", "Speaker"));
  if (g_str_equal (role, "organiser"))
    return g_strdup (C_ ("role", "Organiser"));
  if (g_str_equal (role, "facilitator"))
    return g_strdup (C_ ("role", "Facilitator"));
  if (g_str_equal (role, "rapporteur"))
    return g_strdup (C_ ("role", "Rapporteur"));
  return g_str_has_prefix (role, "member ") ? g_strdup_printf (_ ("Syndicate %s"), role + strlen ("member ")) : NULL;
}

/* The affiliation, roles, and how far one may be named where that is not just the usual no. */
static char *
make_about (RapAttendance *attendance)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) roles = g_strsplit (attendance->roles != NULL ? attendance->roles : "", ",", -1);

  if (attendance->affiliation != NULL && *attendance->affiliation != '\0')
    g_ptr_array_add (parts, g_strdup (attendance->affiliation));
  for (guint i = 0; roles[i] != NULL; i++)
    {
      char *role = name_role (roles[i]);
      if (role != NULL)
        g_ptr_array_add (parts, role);
    }
  if (g_strcmp0 (attendance->consent, "by_name") == 0)
    g_ptr_array_add (parts, g_strdup (_ ("may be named")));
  else if (g_strcmp0 (attendance->consent, "anonymously") == 0)
    g_ptr_array_add (parts, g_strdup (_ ("anonymously")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* By the last name one finds somebody, as on the printed door list. */
static void
show_name (RapPersonRow *self, const char *name)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *strong = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  g_autofree char *order = NULL;
  gsize last;

  order = rap_people_order (name, &last);
  strong->start_index = (guint) last;
  pango_attr_list_insert (attributes, strong);
  gtk_label_set_attributes (self->name, attributes);
  gtk_label_set_label (self->name, name);
}

static void
show_attendance (RapPersonRow *self)
{
  RapAttendance *attendance = self->attendance;
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *status = rap_people_status_name (attendance->status);
  const char *name = attendance->name != NULL ? attendance->name : "";
  g_autofree char *about = make_about (attendance);
  /* Translators: for a screen reader: a name, the status, the affiliation and roles */
  g_autofree char *spoken = g_strdup_printf (_ ("%s, %s, %s"), name, status, about);

  gtk_image_set_from_icon_name (self->icon, get_icon (attendance->status));
  show_name (self, name);
  gtk_label_set_label (self->about, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about), *about != '\0');
  gtk_label_set_label (self->status, status);
  if (g_strcmp0 (attendance->status, "came") == 0 || g_strcmp0 (attendance->status, "walked_in") == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "here");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "here");
  /* the list's own widget around the row is what a screen reader reads */
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
rap_person_row_dispose (GObject *object)
{
  rap_person_row_set_attendance (RAP_PERSON_ROW (object), NULL);
  G_OBJECT_CLASS (rap_person_row_parent_class)->dispose (object);
}

static void
rap_person_row_class_init (RapPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_person_row_dispose;
  gtk_widget_class_set_css_name (widget_class, "person");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapPersonRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RapPersonRow, name);
  gtk_widget_class_bind_template_child (widget_class, RapPersonRow, about);
  gtk_widget_class_bind_template_child (widget_class, RapPersonRow, status);
}

static void
rap_person_row_init (RapPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rap_person_row_new (void)
{
  return g_object_new (RAP_TYPE_PERSON_ROW, NULL);
}

void
rap_person_row_set_attendance (RapPersonRow *self, RapAttendance *attendance)
{
  if (self->attendance != NULL)
    g_signal_handlers_disconnect_by_func (self->attendance, show_attendance, self);
  g_set_object (&self->attendance, attendance);
  if (attendance == NULL)
    return;
  g_signal_connect_swapped (attendance, "notify", G_CALLBACK (show_attendance), self);
  show_attendance (self);
}
