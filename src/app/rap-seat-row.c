/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-seat-row.h"

#include <glib/gi18n-lib.h>

#include "rap-actions.h"
#include "rap-keys.h"
#include "rap-menu-label.h"
#include "rap-programme.h"
#include "rap-syndicates.h"
#include "rap-tooltip.h"
#include "rap-voice.h"
#include "rap-window.h"

/* of the name of a syndicate in the menu, which is not to be wider than a narrow window */
#define PLACE_CHARS 26

struct _RapSeatRow
{
  GtkListBoxRow parent;

  GtkLabel *name;
  GtkLabel *affiliation;
  GtkLabel *task;
  GtkWidget *pin;
  GtkMenuButton *menu_button;

  RapStore *store;
  gint64 session_id;
  RapSeat *seat;
  gint64 dragged_id;
};

G_DEFINE_FINAL_TYPE (RapSeatRow, rap_seat_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_task (const RapSeat *seat)
{
  if (seat->facilitates != 0)
    return C_ ("role", "Facilitator");
  return seat->reports != 0 ? C_ ("role", "Rapporteur") : NULL;
}

/* Why somebody has no seat and will not be dealt one. */
static const char *
get_reason (const RapSeat *seat)
{
  if (seat->dealt || seat->facilitates != 0)
    return NULL;
  if (g_str_equal (seat->status, "cancelled"))
    return _ ("cancelled");
  if (seat->public)
    return _ ("speaker or organiser");
  return g_str_equal (seat->status, "registered") ? _ ("has not come yet") : NULL;
}

/* The syndicate in whose card this is, or 0. */
static gint64
get_place (RapSeatRow *self)
{
  return self->seat->syndicate_id != 0 ? self->seat->syndicate_id : self->seat->facilitates;
}

/* Says what went wrong, if anything did. */
static void
say (RapSeatRow *self, gboolean done, GError *error)
{
  if (!done)
    rap_window_say (GTK_WIDGET (self), error->message);
}

static void
seat (RapSeatRow *self, gint64 attendance_id, gint64 syndicate_id)
{
  g_autoptr (GError) error = NULL;

  say (self, rap_syndicates_seat (self->store, self->session_id, syndicate_id, attendance_id, &error), error);
}

static void
seat_by_number (RapSeatRow *self, int number)
{
  g_autoptr (GError) error = NULL;
  const gint64 id = rap_programme_find_syndicate (rap_store_db (self->store), self->session_id, number, &error);

  if (id == 0)
    say (self, FALSE, error);
  else if (id != self->seat->syndicate_id || !self->seat->placed)
    seat (self, self->seat->attendance_id, id);
}

static GMenu *
add_section (GMenu *menu, const char *label)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append_section (menu, label, G_MENU_MODEL (section));
  return section; /* which the menu holds */
}

/* With the number as the key where that is one digit. */
static char *
make_place_label (int number, const char *name)
{
  g_autofree char *start = NULL;
  g_autofree char *plain = NULL;

  if (name == NULL || *name == '\0')
    return number < 10 ? g_strdup_printf (_ ("Syndicate _%d"), number) : rap_syndicate_title (NULL, number);
  start = g_utf8_strlen (name, -1) > PLACE_CHARS ? g_utf8_substring (name, 0, PLACE_CHARS - 1) : NULL;
  plain = rap_menu_label (start != NULL ? g_strchomp (start) : name);
  return g_strdup_printf (number < 10 ? "_%d  %s%s" : "%d  %s%s", number, plain, start != NULL ? "…" : "");
}

/* Every open syndicate but the person's own. */
static void
add_moves (RapSeatRow *self, GMenu *section)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (rap_store_db (self->store),
                                             "SELECT number, name FROM syndicate WHERE session_id = ?1 AND NOT closed"
                                             " AND id <> ?2 ORDER BY number, id",
                                             "ii", self->session_id, self->seat->syndicate_id);

  while (rap_stmt_step (stmt, NULL))
    {
      const int number = (int) rap_stmt_int (stmt, 0);
      g_autofree char *label = make_place_label (number, rap_stmt_text (stmt, 1));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "seat.move", "i", number);
      g_menu_append_item (section, item);
    }
}

/* Made when it is opened, for it tells what the person is and which syndicates there are. */
static void
make_menu_cb (GtkMenuButton *button, gpointer data)
{
  RapSeatRow *self = data;
  const gboolean seated = get_place (self) != 0;
  g_autoptr (GMenu) menu = g_menu_new ();

  if (seated)
    {
      GMenu *section = add_section (menu, NULL);
      g_menu_append (section, self->seat->reports != 0 ? _ ("No Longer _Rapporteur") : _ ("Make _Rapporteur"),
                     "seat.rapporteur");
      g_menu_append (section, self->seat->facilitates != 0 ? _ ("No Longer _Facilitator") : _ ("Make _Facilitator"),
                     "seat.facilitator");
      if (self->seat->syndicate_id != 0)
        g_menu_append (section,
                       self->seat->placed ? _ ("Un_pin: May Be Dealt Elsewhere") : _ ("_Pin to This Syndicate"),
                       "seat.pin");
    }
  add_moves (self, add_section (menu, seated ? _ ("Move to") : _ ("Seat in")));
  if (seated)
    {
      /* of several keys the one that people look for */
      g_autoptr (GMenuItem) item = g_menu_item_new (_ ("_Take Out of the Syndicate"), "seat.out");
      g_menu_item_set_attribute (item, "accel", "s", "Delete");
      g_menu_append_item (add_section (menu, NULL), item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static GdkContentProvider *
drag_cb (RapSeatRow *self)
{
  if (self->seat == NULL)
    return NULL;
  self->dragged_id = self->seat->attendance_id;
  return gdk_content_provider_new_typed (RAP_TYPE_SEAT_ROW, self);
}

static void
drag_begin_cb (RapSeatRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

/* By the place of the digit on the keyboard; letters are bindings of the class, which know other layouts. */
static gboolean
key_pressed_cb (RapSeatRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  const int digit = rap_keys_get_digit (keycode);

  state &= gtk_accelerator_get_default_mod_mask ();
  if (digit < 0 || self->seat == NULL || (state & ~GDK_SHIFT_MASK) != 0)
    return FALSE;
  if (digit == 0 && state == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "seat.out", NULL);
  else
    seat_by_number (self, state != 0 ? digit + 10 : digit);
  return TRUE;
}

static void
right_click_cb (RapSeatRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_menu_button_popup (self->menu_button);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  seat_by_number (RAP_SEAT_ROW (widget), g_variant_get_int32 (parameter));
}

static void
out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapSeatRow *self = RAP_SEAT_ROW (widget);

  if (get_place (self) != 0)
    seat (self, self->seat->attendance_id, 0);
}

static void
task_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapSeatRow *self = RAP_SEAT_ROW (widget);
  const gint64 place = get_place (self);
  const gboolean facilitator = g_str_equal (name, "seat.facilitator");
  const gboolean has = (facilitator ? self->seat->facilitates : self->seat->reports) != 0;
  const gint64 who = has ? 0 : self->seat->attendance_id;
  g_autoptr (GError) error = NULL;

  if (place == 0)
    rap_window_say (widget, _ ("Seat the person in a syndicate first."));
  else if (facilitator)
    say (self, rap_syndicates_set_facilitator (self->store, place, who, &error), error);
  else
    say (self, rap_syndicates_set_rapporteur (self->store, place, who, &error), error);
}

static void
pin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapSeatRow *self = RAP_SEAT_ROW (widget);
  g_autoptr (GError) error = NULL;

  say (
      self,
      rap_syndicates_set_placed (self->store, self->session_id, self->seat->attendance_id, !self->seat->placed, &error),
      error);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (RAP_SEAT_ROW (widget)->menu_button);
}

static void
rap_seat_row_dispose (GObject *object)
{
  g_clear_object (&RAP_SEAT_ROW (object)->store);
  G_OBJECT_CLASS (rap_seat_row_parent_class)->dispose (object);
}

static void
rap_seat_row_finalize (GObject *object)
{
  RapSeatRow *self = RAP_SEAT_ROW (object);

  g_clear_pointer (&self->seat, rap_seat_free);
  G_OBJECT_CLASS (rap_seat_row_parent_class)->finalize (object);
}

static void
rap_seat_row_class_init (RapSeatRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_seat_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rap_seat_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-seat-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapSeatRow, name);
  gtk_widget_class_bind_template_child (widget_class, RapSeatRow, affiliation);
  gtk_widget_class_bind_template_child (widget_class, RapSeatRow, task);
  gtk_widget_class_bind_template_child (widget_class, RapSeatRow, pin);
  gtk_widget_class_bind_template_child (widget_class, RapSeatRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, drag_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, right_click_cb);
  gtk_widget_class_install_action (widget_class, "seat.move", "i", move_action);
  gtk_widget_class_install_action (widget_class, "seat.out", NULL, out_action);
  gtk_widget_class_install_action (widget_class, "seat.rapporteur", NULL, task_action);
  gtk_widget_class_install_action (widget_class, "seat.facilitator", NULL, task_action);
  gtk_widget_class_install_action (widget_class, "seat.pin", NULL, pin_action);
  gtk_widget_class_install_action (widget_class, "seat.menu", NULL, menu_action);
  rap_actions_bind (widget_class, "seat.rapporteur");
  rap_actions_bind (widget_class, "seat.facilitator");
  rap_actions_bind (widget_class, "seat.pin");
  rap_actions_bind (widget_class, "seat.out");
  rap_actions_bind (widget_class, "seat.menu");
}

static void
rap_seat_row_init (RapSeatRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu_cb, self, NULL);
  /* the pointer's: with the keyboard one opens the menu from the row */
  gtk_widget_set_focusable (gtk_widget_get_first_child (GTK_WIDGET (self->menu_button)), FALSE);
}

GtkWidget *
rap_seat_row_new (void)
{
  return g_object_new (RAP_TYPE_SEAT_ROW, NULL);
}

void
rap_seat_row_show (RapSeatRow *self, RapStore *store, gint64 session_id, const RapSeat *seat)
{
  const char *task = get_task (seat), *reason = get_reason (seat);
  const gboolean placed = seat->placed && seat->syndicate_id != 0;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GPtrArray) details = g_ptr_array_new ();
  g_autofree char *all = NULL;
  g_autofree char *below = NULL;
  g_autofree char *menu = NULL;

  g_set_object (&self->store, store);
  self->session_id = session_id;
  if (seat->affiliation != NULL && *seat->affiliation != '\0')
    g_ptr_array_add (details, seat->affiliation);
  if (reason != NULL)
    g_ptr_array_add (details, (gpointer) reason);
  g_ptr_array_add (details, NULL);
  below = g_strjoinv (" · ", (char **) details->pdata);
  g_ptr_array_add (parts, seat->name);
  if (*below != '\0')
    g_ptr_array_add (parts, below);
  if (task != NULL)
    g_ptr_array_add (parts, (gpointer) task);
  if (placed)
    g_ptr_array_add (parts, _ ("placed by hand"));
  g_ptr_array_add (parts, NULL);
  all = g_strjoinv (", ", (char **) parts->pdata);

  gtk_label_set_label (self->name, seat->name);
  gtk_label_set_label (self->affiliation, below);
  gtk_widget_set_visible (GTK_WIDGET (self->affiliation), *below != '\0');
  gtk_label_set_label (self->task, task != NULL ? task : "");
  gtk_widget_set_visible (GTK_WIDGET (self->task), task != NULL);
  gtk_widget_set_visible (self->pin, placed);
  rap_tooltip_set (GTK_WIDGET (self), all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);

  /* Translators: the button of the menu of a person */
  menu = g_strdup_printf (_ ("Menu of %s"), seat->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, menu, -1);

  g_clear_pointer (&self->seat, rap_seat_free);
  self->seat = g_memdup2 (seat, sizeof *seat);
  self->seat->name = g_strdup (seat->name);
  self->seat->affiliation = g_strdup (seat->affiliation);
  self->seat->status = g_strdup (seat->status);
}

const RapSeat *
rap_seat_row_get_seat (RapSeatRow *self)
{
  return self->seat;
}

void
rap_seat_row_drop (RapSeatRow *self, gint64 syndicate_id)
{
  seat (self, self->dragged_id, syndicate_id);
}
