/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "rap-chips.h"

struct _RapFilterBar
{
  GtkWidget parent;

  GtkWidget *scroller;
  GtkDropDown *voice;
  GtkDropDown *kind;
  GtkDropDown *theme;
  GtkToggleButton *starred;
  GtkToggleButton *to_check;
  GtkLabel *count;

  RapPointFilter filter;
  GArray *voices; /* of RapVoice, as the drop-down has them after *every voice* */
  GArray *themes; /* of gint64, likewise */
  gboolean loading;
};

enum
{
  FILTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapFilterBar, rap_filter_bar, GTK_TYPE_WIDGET)

static void
set_choices (GtkDropDown *drop_down, const char *all, GPtrArray *names)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, all);
  for (guint i = 0; i < names->len; i++)
    gtk_string_list_append (list, names->pdata[i]);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
}

/* The button inside it is what gets the focus, and GTK gives it no name. */
static void
name_button (GtkDropDown *drop_down)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (drop_down))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_widget_get_tooltip_text (GTK_WIDGET (drop_down)),
                                  -1);
}

static void
changed_cb (RapFilterBar *self)
{
  RapPointFilter filter = { 0 };
  const guint voice = gtk_drop_down_get_selected (self->voice), kind = gtk_drop_down_get_selected (self->kind),
              theme = gtk_drop_down_get_selected (self->theme);

  if (self->loading)
    return;
  filter.by_voice = voice > 0 && voice <= self->voices->len;
  if (filter.by_voice)
    filter.voice = g_array_index (self->voices, RapVoice, voice - 1);
  filter.by_kind = kind > 0 && kind != GTK_INVALID_LIST_POSITION;
  filter.kind = filter.by_kind ? (RapPointKind) (kind - 1) : RAP_POINT_KIND_INSIGHT;
  filter.theme_id = theme > 0 && theme <= self->themes->len ? g_array_index (self->themes, gint64, theme - 1) : 0;
  filter.starred = gtk_toggle_button_get_active (self->starred);
  filter.to_check = gtk_toggle_button_get_active (self->to_check);
  filter.since = rap_point_filter_is_empty (&self->filter) ? g_get_real_time () / 1000 : self->filter.since;
  if (rap_point_filter_is_empty (&filter) && rap_point_filter_is_empty (&self->filter))
    return;
  self->filter = filter;
  g_signal_emit (self, signals[FILTERED], 0);
}

static void
rap_filter_bar_dispose (GObject *object)
{
  RapFilterBar *self = RAP_FILTER_BAR (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->count, gtk_widget_unparent);
  g_clear_pointer (&self->voices, g_array_unref);
  g_clear_pointer (&self->themes, g_array_unref);
  G_OBJECT_CLASS (rap_filter_bar_parent_class)->dispose (object);
}

static void
rap_filter_bar_class_init (RapFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_filter_bar_dispose;
  signals[FILTERED] =
      g_signal_new ("filtered", RAP_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RapFilterBar, scroller);
  gtk_widget_class_bind_template_child (widget_class, RapFilterBar, voice);
  gtk_widget_class_bind_template_child (widget_class, RapFilterBar, kind);
  gtk_widget_class_bind_template_child (widget_class, RapFilterBar, theme);
  gtk_widget_class_bind_template_child (widget_class, RapFilterBar, starred);
  gtk_widget_class_bind_template_child (widget_class, RapFilterBar, to_check);
  gtk_widget_class_bind_template_child (widget_class, RapFilterBar, count);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
rap_filter_bar_init (RapFilterBar *self)
{
  static const RapPointKind kinds[] = { RAP_POINT_KIND_QUESTION, RAP_POINT_KIND_ACTION, RAP_POINT_KIND_QUOTE,
                                        RAP_POINT_KIND_EXAMPLE };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  self->voices = g_array_new (FALSE, FALSE, sizeof (RapVoice));
  self->themes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_ptr_array_add (names, (gpointer) _ ("Insight"));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_ptr_array_add (names, (gpointer) rap_chips_kind (rap_point_kind_to_string (kinds[i])));
  set_choices (self->kind, _ ("Every kind"), names);
  name_button (self->voice);
  name_button (self->kind);
  name_button (self->theme);
  self->loading = FALSE;
}

void
rap_filter_bar_load (RapFilterBar *self, RapDb *db, gint64 session_id, GPtrArray *voices)
{
  g_autoptr (GPtrArray) voice_names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) theme_names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RapStmt) themes =
      rap_db_prepare (db,
                      "SELECT DISTINCT theme.id, name FROM point JOIN point_theme ON point_id = point.id"
                      " JOIN theme ON theme.id = theme_id WHERE session_id = ?1 ORDER BY key",
                      "i", session_id);

  self->loading = TRUE;
  g_array_set_size (self->voices, 0);
  g_array_set_size (self->themes, 0);
  for (guint i = 0; i < voices->len; i++)
    {
      const RapVoiceEntry *entry = voices->pdata[i];
      g_array_append_val (self->voices, entry->voice);
      g_ptr_array_add (voice_names, g_strdup_printf ("%d %s", entry->number, entry->name));
    }
  while (rap_stmt_step (themes, NULL))
    {
      const gint64 id = rap_stmt_int (themes, 0);
      g_array_append_val (self->themes, id);
      g_ptr_array_add (theme_names, g_strconcat ("#", rap_stmt_text (themes, 1), NULL));
    }
  set_choices (self->voice, _ ("Every voice"), voice_names);
  set_choices (self->theme, _ ("Every theme"), theme_names);
  self->loading = FALSE;
  rap_filter_bar_clear (self);
}

void
rap_filter_bar_clear (RapFilterBar *self)
{
  self->loading = TRUE;
  gtk_drop_down_set_selected (self->voice, 0);
  gtk_drop_down_set_selected (self->kind, 0);
  gtk_drop_down_set_selected (self->theme, 0);
  gtk_toggle_button_set_active (self->starred, FALSE);
  gtk_toggle_button_set_active (self->to_check, FALSE);
  self->loading = FALSE;
  changed_cb (self);
}

const RapPointFilter *
rap_filter_bar_get_filter (RapFilterBar *self)
{
  return &self->filter;
}

void
rap_filter_bar_show_count (RapFilterBar *self, RapDb *db, gint64 session_id)
{
  gint64 total, n = rap_point_filter_count (&self->filter, db, session_id, &total);
  /* Translators: so many of so many points are shown, as in 12 of 49 */
  g_autofree char *text = g_strdup_printf (_ ("%d of %d"), (int) n, (int) total);

  gtk_label_set_label (self->count, text);
}
