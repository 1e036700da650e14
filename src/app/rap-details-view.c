/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-details-view.h"

#include <glib/gi18n-lib.h>

#include "rap-details.h"
#include "rap-entry-row.h"
#include "rap-last-time.h"
#include "rap-link-row.h"
#include "rap-link.h"
#include "rap-query.h"
#include "rap-rule-row.h"
#include "rap-series.h"
#include "rap-time.h"
#include "rap-window.h"

struct _RapDetailsView
{
  RapPage parent;

  RapEntryRow *title;
  RapEntryRow *topic;
  RapEntryRow *series;
  GtkTextView *summary;
  RapEntryRow *date;
  RapEntryRow *start;
  RapEntryRow *end;
  RapEntryRow *zone;
  RapEntryRow *venue;
  RapEntryRow *host;
  RapRuleRow *rule;
  RapLastTime *last_time;
  AdwPreferencesGroup *links;
  GtkEntry *new_link;

  GPtrArray *bindings; /* RapBinding, of the widgets */
  GPtrArray *rows;     /* of links, of the group */
  RapQuery *query;
};

#define SERIES 2 /* of the bindings */

G_DEFINE_FINAL_TYPE (RapDetailsView, rap_details_view, RAP_TYPE_PAGE)

static char *
show_series (RapStore *store, gpointer seminar)
{
  return rap_db_text (rap_store_db (store), "SELECT name FROM series WHERE id = ?1", "i",
                      RAP_SEMINAR (seminar)->series_id);
}

static char *
show_date (RapStore *store, gpointer seminar)
{
  return rap_time_format_day (RAP_SEMINAR (seminar)->date);
}

static char *
show_clock (gpointer seminar, gint64 ms)
{
  g_autoptr (GTimeZone) zone = rap_time_zone (RAP_SEMINAR (seminar)->tz);

  return ms != 0 ? rap_time_format_clock (ms, zone) : NULL;
}

static char *
show_start (RapStore *store, gpointer seminar)
{
  return show_clock (seminar, RAP_SEMINAR (seminar)->starts_at);
}

static char *
show_end (RapStore *store, gpointer seminar)
{
  return show_clock (seminar, RAP_SEMINAR (seminar)->ends_at);
}

#define SAVE(what)                                                                                                     \
  static gboolean save_##what (RapStore *store, gpointer seminar, const char *text, GError **error)                    \
  {                                                                                                                    \
    return rap_details_set_##what (store, seminar, text, error);                                                       \
  }

SAVE (title)
SAVE (series)
SAVE (date)
SAVE (start)
SAVE (end)
SAVE (zone)

static const RapBindingSpec title_spec = { "title", N_ ("Title of the seminar"), NULL, save_title };
static const RapBindingSpec topic_spec = { "topic", N_ ("Topic"), NULL, NULL };
static const RapBindingSpec series_spec = { "series-id", N_ ("Series"), show_series, save_series, TRUE };
static const RapBindingSpec summary_spec = { "summary", N_ ("Summary"), NULL, NULL };
static const RapBindingSpec date_spec = { "date", N_ ("Date of the seminar"), show_date, save_date, TRUE };
static const RapBindingSpec start_spec = { "starts-at", N_ ("When the seminar begins"), show_start, save_start, TRUE };
static const RapBindingSpec end_spec = { "ends-at", N_ ("When the seminar ends"), show_end, save_end, TRUE };
static const RapBindingSpec zone_spec = { "tz", N_ ("Time zone"), NULL, save_zone, TRUE };
static const RapBindingSpec venue_spec = { "venue", N_ ("Venue"), NULL, NULL };
static const RapBindingSpec host_spec = { "host", N_ ("Host"), NULL, NULL };

/* The list that a row is in has no name of its own. */
static void
name_list (gpointer row, const char *name)
{
  GtkWidget *list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
links_changed_cb (RapDetailsView *self, guint position, guint removed, guint added)
{
  RapStore *store = rap_page_get_store (RAP_PAGE (self));

  for (guint i = 0; i < removed; i++)
    {
      adw_preferences_group_remove (self->links, self->rows->pdata[position]);
      g_ptr_array_remove_index (self->rows, position);
    }
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (RapLink) link = g_list_model_get_item (G_LIST_MODEL (self->query), position + i);
      GtkWidget *row = rap_link_row_new (store, link);
      g_ptr_array_insert (self->rows, (int) (position + i), row);
      adw_preferences_group_add (self->links, row);
    }
}

static void
add_link_cb (RapDetailsView *self)
{
  g_autoptr (GError) error = NULL;

  if (rap_details_add_link (rap_page_get_store (RAP_PAGE (self)), rap_page_get_seminar (RAP_PAGE (self)),
                            gtk_editable_get_text (GTK_EDITABLE (self->new_link)), &error) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->new_link), "");
  else
    rap_window_say (GTK_WIDGET (self), error->message);
}

static void
rap_details_view_load (RapPage *page)
{
  RapDetailsView *self = RAP_DETAILS_VIEW (page);
  RapStore *store = rap_page_get_store (page);
  const gint64 seminar_id = rap_page_get_seminar (page);
  g_autoptr (RapSeminar) seminar = rap_store_get (store, RAP_TYPE_SEMINAR, seminar_id);

  for (guint i = 0; i < self->bindings->len; i++)
    rap_binding_set_record (self->bindings->pdata[i], store, seminar, seminar_id);
  rap_rule_row_set_session (self->rule, store, seminar_id, 0);
  rap_last_time_set_seminar (self->last_time, store, seminar_id);
  if (self->query == NULL)
    {
      self->query = rap_query_new (store, RAP_TYPE_LINK,
                                   "SELECT id FROM link WHERE seminar_id = ?1 ORDER BY position, id", seminar_id);
      g_signal_connect_object (self->query, "items-changed", G_CALLBACK (links_changed_cb), self, G_CONNECT_SWAPPED);
      links_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->query)));
    }
  else
    rap_query_set_parameter (self->query, seminar_id);
}

static void
rap_details_view_changed (RapPage *page, RapChanges *changes)
{
  RapDetailsView *self = RAP_DETAILS_VIEW (page);

  if (rap_changes_touch (changes, "seminar"))
    rap_last_time_refresh (self->last_time);
  if (rap_changes_touch (changes, "series"))
    rap_binding_refresh (self->bindings->pdata[SERIES]);
}

static void
rap_details_view_dispose (GObject *object)
{
  RapDetailsView *self = RAP_DETAILS_VIEW (object);

  g_clear_object (&self->query);
  g_clear_pointer (&self->bindings, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rap_details_view_parent_class)->dispose (object);
}

static void
rap_details_view_class_init (RapDetailsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_details_view_dispose;
  RAP_PAGE_CLASS (klass)->load = rap_details_view_load;
  RAP_PAGE_CLASS (klass)->changed = rap_details_view_changed;
  g_type_ensure (RAP_TYPE_ENTRY_ROW);
  g_type_ensure (RAP_TYPE_LAST_TIME);
  g_type_ensure (RAP_TYPE_RULE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-details-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, title);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, topic);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, series);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, summary);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, date);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, start);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, end);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, zone);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, venue);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, host);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, rule);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, last_time);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, links);
  gtk_widget_class_bind_template_child (widget_class, RapDetailsView, new_link);
  gtk_widget_class_bind_template_callback (widget_class, add_link_cb);
}

static void
rap_details_view_init (RapDetailsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_list (self->title, _ ("The seminar"));
  name_list (self->date, _ ("When and Where"));
  name_list (self->rule, _ ("Names"));
  name_list (self->new_link, _ ("Links"));
  self->rows = g_ptr_array_new ();
  self->bindings = g_ptr_array_new ();
  g_ptr_array_add (self->bindings, rap_entry_row_bind (self->title, &title_spec));
  g_ptr_array_add (self->bindings, rap_entry_row_bind (self->topic, &topic_spec));
  g_ptr_array_add (self->bindings, rap_entry_row_bind (self->series, &series_spec));
  g_ptr_array_add (self->bindings, rap_binding_attach (self->summary, &summary_spec));
  g_ptr_array_add (self->bindings, rap_entry_row_bind (self->date, &date_spec));
  g_ptr_array_add (self->bindings, rap_entry_row_bind (self->start, &start_spec));
  g_ptr_array_add (self->bindings, rap_entry_row_bind (self->end, &end_spec));
  g_ptr_array_add (self->bindings, rap_entry_row_bind (self->zone, &zone_spec));
  g_ptr_array_add (self->bindings, rap_entry_row_bind (self->venue, &venue_spec));
  g_ptr_array_add (self->bindings, rap_entry_row_bind (self->host, &host_spec));
}
