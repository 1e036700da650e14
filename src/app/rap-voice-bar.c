/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-voice-bar.h"

#include <glib/gi18n-lib.h>

#include "rap-chips.h"
#include "rap-tooltip.h"

struct _RapVoiceBar
{
  GtkWidget parent;

  GtkScrolledWindow *scroller;
  GtkBox *buttons;

  gint64 session_id;
  GPtrArray *entries; /* of RapVoiceEntry, as many as buttons */
  guint active;
  gboolean loading;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapVoiceBar, rap_voice_bar, GTK_TYPE_WIDGET)

static GtkWidget *
nth_button (RapVoiceBar *self, guint position)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons));

  while (button != NULL && position-- > 0)
    button = gtk_widget_get_next_sibling (button);
  return button;
}

/* Whose turn it is can be seen, also when there are more voices than fit. */
static void
scroll_to_active (RapVoiceBar *self)
{
  GtkWidget *button = nth_button (self, self->active);
  graphene_rect_t place;

  if (button != NULL && gtk_widget_compute_bounds (button, GTK_WIDGET (self->buttons), &place))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_hadjustment (self->scroller), place.origin.x,
                               place.origin.x + place.size.width);
}

static void
toggled_cb (RapVoiceBar *self, GtkToggleButton *button)
{
  guint position = 0;

  if (self->loading || !gtk_toggle_button_get_active (button))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons)); child != GTK_WIDGET (button);
       child = gtk_widget_get_next_sibling (child))
    position++;
  self->active = position;
  scroll_to_active (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static GtkWidget *
make_button (RapVoiceBar *self, GtkWidget *group)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  GtkWidget *badge = gtk_label_new (NULL);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 24);
  gtk_widget_add_css_class (count, "caption");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "voice");
  gtk_widget_set_focus_on_click (button, FALSE);
  if (group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (self->buttons, button);
  return button;
}

static void
show_entry (GtkWidget *button, const RapVoiceEntry *entry)
{
  GtkWidget *badge = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button)));
  GtkWidget *name = gtk_widget_get_next_sibling (badge);
  GtkWidget *count = gtk_widget_get_next_sibling (name);
  const gboolean is_silent = entry->voice.syndicate_id != 0 && !entry->spoke;
  const gboolean is_long = g_utf8_strlen (entry->name, -1) > 10;
  g_autofree char *n_points = g_strdup_printf ("%d", (int) entry->n_points);
  g_autofree char *accessible = NULL;

  rap_badge_set (GTK_LABEL (badge), entry->number);
  gtk_label_set_label (GTK_LABEL (name), entry->name);
  /* short of room a long name loses its end, down to so much; then the bar scrolls */
  gtk_label_set_ellipsize (GTK_LABEL (name), is_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (GTK_LABEL (name), is_long ? 9 : -1);
  gtk_label_set_label (GTK_LABEL (count), n_points);
  rap_tooltip_set (button, entry->brief);
  /* a syndicate that was not heard yet has an empty badge, a ring */
  if (is_silent)
    gtk_widget_add_css_class (badge, "silent");
  if (is_silent)
    accessible = g_strdup_printf (_ ("%d %s, no point yet"), entry->number, entry->name);
  else
    accessible = g_strdup_printf (ngettext ("%d %s, %d point", "%d %s, %d points", entry->n_points), entry->number,
                                  entry->name, (int) entry->n_points);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, accessible, -1);
}

/* As many buttons as entries: those that are there stay, so that focus and the pointer lose nothing. */
static void
show_entries (RapVoiceBar *self)
{
  GtkWidget *button, *first = gtk_widget_get_first_child (GTK_WIDGET (self->buttons));

  self->loading = TRUE;
  for (guint i = 0; i < self->entries->len; i++)
    {
      button = nth_button (self, i);
      if (button == NULL)
        button = make_button (self, first);
      if (first == NULL)
        first = button;
      show_entry (button, self->entries->pdata[i]);
    }
  while ((button = nth_button (self, self->entries->len)) != NULL)
    gtk_box_remove (self->buttons, button);
  if (self->entries->len > 0)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (nth_button (self, self->active)), TRUE);
  self->loading = FALSE;
}

static void
activate_position (RapVoiceBar *self, guint position)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (nth_button (self, position)), TRUE);
}

static void
rap_voice_bar_dispose (GObject *object)
{
  RapVoiceBar *self = RAP_VOICE_BAR (object);

  g_clear_pointer ((GtkWidget **) &self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (rap_voice_bar_parent_class)->dispose (object);
}

static void
rap_voice_bar_class_init (RapVoiceBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_voice_bar_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", RAP_TYPE_VOICE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-voice-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RapVoiceBar, scroller);
  gtk_widget_class_bind_template_child (widget_class, RapVoiceBar, buttons);
}

static void
rap_voice_bar_init (RapVoiceBar *self)
{
  self->entries = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (gtk_scrolled_window_get_hadjustment (self->scroller), "changed",
                            G_CALLBACK (scroll_to_active), self);
}

void
rap_voice_bar_load (RapVoiceBar *self, RapDb *db, gint64 session_id)
{
  const RapVoiceEntry *before = session_id == self->session_id ? rap_voice_bar_get_active (self) : NULL;
  GPtrArray *read = rap_voices_list (db, session_id);
  g_autoptr (GPtrArray) old = NULL;

  if (read == NULL && session_id == self->session_id) /* better the voices of a moment ago than too few */
    return;
  old = g_steal_pointer (&self->entries);
  self->session_id = session_id;
  self->entries = read != NULL ? read : g_ptr_array_new ();
  self->active = 0;
  for (guint i = 0; before != NULL && i < self->entries->len; i++)
    if (rap_voice_equal (&before->voice, &((RapVoiceEntry *) self->entries->pdata[i])->voice))
      self->active = i;
  show_entries (self);
}

const RapVoiceEntry *
rap_voice_bar_get_active (RapVoiceBar *self)
{
  return self->active < self->entries->len ? self->entries->pdata[self->active] : NULL;
}

const RapVoiceEntry *
rap_voice_bar_find (RapVoiceBar *self, int number)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (((RapVoiceEntry *) self->entries->pdata[i])->number == number)
      return self->entries->pdata[i];
  return NULL;
}

gboolean
rap_voice_bar_activate (RapVoiceBar *self, int number)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (((RapVoiceEntry *) self->entries->pdata[i])->number == number)
      {
        activate_position (self, i);
        return TRUE;
      }
  return FALSE;
}

void
rap_voice_bar_activate_next (RapVoiceBar *self)
{
  if (self->entries->len > 0)
    activate_position (self, (self->active + 1) % self->entries->len);
}

GPtrArray *
rap_voice_bar_get_entries (RapVoiceBar *self)
{
  return self->entries;
}
