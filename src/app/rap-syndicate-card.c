/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-syndicate-card.h"

#include <glib/gi18n-lib.h>

#include "rap-binding.h"
#include "rap-chips.h"
#include "rap-programme.h"
#include "rap-seat-row.h"
#include "rap-syndicate.h"
#include "rap-syndicates.h"
#include "rap-voice.h"
#include "rap-window.h"

#define MOST_PEOPLE 9999

struct _RapSyndicateCard
{
  AdwBin parent;

  GtkWidget *syndicate; /* what only a syndicate has */
  GtkLabel *badge;
  GtkEntry *name;
  GtkLabel *heading;
  GtkWidget *menu_button;
  GtkTextView *brief;
  GtkWidget *brief_hint;
  GtkLabel *summary;
  GtkWidget *count_box;
  GtkEntry *count;
  GtkScrolledWindow *scroller;
  GtkListBox *list;

  RapStore *store;
  gint64 session_id;
  gint64 syndicate_id;
  int number;
  int n_rows;
  RapBinding *bindings[3]; /* of the widgets */
};

G_DEFINE_FINAL_TYPE (RapSyndicateCard, rap_syndicate_card, ADW_TYPE_BIN)

static char *
show_count (RapStore *store, gpointer syndicate)
{
  const gint64 count = RAP_SYNDICATE (syndicate)->head_count;

  return count > 0 ? g_strdup_printf ("%d", (int) count) : NULL;
}

static gboolean
save_count (RapStore *store, gpointer syndicate, const char *text, GError **error)
{
  g_autoptr (RapSyndicate) copy = rap_record_copy (syndicate);
  guint64 count = 0;

  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 0, MOST_PEOPLE, &count, NULL))
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("“%s” is no number of people; it was not saved."), text);
      return FALSE;
    }
  copy->head_count = (gint64) count;
  return rap_store_save (store, copy, error);
}

static const RapBindingSpec specs[] = {
  { "name", N_ ("Name of a syndicate"), NULL, NULL },
  { "brief", N_ ("Brief of a syndicate"), NULL, NULL },
  { "head-count", N_ ("Head count of a syndicate"), show_count, save_count },
};

/* Says what went wrong, if anything did. */
static void
say (RapSyndicateCard *self, gboolean done, GError *error)
{
  if (!done)
    rap_window_say (GTK_WIDGET (self), error->message);
}

/* By the window's focus, for while another window has the keyboard the list does not know its own. */
static RapSeatRow *
get_focused_row (RapSyndicateCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, RAP_TYPE_SEAT_ROW) : NULL;

  return row != NULL && gtk_widget_is_ancestor (row, GTK_WIDGET (self)) ? RAP_SEAT_ROW (row) : NULL;
}

/* Whoever has the focus keeps it, as long as the person is in this card; then who comes in that place. */
static void
show_people (RapSyndicateCard *self, GPtrArray *people)
{
  RapSeatRow *focused = get_focused_row (self);
  int focus = focused != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused)) : -1;
  const gint64 follow_id = focused != NULL ? rap_seat_row_get_seat (focused)->attendance_id : 0;

  for (int i = 0; i < (int) people->len; i++)
    {
      const RapSeat *person = people->pdata[i];
      if (i == self->n_rows)
        {
          gtk_list_box_append (self->list, rap_seat_row_new ());
          self->n_rows++;
        }
      rap_seat_row_show (RAP_SEAT_ROW (gtk_list_box_get_row_at_index (self->list, i)), self->store, self->session_id,
                         person);
      if (person->attendance_id == follow_id)
        focus = i;
    }
  if (focus >= 0 && people->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, MIN (focus, (int) people->len - 1))));
  while (self->n_rows > (int) people->len)
    gtk_list_box_remove (self->list, GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, --self->n_rows)));
}

/* First whoever facilitates, then who reports, then the others; of those without a seat first those who wait for one.
 */
static int
get_order (const RapSeat *seat)
{
  if (seat->facilitates != 0)
    return 0;
  if (seat->reports != 0)
    return 1;
  return seat->syndicate_id != 0 || seat->dealt ? 2 : 3;
}

static GPtrArray *
find_people (RapSyndicateCard *self, GPtrArray *all)
{
  GPtrArray *people = g_ptr_array_new ();

  for (int order = 0; order < 4; order++)
    for (guint i = 0; i < all->len; i++)
      {
        RapSeat *person = all->pdata[i];
        const gint64 place = person->syndicate_id != 0 ? person->syndicate_id : person->facilitates;
        if (place == self->syndicate_id && get_order (person) == order)
          g_ptr_array_add (people, person);
      }
  return people;
}

static int
count_members (GPtrArray *people)
{
  int n = 0;

  for (guint i = 0; i < people->len; i++)
    n += ((RapSeat *) people->pdata[i])->syndicate_id != 0;
  return n;
}

static void
show_syndicate (RapSyndicateCard *self, RapSyndicate *syndicate, int n_members)
{
  g_autofree char *placeholder = rap_syndicate_title (NULL, syndicate->number);
  g_autofree char *title = rap_syndicate_title (syndicate->name, syndicate->number);
  g_autofree char *summary = g_strdup_printf (ngettext ("%d member", "%d members", n_members), n_members);
  g_autofree char *menu = g_strdup_printf (_ ("Menu of %s"), title);
  const gboolean points = rap_syndicates_has_points (rap_store_db (self->store), self->session_id);

  self->number = (int) syndicate->number;
  rap_badge_set (self->badge, self->number);
  gtk_entry_set_placeholder_text (self->name, placeholder);
  gtk_label_set_label (self->summary, syndicate->closed ? _ ("Closed") : summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), syndicate->closed || n_members > 0);
  gtk_widget_set_visible (self->count_box, !syndicate->closed && n_members == 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, menu, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.close", !syndicate->closed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.reopen", syndicate->closed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.remove", !syndicate->closed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.earlier", !points && syndicate->number > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.later", !points);
  if (syndicate->closed)
    gtk_widget_add_css_class (GTK_WIDGET (self), "closed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "closed");
}

static void
show_unseated (RapSyndicateCard *self, GPtrArray *people)
{
  g_autofree char *heading = NULL;
  guint n = 0;

  for (guint i = 0; i < people->len; i++)
    n += ((RapSeat *) people->pdata[i])->dealt != FALSE;
  heading = g_strdup_printf (ngettext ("%u without a seat", "%u without a seat", n), n);
  gtk_label_set_label (self->heading, n > 0 ? heading : _ ("Not dealt"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Without a seat"), -1);
}

/* Beyond the first and the last person are those of the cards beside. */
static gboolean
keynav_failed_cb (RapSyndicateCard *self, GtkDirectionType direction)
{
  const gboolean up = direction == GTK_DIR_UP;
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (self));

  if (!up && direction != GTK_DIR_DOWN)
    return FALSE;
  while ((place = up ? gtk_widget_get_prev_sibling (place) : gtk_widget_get_next_sibling (place)) != NULL)
    {
      GtkWidget *card = gtk_widget_get_first_child (place);
      if (RAP_IS_SYNDICATE_CARD (card) && rap_syndicate_card_focus (RAP_SYNDICATE_CARD (card), up))
        return TRUE;
    }
  return FALSE;
}

static gboolean
drop_cb (RapSyndicateCard *self, const GValue *value)
{
  RapSeatRow *row = g_value_get_object (value);
  const RapSeat *person = rap_seat_row_get_seat (row);

  if (person->syndicate_id != self->syndicate_id || person->facilitates != 0)
    rap_seat_row_drop (row, self->syndicate_id);
  return TRUE;
}

static void
brief_changed_cb (RapSyndicateCard *self)
{
  gtk_widget_set_visible (self->brief_hint,
                          gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->brief)) == 0);
}

static void
renumber_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapSyndicateCard *self = RAP_SYNDICATE_CARD (widget);
  g_autoptr (RapSyndicate) syndicate = rap_store_get (self->store, RAP_TYPE_SYNDICATE, self->syndicate_id);
  const int number = (int) syndicate->number + (g_str_equal (name, "card.later") ? 1 : -1);
  g_autoptr (GError) error = NULL;

  say (self, rap_syndicates_renumber (self->store, self->syndicate_id, number, &error), error);
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapSyndicateCard *self = RAP_SYNDICATE_CARD (widget);
  const gint64 before = rap_store_get_last_step (self->store);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (g_str_equal (name, "card.close"))
    done = rap_seating_close (self->store, self->syndicate_id, &error);
  else if (g_str_equal (name, "card.remove"))
    done = rap_syndicates_remove (self->store, self->syndicate_id, &error);
  else
    done = rap_syndicates_reopen (self->store, self->syndicate_id, &error);
  /* the card may be gone now */
  if (done)
    rap_window_say_undoable (window, before);
  else
    rap_window_say (window, error->message);
}

static void
rap_syndicate_card_dispose (GObject *object)
{
  RapSyndicateCard *self = RAP_SYNDICATE_CARD (object);

  G_OBJECT_CLASS (rap_syndicate_card_parent_class)->dispose (object);
  g_clear_object (&self->store);
}

static void
rap_syndicate_card_class_init (RapSyndicateCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_syndicate_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-syndicate-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RapSyndicateCard, syndicate);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicateCard, badge);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicateCard, name);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicateCard, heading);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicateCard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicateCard, brief);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicateCard, brief_hint);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicateCard, summary);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicateCard, count_box);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicateCard, count);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicateCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, RapSyndicateCard, list);
  gtk_widget_class_bind_template_callback (widget_class, keynav_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, brief_changed_cb);
  gtk_widget_class_install_action (widget_class, "card.close", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "card.remove", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "card.reopen", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "card.earlier", NULL, renumber_action);
  gtk_widget_class_install_action (widget_class, "card.later", NULL, renumber_action);
}

static void
rap_syndicate_card_init (RapSyndicateCard *self)
{
  GtkDropTarget *target = gtk_drop_target_new (RAP_TYPE_SEAT_ROW, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  self->bindings[0] = rap_binding_attach (self->name, &specs[0]);
  self->bindings[1] = rap_binding_attach (self->brief, &specs[1]);
  self->bindings[2] = rap_binding_attach (self->count, &specs[2]);
}

GtkWidget *
rap_syndicate_card_new (void)
{
  return g_object_new (RAP_TYPE_SYNDICATE_CARD, NULL);
}

void
rap_syndicate_card_show (RapSyndicateCard *self,
                         RapStore *store,
                         gint64 session_id,
                         gint64 syndicate_id,
                         GPtrArray *people)
{
  g_autoptr (GPtrArray) mine = NULL;
  g_autoptr (RapSyndicate) syndicate =
      syndicate_id != 0 ? rap_store_get (store, RAP_TYPE_SYNDICATE, syndicate_id) : NULL;

  g_set_object (&self->store, store);
  if (syndicate != NULL && syndicate_id != self->syndicate_id)
    for (guint i = 0; i < G_N_ELEMENTS (self->bindings); i++)
      rap_binding_set_record (self->bindings[i], self->store, syndicate,
                              rap_programme_seminar_of (rap_store_db (self->store), session_id));
  self->session_id = session_id;
  self->syndicate_id = syndicate_id;
  mine = find_people (self, people);
  gtk_widget_set_visible (self->syndicate, syndicate != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), syndicate == NULL);
  if (syndicate != NULL)
    show_syndicate (self, syndicate, count_members (mine));
  else
    show_unseated (self, mine);
  show_people (self, mine);
  /* a long list of those who wait scrolls by itself; a syndicate is as tall as it has people */
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER,
                                  syndicate != NULL ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), mine->len > 0);
}

gboolean
rap_syndicate_card_focus (RapSyndicateCard *self, gboolean last)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, last ? self->n_rows - 1 : 0);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

int
rap_syndicate_card_get_number (RapSyndicateCard *self)
{
  return self->number;
}
