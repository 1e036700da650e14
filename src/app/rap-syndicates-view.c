/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-syndicates-view.h"

#include <glib/gi18n-lib.h>

#include "rap-choice.h"
#include "rap-keys.h"
#include "rap-next-round.h"
#include "rap-order.h"
#include "rap-programme.h"
#include "rap-seating-words.h"
#include "rap-seating.h"
#include "rap-sessions.h"
#include "rap-syndicate-card.h"
#include "rap-voice.h"
#include "rap-window.h"

/* from what width those without a seat have a column of their own beside the syndicates */
#define WIDE 700
#define COLUMN_WIDTH 256

struct _RapSyndicatesView
{
  RapPage parent;

  GtkStack *stack;
  GtkDropDown *discussions;
  GtkLabel *title;
  GtkLabel *report;
  GtkWidget *nobody;
  GtkWidget *people;
  GtkWidget *keys;
  GtkWidget *none;
  GtkSpinButton *how_many;
  AdwBin *side;
  AdwBin *top;
  GtkWidget *places;
  RapSyndicateCard *unseated;
  GtkFlowBox *cards;

  GtkStringList *titles;
  GArray *sessions; /* ids of the discussions, as the titles */
  gint64 session_id;
  int n_cards;
  gboolean choosing;
  GtkEventController *window_keys; /* of the window, while this is seen */
  guint width_id;
  gboolean dirty; /* something was changed while one did not look */
};

G_DEFINE_FINAL_TYPE (RapSyndicatesView, rap_syndicates_view, RAP_TYPE_PAGE)

static RapStore *
get_store (RapSyndicatesView *self)
{
  return rap_page_get_store (RAP_PAGE (self));
}

/* The parts of Plan, of which this is one. */
static GtkStack *
get_parts (RapSyndicatesView *self)
{
  return GTK_STACK (gtk_widget_get_parent (GTK_WIDGET (self)));
}

static RapSyndicateCard *
get_card (RapSyndicatesView *self, int index)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->cards, index);

  return RAP_SYNDICATE_CARD (gtk_flow_box_child_get_child (child));
}

static void
add_card (RapSyndicatesView *self)
{
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_set_focusable (child, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Syndicate"), -1);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), rap_syndicate_card_new ());
  gtk_flow_box_append (self->cards, child);
  self->n_cards++;
}

static void
show_cards (RapSyndicatesView *self, GArray *syndicates, GPtrArray *people)
{
  const int n = (int) syndicates->len;
  gboolean all = TRUE;

  for (guint i = 0; i < people->len; i++)
    {
      const RapSeat *seat = people->pdata[i];
      all = all && (seat->syndicate_id != 0 || seat->facilitates != 0);
    }
  while (self->n_cards < n)
    add_card (self);
  while (self->n_cards > n)
    gtk_flow_box_remove (self->cards, GTK_WIDGET (gtk_flow_box_get_child_at_index (self->cards, --self->n_cards)));
  rap_syndicate_card_show (self->unseated, get_store (self), self->session_id, 0, people);
  gtk_widget_set_visible (GTK_WIDGET (self->unseated), n > 0 && !all);
  for (int i = 0; i < n; i++)
    rap_syndicate_card_show (get_card (self, i), get_store (self), self->session_id,
                             g_array_index (syndicates, gint64, i), people);
}

/* Where whoever had the focus went away: to the first person who is left. */
static void
keep_focus (RapSyndicatesView *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->unseated)) && rap_syndicate_card_focus (self->unseated, FALSE))
    return;
  for (int i = 0; i < self->n_cards; i++)
    if (rap_syndicate_card_focus (get_card (self, i), FALSE))
      return;
}

static gboolean
has_focus (RapSyndicatesView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_get_mapped (focus) &&
         (gtk_widget_is_ancestor (focus, self->places) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->unseated)));
}

static void
show_session (RapSyndicatesView *self)
{
  RapDb *db = rap_store_db (get_store (self));
  g_autoptr (GArray) syndicates = rap_order_list (
      db, "SELECT id FROM syndicate WHERE session_id = ?1 ORDER BY closed, number, id", self->session_id);
  g_autoptr (GPtrArray) people = rap_seating_list (db, self->session_id);
  g_autofree char *text = NULL;
  const gboolean focused = has_focus (self);
  gboolean wait = FALSE, seated = FALSE;
  RapShareOutReport report;

  rap_seating_report (db, self->session_id, &report);
  for (guint i = 0; i < people->len; i++)
    {
      const RapSeat *seat = people->pdata[i];
      wait = wait || (seat->dealt && seat->syndicate_id == 0);
      seated = seated || seat->syndicate_id != 0;
    }
  text = rap_seating_words (&report);
  gtk_label_set_label (self->report, text);
  gtk_widget_set_visible (GTK_WIDGET (self->report), syndicates->len > 0 && people->len > 0);
  gtk_widget_set_visible (self->keys, syndicates->len > 0 && people->len > 0);
  gtk_widget_set_visible (self->none, syndicates->len == 0);
  gtk_widget_set_visible (self->nobody, syndicates->len > 0 && people->len == 0);
  gtk_widget_set_visible (self->people, gtk_stack_get_child_by_name (get_parts (self), "people") != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), syndicates->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "seating.share-out", people->len > 0 && report.n_syndicates > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "seating.join", seated && wait && report.n_syndicates > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "seating.again", seated && report.n_syndicates > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "seating.next-round", seated && report.n_syndicates > 1);
  show_cards (self, syndicates, people);
  if (focused && !has_focus (self))
    keep_focus (self);
}

/* The discussions of the seminar; the one that is shown stays if it is one of them. */
static void
show_seminar (RapSyndicatesView *self)
{
  RapDb *db = rap_store_db (get_store (self));
  const gint64 seminar_id = rap_page_get_seminar (RAP_PAGE (self));
  g_autoptr (RapStmt) rows = rap_db_prepare (
      db, "SELECT id, title, kind FROM session WHERE seminar_id = ?1 AND kind = 'discussion' ORDER BY position, id",
      "i", seminar_id);
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  guint chosen;

  self->dirty = FALSE;
  g_array_set_size (self->sessions, 0);
  while (rap_stmt_step (rows, NULL))
    {
      const gint64 id = rap_stmt_int (rows, 0);
      g_array_append_val (self->sessions, id);
      g_ptr_array_add (titles, rap_session_title (rap_stmt_text (rows, 1), rap_stmt_text (rows, 2)));
    }
  g_ptr_array_add (titles, NULL);
  gtk_stack_set_visible_child_name (self->stack, self->sessions->len > 0 ? "discussion" : "empty");
  if (self->sessions->len == 0)
    return;
  chosen = rap_order_find (self->sessions, self->session_id);
  if (chosen == self->sessions->len)
    chosen = 0;
  self->session_id = g_array_index (self->sessions, gint64, chosen);
  self->choosing = TRUE;
  gtk_string_list_splice (self->titles, 0, g_list_model_get_n_items (G_LIST_MODEL (self->titles)),
                          (const char *const *) titles->pdata);
  gtk_drop_down_set_selected (self->discussions, chosen);
  self->choosing = FALSE;
  gtk_label_set_label (self->title, titles->pdata[chosen]);
  gtk_widget_set_visible (GTK_WIDGET (self->discussions), self->sessions->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->title), self->sessions->len == 1);
  show_session (self);
}

static void
chosen_cb (RapSyndicatesView *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->discussions);

  if (self->choosing || chosen >= self->sessions->len)
    return;
  self->session_id = g_array_index (self->sessions, gint64, chosen);
  show_session (self);
}

/* Beside the syndicates those without a seat are all seen at once; in a narrow window they stand above them. */
static void
place_unseated (RapSyndicatesView *self, gboolean wide)
{
  AdwBin *from = wide ? self->top : self->side, *to = wide ? self->side : self->top;
  GtkWidget *card = GTK_WIDGET (self->unseated);

  if (adw_bin_get_child (from) == NULL)
    return;
  g_object_ref (card);
  adw_bin_set_child (from, NULL);
  adw_bin_set_child (to, card);
  g_object_unref (card);
  gtk_widget_set_size_request (card, wide ? COLUMN_WIDTH : -1, -1);
  gtk_widget_set_margin_start (card, wide ? 12 : 3);
  gtk_widget_set_margin_end (card, 3);
  gtk_widget_set_margin_bottom (card, wide ? 12 : 3);
}

static gboolean
fit_width_cb (gpointer data)
{
  RapSyndicatesView *self = data;

  self->width_id = 0;
  place_unseated (self, gtk_widget_get_width (GTK_WIDGET (self)) >= WIDE);
  return G_SOURCE_REMOVE;
}

/* A moment later, for while sizes are being given out they cannot be changed. */
static void
fit_width (RapSyndicatesView *self)
{
  if (self->width_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->width_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_width_cb, self, NULL);
}

/* Alt and a digit go to the people of a syndicate, as in Capture they give it the floor. */
static gboolean
key_pressed_cb (RapSyndicatesView *self, guint keyval, guint keycode, GdkModifierType state)
{
  const int digit = rap_keys_get_digit (keycode);
  RapSyndicateCard *card = NULL;

  if (digit < 0 || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK)
    return FALSE;
  if (digit == 0 && gtk_widget_get_visible (GTK_WIDGET (self->unseated)))
    card = self->unseated;
  for (int i = 0; i < self->n_cards && digit > 0; i++)
    if (rap_syndicate_card_get_number (get_card (self, i)) == digit)
      card = get_card (self, i);
  return card != NULL &&
         (rap_syndicate_card_focus (card, FALSE) || gtk_widget_child_focus (GTK_WIDGET (card), GTK_DIR_TAB_FORWARD));
}

static void
add_discussion_cb (RapSyndicatesView *self)
{
  g_autoptr (GError) error = NULL;

  if (rap_sessions_add (get_store (self), rap_page_get_seminar (RAP_PAGE (self)), "discussion", NULL, 0, &error) == 0)
    rap_window_say (GTK_WIDGET (self), error->message);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->how_many));
}

static void
add_several_cb (RapSyndicatesView *self)
{
  g_autoptr (GError) error = NULL;

  if (!rap_programme_add_syndicates (get_store (self), self->session_id,
                                     gtk_spin_button_get_value_as_int (self->how_many), &error))
    rap_window_say (GTK_WIDGET (self), error->message);
}

static void
show_people_cb (RapSyndicatesView *self)
{
  gtk_stack_set_visible_child_name (get_parts (self), "people");
}

static void
deal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapSyndicatesView *self = RAP_SYNDICATES_VIEW (widget);
  RapStore *store = get_store (self);
  const gint64 before = rap_store_get_last_step (store);
  g_autoptr (GError) error = NULL;
  gint64 next = 0;
  gboolean done;

  if (g_str_equal (name, "seating.share-out"))
    done = rap_seating_share_out (store, self->session_id, g_random_int (), &error);
  else if (g_str_equal (name, "seating.again"))
    done = rap_seating_deal_again (store, self->session_id, g_random_int (), &error);
  else if (g_str_equal (name, "seating.join"))
    done = rap_seating_join (store, self->session_id, &error);
  else
    done = (next = rap_next_round_deal (store, self->session_id, g_random_int (), &error)) != 0;
  if (!done)
    {
      rap_window_say (widget, error->message);
      return;
    }
  if (next != 0)
    {
      self->session_id = next;
      show_seminar (self);
    }
  rap_window_say_undoable (widget, before);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapSyndicatesView *self = RAP_SYNDICATES_VIEW (widget);
  g_autoptr (GError) error = NULL;

  if (rap_programme_add_syndicate (get_store (self), self->session_id, &error) == 0)
    rap_window_say (widget, error->message);
}

static void
rap_syndicates_view_load (RapPage *page)
{
  show_seminar (RAP_SYNDICATES_VIEW (page));
}

static void
rap_syndicates_view_changed (RapPage *page, RapChanges *changes)
{
  static const char *const tables[] = { "seminar", "session", "syndicate", "role", "attendance", "person", "point" };
  RapSyndicatesView *self = RAP_SYNDICATES_VIEW (page);
  gboolean touched = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    touched = touched || rap_changes_touch (changes, tables[i]);
  if (touched && gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_seminar (self);
  else
    self->dirty = self->dirty || touched;
}

static void
rap_syndicates_view_map (GtkWidget *widget)
{
  RapSyndicatesView *self = RAP_SYNDICATES_VIEW (widget);

  GTK_WIDGET_CLASS (rap_syndicates_view_parent_class)->map (widget);
  fit_width (self);
  self->window_keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->window_keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->window_keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (widget)), self->window_keys);
  if (self->dirty)
    show_seminar (self);
}

/* What is not seen is not to hold a window wide. */
static void
rap_syndicates_view_unmap (GtkWidget *widget)
{
  RapSyndicatesView *self = RAP_SYNDICATES_VIEW (widget);

  g_clear_handle_id (&self->width_id, g_source_remove);
  gtk_widget_remove_controller (gtk_event_controller_get_widget (self->window_keys), self->window_keys);
  GTK_WIDGET_CLASS (rap_syndicates_view_parent_class)->unmap (widget);
  place_unseated (self, FALSE);
}

static void
rap_syndicates_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rap_syndicates_view_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (gtk_widget_get_native (widget)), "layout", G_CALLBACK (fit_width),
                           widget, G_CONNECT_SWAPPED);
}

static void
rap_syndicates_view_dispose (GObject *object)
{
  RapSyndicatesView *self = RAP_SYNDICATES_VIEW (object);

  g_clear_handle_id (&self->width_id, g_source_remove);
  G_OBJECT_CLASS (rap_syndicates_view_parent_class)->dispose (object);
}

static void
rap_syndicates_view_finalize (GObject *object)
{
  RapSyndicatesView *self = RAP_SYNDICATES_VIEW (object);

  g_clear_pointer (&self->sessions, g_array_unref);
  G_OBJECT_CLASS (rap_syndicates_view_parent_class)->finalize (object);
}

static void
rap_syndicates_view_class_init (RapSyndicatesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_syndicates_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = rap_syndicates_view_finalize;
  widget_class->realize = rap_syndicates_view_realize;
  widget_class->unmap = rap_syndicates_view_unmap;
  widget_class->map = rap_syndicates_view_map;
  g_type_ensure (RAP_TYPE_SYNDICATE_CARD);
  RAP_PAGE_CLASS (klass)->load = rap_syndicates_view_load;
  RAP_PAGE_CLASS (klass)->changed = rap_syndicates_view_changed;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-syndicates-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, stack);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, discussions);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, title);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, report);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, nobody);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, people);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, keys);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, none);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, how_many);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, side);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, top);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, places);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, unseated);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, cards);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicatesView, titles);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_discussion_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_several_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_people_cb);
  gtk_widget_class_install_action (widget_class, "seating.share-out", NULL, deal_action);
  gtk_widget_class_install_action (widget_class, "seating.join", NULL, deal_action);
  gtk_widget_class_install_action (widget_class, "seating.again", NULL, deal_action);
  gtk_widget_class_install_action (widget_class, "seating.next-round", NULL, deal_action);
  gtk_widget_class_install_action (widget_class, "seating.add", NULL, add_action);
}

static void
rap_syndicates_view_init (RapSyndicatesView *self)
{
  self->sessions = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  rap_choice_set_up (self->discussions, _ ("Discussion"));
}
