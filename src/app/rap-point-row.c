/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-point-row.h"

#include <glib/gi18n-lib.h>

#include "rap-chips.h"
#include "rap-tooltip.h"

struct _RapPointRow
{
  GtkWidget parent;

  GtkLabel *badge;
  GtkLabel *text;
  GtkBox *chips;
  GtkLabel *time;
  GtkButton *star;
  GtkButton *unfold;
  GtkBox *below;

  RapPoint *point;
  GTimeZone *zone;
  GtkWidget *editor;     /* in place of all that */
  GListModel *originals; /* of a merged point, when they are shown */
};

G_DEFINE_FINAL_TYPE (RapPointRow, rap_point_row, GTK_TYPE_WIDGET)

/* “organisers · Mon 28 Feb 2011”, either part of it, or nothing. */
static void
add_action_chip (RapPointRow *self)
{
  g_autofree char *day = self->point->due != NULL ? rap_chips_day (self->point->due) : NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_auto (GStrv) people = g_strsplit (self->point->people != NULL ? self->point->people : "", "\n", -1);
  g_autofree char *text = NULL;

  for (guint i = 0; people[i] != NULL; i++)
    if (g_str_has_prefix (people[i], "owns "))
      g_ptr_array_add (parts, people[i] + strlen ("owns "));
  if (day != NULL)
    g_ptr_array_add (parts, day);
  if (parts->len == 0)
    return;
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" · ", (char **) parts->pdata);
  rap_chips_add (self->chips, text, NULL);
}

static void
add_people_chips (RapPointRow *self)
{
  g_auto (GStrv) people = g_strsplit (self->point->people != NULL ? self->point->people : "", "\n", -1);

  for (guint i = 0; people[i] != NULL; i++)
    if (g_str_has_prefix (people[i], "said "))
      rap_chips_add (self->chips, people[i] + strlen ("said "), NULL);
}

static gboolean
is_merged (RapPoint *point)
{
  return g_strcmp0 (point->voice, "merged") == 0;
}

/* “3 of 4 syndicates”; where there are none, how many points it stands for. */
static char *
describe_raised (RapPoint *point)
{
  if (point->raised_by == 0)
    return g_strdup_printf (ngettext ("%d merged point", "%d merged points", (gulong) point->originals),
                            (int) point->originals);
  return g_strdup_printf (ngettext ("%d of %d syndicate", "%d of %d syndicates", (gulong) point->syndicates),
                          (int) point->raised_by, (int) point->syndicates);
}

static void
show_chips (RapPointRow *self)
{
  RapPoint *point = self->point;
  g_auto (GStrv) themes = g_strsplit (point->themes != NULL ? point->themes : "", "\n", -1);
  const char *kind = rap_chips_kind (point->kind);

  rap_chips_clear (self->chips);
  if (kind != NULL)
    rap_chips_add (self->chips, kind, "kind");
  if (is_merged (point))
    {
      g_autofree char *raised = describe_raised (point);
      rap_chips_add (self->chips, raised, "kind");
    }
  add_action_chip (self);
  for (guint i = 0; themes[i] != NULL && *themes[i] != '\0'; i++)
    {
      g_autofree char *text = g_strconcat ("#", themes[i], NULL);
      rap_chips_add (self->chips, text, NULL);
    }
  add_people_chips (self);
  if (point->echoes != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("also %s"), point->echoes);
      rap_chips_add (self->chips, text, NULL);
    }
  if (point->agreed > 0)
    {
      g_autofree char *text = g_strdup_printf ("\u200e+%d", (int) point->agreed);
      rap_chips_add (self->chips, text, NULL);
    }
  if (point->done_at != 0)
    rap_chips_add (self->chips, _ ("✓ Done"), "kind");
  if (point->to_check)
    rap_chips_add (self->chips, _ ("To check"), "amber");
  if (rap_record_get_id (RAP_RECORD (point)) == 0)
    rap_chips_add (self->chips, _ ("Not yet saved"), "amber");
  gtk_widget_set_visible (GTK_WIDGET (self->chips), gtk_widget_get_first_child (GTK_WIDGET (self->chips)) != NULL);
}

static void
show_time (RapPointRow *self)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->point->recorded_at / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, self->zone) : NULL;
  g_autofree char *text = local != NULL ? g_date_time_format (local, "%H:%M") : NULL;

  gtk_label_set_label (self->time, text != NULL ? text : "");
}

static void
show_point (RapPointRow *self)
{
  RapPoint *point = self->point;
  const gboolean is_quote = g_strcmp0 (point->kind, "quote") == 0;
  /* Translators: the quotation marks of your language around a quotation */
  g_autofree char *text = is_quote ? g_strdup_printf (_ ("“%s”"), point->text) : g_strdup (point->text);
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = NULL;

  rap_badge_set (self->badge, (int) point->number);
  if (is_merged (point)) /* of no one voice */
    gtk_label_set_label (self->badge, "≡");
  gtk_widget_set_visible (GTK_WIDGET (self->unfold), is_merged (point));
  gtk_label_set_label (self->text, text != NULL ? text : "");
  show_chips (self);
  show_time (self);
  gtk_button_set_icon_name (self->star, point->starred ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_sensitive (GTK_WIDGET (self->star), rap_record_get_id (RAP_RECORD (point)) != 0);
  rap_tooltip_set (GTK_WIDGET (self->star), point->starred ? _ ("Take the star away") : _ ("Star"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->star), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  point->starred ? _ ("Take the star away") : _ ("Star"), -1);
  if (point->starred)
    gtk_widget_add_css_class (GTK_WIDGET (self->star), "on");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->star), "on");
  /* the list's own widget around the row is what a screen reader reads */
  if (is_merged (point))
    {
      g_autofree char *raised = describe_raised (point);
      name = g_strdup_printf (C_ ("a point, with who raised it", "%s, raised by %s"), text, raised);
    }
  else
    name = g_strdup_printf (C_ ("a point, with its voice’s number", "%s, voice %d"), text, (int) point->number);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
star_clicked_cb (RapPointRow *self)
{
  if (self->point != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "capture.star-point", "x",
                                rap_record_get_id (RAP_RECORD (self->point)));
}

static void
unfold_clicked_cb (RapPointRow *self)
{
  if (self->point != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "capture.unfold", "x", rap_record_get_id (RAP_RECORD (self->point)));
}

static void
show_originals (RapPointRow *self)
{
  const char *says = self->originals != NULL ? _ ("Hide the originals") : _ ("Show the originals");
  guint n = self->originals != NULL ? g_list_model_get_n_items (self->originals) : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->below))) != NULL)
    gtk_box_remove (self->below, child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapPoint) point = g_list_model_get_item (self->originals, i);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
      GtkWidget *badge = gtk_label_new (NULL);
      GtkWidget *text = gtk_label_new (point->text);

      rap_badge_set (GTK_LABEL (badge), (int) point->number);
      gtk_widget_set_valign (badge, GTK_ALIGN_START);
      gtk_label_set_wrap (GTK_LABEL (text), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (text), 0);
      gtk_box_append (GTK_BOX (box), badge);
      gtk_box_append (GTK_BOX (box), text);
      gtk_box_append (self->below, box);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->below), n > 0);
  gtk_button_set_icon_name (self->unfold, n > 0 ? "pan-up-symbolic" : "pan-down-symbolic");
  rap_tooltip_set (GTK_WIDGET (self->unfold), says);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unfold), GTK_ACCESSIBLE_PROPERTY_LABEL, says, -1);
}

static void
rap_point_row_dispose (GObject *object)
{
  RapPointRow *self = RAP_POINT_ROW (object);
  GtkWidget *child;

  rap_point_row_set_point (self, NULL, NULL);
  rap_point_row_set_editor (self, NULL);
  if (self->originals != NULL)
    g_signal_handlers_disconnect_by_data (self->originals, self);
  g_clear_object (&self->originals);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rap_point_row_parent_class)->dispose (object);
}

static void
rap_point_row_class_init (RapPointRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_point_row_dispose;
  gtk_widget_class_set_css_name (widget_class, "point");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-point-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapPointRow, badge);
  gtk_widget_class_bind_template_child (widget_class, RapPointRow, text);
  gtk_widget_class_bind_template_child (widget_class, RapPointRow, chips);
  gtk_widget_class_bind_template_child (widget_class, RapPointRow, time);
  gtk_widget_class_bind_template_child (widget_class, RapPointRow, star);
  gtk_widget_class_bind_template_child (widget_class, RapPointRow, unfold);
  gtk_widget_class_bind_template_child (widget_class, RapPointRow, below);
  gtk_widget_class_bind_template_callback (widget_class, star_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, unfold_clicked_cb);
}

static void
rap_point_row_init (RapPointRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_originals (self);
}

GtkWidget *
rap_point_row_new (void)
{
  return g_object_new (RAP_TYPE_POINT_ROW, NULL);
}

void
rap_point_row_set_point (RapPointRow *self, RapPoint *point, GTimeZone *zone)
{
  if (self->point != NULL)
    g_signal_handlers_disconnect_by_func (self->point, show_point, self);
  g_set_object (&self->point, point);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  if (point == NULL)
    return;
  self->zone = g_time_zone_ref (zone);
  g_signal_connect_swapped (point, "notify", G_CALLBACK (show_point), self);
  show_point (self);
}

RapPoint *
rap_point_row_get_point (RapPointRow *self)
{
  return self->point;
}

void
rap_point_row_set_editor (RapPointRow *self, GtkWidget *editor)
{
  if (self->editor == editor)
    return;
  g_clear_pointer (&self->editor, gtk_widget_unparent);
  self->editor = editor;
  if (editor != NULL)
    gtk_widget_set_parent (editor, GTK_WIDGET (self));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, (editor == NULL) == (child != editor));
}

void
rap_point_row_set_originals (RapPointRow *self, GListModel *originals)
{
  if (self->originals == originals)
    return;
  if (self->originals != NULL)
    g_signal_handlers_disconnect_by_data (self->originals, self);
  g_set_object (&self->originals, originals);
  if (originals != NULL)
    g_signal_connect_swapped (originals, "items-changed", G_CALLBACK (show_originals), self);
  show_originals (self);
}
