/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-people-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-attendance.h"
#include "rap-attendees-dialog.h"
#include "rap-people-change.h"
#include "rap-people-join.h"
#include "rap-people-list.h"
#include "rap-people.h"
#include "rap-person-form.h"
#include "rap-person-row.h"
#include "rap-window.h"

#define MODIFIERS (gtk_accelerator_get_default_mod_mask () & ~GDK_SHIFT_MASK)

struct _RapPeopleView
{
  RapPage parent;

  GtkStack *stack;
  GtkStack *content;
  GtkEntry *entry;
  GtkWidget *import;
  GtkLabel *hint;
  GtkBox *filters;
  GtkListView *list;
  GtkActionBar *bar;
  GtkLabel *n_chosen;
  GtkMenuButton *join;
  RapPersonForm *form;

  GtkToggleButton *toggles[5];
  RapPeopleList *people;
  GtkMultiSelection *selection;
  const char *status; /* of those who are shown, or NULL */
  gint64 shown;       /* by the form */
  guint focus_id;
};

G_DEFINE_FINAL_TYPE (RapPeopleView, rap_people_view, RAP_TYPE_PAGE)

static const char *const filter_values[] = { NULL, "registered", "came", "walked_in", "cancelled" };

static RapStore *
get_store (RapPeopleView *self)
{
  return rap_page_get_store (RAP_PAGE (self));
}

static const char *
get_typed (RapPeopleView *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static gboolean
is_typed (RapPeopleView *self)
{
  return strspn (get_typed (self), " ") < strlen (get_typed (self));
}

/* Before the seminar's day nobody is at the door. */
static gboolean
is_door_open (RapPeopleView *self)
{
  return strcmp (rap_people_usual_status (rap_store_db (get_store (self)), rap_page_get_seminar (RAP_PAGE (self))),
                 "registered") != 0;
}

static GArray *
get_chosen (RapPeopleView *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      const gint64 id = rap_people_list_get_id (self->people, position);
      if (id != 0)
        g_array_append_val (ids, id);
    }
  return ids;
}

/* The only one that is chosen, or the first of them. */
static guint
get_chosen_position (RapPeopleView *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_is_empty (selected) ? GTK_INVALID_LIST_POSITION : gtk_bitset_get_minimum (selected);
}

static gint64
get_chosen_id (RapPeopleView *self)
{
  return rap_people_list_get_id (self->people, get_chosen_position (self));
}

static void
choose (RapPeopleView *self, guint position)
{
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    {
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
    }
  else
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
report (RapPeopleView *self, GError *error)
{
  if (error != NULL)
    rap_window_say (GTK_WIDGET (self), error->message);
}

/* What Enter does with what is typed and fits nobody. */
static char *
make_adding_hint (RapPeopleView *self)
{
  const char *status =
      rap_people_usual_status (rap_store_db (get_store (self)), rap_page_get_seminar (RAP_PAGE (self)));
  g_autoptr (RapAttendee) attendee = rap_attendee_parse (get_typed (self));

  if (*attendee->name == '\0')
    return g_strdup (_ ("A person needs a name: Name, affiliation <address>"));
  if (strcmp (status, "registered") == 0)
    return g_strdup_printf (_ ("Enter adds %s as registered"), attendee->name);
  if (strcmp (status, "walked_in") == 0)
    return g_strdup_printf (_ ("Enter adds %s as walked in"), attendee->name);
  return g_strdup_printf (_ ("Enter adds %s, who came"), attendee->name);
}

/* What Space does with who is chosen. */
static char *
make_choice_hint (RapPeopleView *self, gint64 id)
{
  g_autoptr (RapAttendance) attendance = rap_store_get (get_store (self), RAP_TYPE_ATTENDANCE, id);
  const char *name = attendance->name != NULL ? attendance->name : "";

  if (!is_door_open (self))
    return g_strdup_printf (_ ("Enter opens %s; Ctrl+Enter adds another person"), name);
  if (g_strcmp0 (attendance->status, "came") == 0)
    return g_strdup_printf (_ ("%s came; Space takes that back"), name);
  if (g_strcmp0 (attendance->status, "walked_in") == 0)
    return g_strdup_printf (_ ("%s walked in"), name);
  if (is_typed (self) && rap_people_list_continues (self->people))
    return g_strdup_printf (_ ("Space twice ticks %s"), name);
  return g_strdup_printf (_ ("Space ticks %s"), name);
}

static void
show_hint (RapPeopleView *self)
{
  const gint64 id = get_chosen_id (self);
  g_autofree char *hint = NULL;

  if (id != 0 && (is_typed (self) || is_door_open (self)))
    hint = make_choice_hint (self, id);
  else if (is_typed (self))
    hint = make_adding_hint (self);
  else if (is_door_open (self))
    hint = g_strdup (_ ("Two letters and Space tick who is here. A whole name and Enter add who is not in the list."));
  else
    hint = g_strdup (_ ("Type a name and press Enter, or paste a list."));
  gtk_label_set_label (self->hint, hint);
}

static void
show_counts (RapPeopleView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (filter_values); i++)
    {
      const guint n = rap_people_list_count (self->people, filter_values[i]);
      /* Translators: a status and how many have it: "Came 12" */
      g_autofree char *text = g_strdup_printf (
          _ ("%s %u"), filter_values[i] != NULL ? rap_people_status_name (filter_values[i]) : C_ ("people", "All"), n);
      gtk_button_set_label (GTK_BUTTON (self->toggles[i]), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggles[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
  gtk_stack_set_visible_child_name (self->content, rap_people_list_count (self->people, NULL) > 0 ? "list" : "empty");
}

/* For two that are chosen: which of them stays. */
static void
show_join_menu (RapPeopleView *self, GArray *ids)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; ids->len == 2 && i < 2; i++)
    {
      g_autoptr (RapAttendance) attendance =
          rap_store_get (get_store (self), RAP_TYPE_ATTENDANCE, g_array_index (ids, gint64, i));
      g_autofree char *description = rap_people_describe (rap_store_db (get_store (self)), attendance->person_id);
      g_autofree char *label = g_strdup_printf (_ ("Keep %s"), description);
      g_autoptr (GMenuItem) item = NULL;

      g_strdelimit (label, "_", '-'); /* a menu would take it for a mnemonic */
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "people.join", "b", i == 0);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->join, G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (GTK_WIDGET (self->join), ids->len == 2);
}

static void
selection_changed_cb (RapPeopleView *self)
{
  g_autoptr (GArray) ids = get_chosen (self);
  g_autofree char *n_chosen = g_strdup_printf (ngettext ("%u chosen", "%u chosen", ids->len), ids->len);

  show_hint (self);
  gtk_action_bar_set_revealed (self->bar, ids->len >= 2);
  if (ids->len < 2)
    return;
  gtk_label_set_label (self->n_chosen, n_chosen);
  show_join_menu (self, ids);
}

static void
narrow (RapPeopleView *self)
{
  rap_people_list_narrow (self->people, get_typed (self), self->status);
}

static void
text_changed_cb (RapPeopleView *self)
{
  if (self->people == NULL)
    return;
  narrow (self);
  choose (self, is_typed (self) ? 0 : GTK_INVALID_LIST_POSITION);
  show_hint (self);
}

static void
open_form (RapPeopleView *self, gint64 id)
{
  if (id == 0)
    return;
  self->shown = id;
  gtk_stack_set_visible_child_name (self->stack, "person");
  rap_person_form_show (self->form, get_store (self), id);
}

static void
form_closed_cb (RapPeopleView *self)
{
  gtk_stack_set_visible_child_name (self->stack, "people");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  choose (self, rap_people_list_find (self->people, self->shown));
}

static void
tick (RapPeopleView *self, gint64 id)
{
  g_autoptr (GError) error = NULL;

  if (!rap_people_tick (get_store (self), id, &error))
    {
      report (self, error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  choose (self, rap_people_list_find (self->people, id));
  show_hint (self);
}

static void
preview (RapPeopleView *self, const char *text)
{
  RapAttendeesDialog *dialog =
      rap_attendees_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), get_store (self),
                                rap_page_get_seminar (RAP_PAGE (self)), text);

  g_signal_connect_object (dialog, "added", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Adds who is typed; asks if it is not clear who that is. */
static void
add_typed (RapPeopleView *self)
{
  const gint64 seminar_id = rap_page_get_seminar (RAP_PAGE (self));
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_attendee_free);
  RapAttendee *attendee = rap_attendee_parse (get_typed (self));
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (list, attendee);
  rap_people_recognise (rap_store_db (get_store (self)), list);
  if (attendee->candidates->len > 0)
    {
      g_autofree char *typed = g_strdup (get_typed (self));
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      preview (self, typed);
      return;
    }
  if (!rap_people_add_all (get_store (self), seminar_id, list, &error))
    {
      report (self, error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  choose (self, rap_people_list_find (self->people, attendee->attendance_id));
}

static void
activate_cb (RapPeopleView *self)
{
  const gint64 id = get_chosen_id (self);

  if (id != 0)
    open_form (self, id);
  else if (is_typed (self))
    add_typed (self);
}

/* Several lines are a list of people. */
static void
insert_text_cb (RapPeopleView *self, const char *text, int length, int *position, GtkEditable *editable)
{
  g_autofree char *all = g_strndup (text, length < 0 ? strlen (text) : (gsize) length);
  g_autofree char *line = g_strstrip (g_strdup (all));

  if (strpbrk (line, "\r\n\t") == NULL && strpbrk (all, "\r\n\t") == NULL)
    return;
  g_signal_stop_emission_by_name (editable, "insert-text");
  if (strpbrk (line, "\r\n\t") == NULL)
    gtk_editable_insert_text (editable, line, -1, position);
  else
    preview (self, all);
}

static void
move_choice (RapPeopleView *self, int step)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  const guint position = get_chosen_position (self);

  if (n == 0)
    return;
  if (position == GTK_INVALID_LIST_POSITION)
    choose (self, step > 0 ? 0 : n - 1);
  else
    choose (self, step > 0 ? MIN (position + 1, n - 1) : position - MIN (position, 1));
}

static gboolean
press_space (RapPeopleView *self)
{
  const gint64 id = get_chosen_id (self);

  if (!is_typed (self) && (id == 0 || !is_door_open (self)))
    return TRUE; /* no name begins with it */
  if (id == 0 || !is_door_open (self) || (is_typed (self) && rap_people_list_continues (self->people)))
    return FALSE;
  tick (self, id);
  return TRUE;
}

static gboolean
entry_key_cb (RapPeopleView *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & MODIFIERS) == GDK_CONTROL_MASK && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter))
    {
      if (is_typed (self))
        add_typed (self);
      return TRUE;
    }
  /* the entry has no undo of its own, and keeps these keys to itself all the same */
  if ((state & MODIFIERS) == GDK_CONTROL_MASK && gdk_keyval_to_lower (keyval) == GDK_KEY_z)
    return gtk_widget_activate_action (GTK_WIDGET (self), (state & GDK_SHIFT_MASK) != 0 ? "win.redo" : "win.undo",
                                       NULL);
  if ((state & MODIFIERS) == GDK_CONTROL_MASK && keyval == GDK_KEY_y)
    return gtk_widget_activate_action (GTK_WIDGET (self), "win.redo", NULL);
  if ((state & (MODIFIERS | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_space:
      return press_space (self);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_choice (self, 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_choice (self, -1);
      return TRUE;
    case GDK_KEY_F2:
      open_form (self, get_chosen_id (self));
      return TRUE;
    case GDK_KEY_Escape:
      if (*get_typed (self) == '\0')
        return FALSE;
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      return TRUE;
    default:
      return FALSE;
    }
}

/* Letters that are typed in the list go where typing goes. */
static gboolean
list_key_cb (RapPeopleView *self, guint keyval, guint keycode, GdkModifierType state, GtkEventController *controller)
{
  g_autoptr (GArray) ids = get_chosen (self);

  if ((state & MODIFIERS) != 0)
    return FALSE;
  if (keyval == GDK_KEY_space && ids->len == 1)
    {
      g_autoptr (GError) error = NULL;
      rap_people_tick (get_store (self), g_array_index (ids, gint64, 0), &error);
      report (self, error);
      return TRUE;
    }
  if (keyval == GDK_KEY_F2)
    {
      open_form (self, get_chosen_id (self));
      return TRUE;
    }
  if (gdk_keyval_to_unicode (keyval) <= ' ' || keyval == GDK_KEY_Delete)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  return gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (controller),
                                           GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
}

static void
row_activated_cb (RapPeopleView *self, guint position)
{
  open_form (self, rap_people_list_get_id (self->people, position));
}

static void
filter_cb (RapPeopleView *self, GtkToggleButton *toggle)
{
  if (!gtk_toggle_button_get_active (toggle))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (filter_values); i++)
    if (self->toggles[i] == toggle)
      self->status = filter_values[i];
  if (self->people != NULL)
    narrow (self);
}

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, rap_person_row_new ());
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  rap_person_row_set_attendance (RAP_PERSON_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  rap_person_row_set_attendance (RAP_PERSON_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapPeopleView *self = RAP_PEOPLE_VIEW (widget);
  g_autoptr (GArray) ids = get_chosen (self);
  const gint64 before = rap_store_get_last_step (get_store (self));
  g_autoptr (GError) error = NULL;

  if (rap_people_remove (get_store (self), (const gint64 *) ids->data, ids->len, &error))
    rap_window_say_undoable (widget, before);
  report (self, error);
}

static void
status_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapPeopleView *self = RAP_PEOPLE_VIEW (widget);
  g_autoptr (GArray) ids = get_chosen (self);
  g_autoptr (GError) error = NULL;

  rap_people_set_status (get_store (self), (const gint64 *) ids->data, ids->len, g_variant_get_string (parameter, NULL),
                         &error);
  report (self, error);
}

static void
consent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapPeopleView *self = RAP_PEOPLE_VIEW (widget);
  g_autoptr (GArray) ids = get_chosen (self);
  g_autoptr (GError) error = NULL;

  rap_people_set_consent (get_store (self), (const gint64 *) ids->data, ids->len,
                          g_variant_get_string (parameter, NULL), &error);
  report (self, error);
}

static void
join_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapPeopleView *self = RAP_PEOPLE_VIEW (widget);
  g_autoptr (GArray) ids = get_chosen (self);
  const gint64 before = rap_store_get_last_step (get_store (self));
  g_autoptr (RapAttendance) first = NULL;
  g_autoptr (RapAttendance) second = NULL;
  const gboolean keep_first = g_variant_get_boolean (parameter);
  g_autoptr (GError) error = NULL;

  if (ids->len != 2)
    return;
  first = rap_store_get (get_store (self), RAP_TYPE_ATTENDANCE, g_array_index (ids, gint64, 0));
  second = rap_store_get (get_store (self), RAP_TYPE_ATTENDANCE, g_array_index (ids, gint64, 1));
  if (rap_people_join (get_store (self), rap_page_get_seminar (RAP_PAGE (self)),
                       keep_first ? first->person_id : second->person_id,
                       keep_first ? second->person_id : first->person_id, &error))
    rap_window_say_undoable (widget, before);
  report (self, error);
}

static void
items_changed_cb (RapPeopleView *self)
{
  show_counts (self);
  selection_changed_cb (self);
}

static void
rap_people_view_load (RapPage *page)
{
  RapPeopleView *self = RAP_PEOPLE_VIEW (page);

  if (self->people == NULL)
    {
      self->people = rap_people_list_new (rap_page_get_store (page));
      self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->people)));
      gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
      g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_stack_set_visible_child_name (self->stack, "people");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  rap_people_list_set_seminar (self->people, rap_page_get_seminar (page));
  items_changed_cb (self);
}

static void
rap_people_view_changed (RapPage *page, RapChanges *changes)
{
  RapPeopleView *self = RAP_PEOPLE_VIEW (page);

  show_counts (self);
  show_hint (self);
  rap_person_form_refresh (self->form, changes);
}

/* Who comes here comes to type; the key or click that brings one here gives the focus to what was pressed first. */
static gboolean
take_focus_cb (gpointer data)
{
  RapPeopleView *self = data;

  self->focus_id = 0;
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "people"))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return G_SOURCE_REMOVE;
}

/* The action comes with the window. */
static void
rap_people_view_map (GtkWidget *widget)
{
  RapPeopleView *self = RAP_PEOPLE_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (rap_people_view_parent_class)->map (widget);
  if (self->focus_id == 0)
    self->focus_id = g_idle_add (take_focus_cb, self);
  gtk_widget_set_visible (self->import, G_IS_ACTION_GROUP (root) &&
                                            g_action_group_has_action (G_ACTION_GROUP (root), "import-attendees"));
}

static void
rap_people_view_dispose (GObject *object)
{
  RapPeopleView *self = RAP_PEOPLE_VIEW (object);

  g_clear_handle_id (&self->focus_id, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->people);
  G_OBJECT_CLASS (rap_people_view_parent_class)->dispose (object);
}

static void
rap_people_view_class_init (RapPeopleViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_people_view_dispose;
  widget_class->map = rap_people_view_map;
  RAP_PAGE_CLASS (klass)->load = rap_people_view_load;
  RAP_PAGE_CLASS (klass)->changed = rap_people_view_changed;
  g_type_ensure (RAP_TYPE_PERSON_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-people-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapPeopleView, stack);
  gtk_widget_class_bind_template_child (widget_class, RapPeopleView, content);
  gtk_widget_class_bind_template_child (widget_class, RapPeopleView, entry);
  gtk_widget_class_bind_template_child (widget_class, RapPeopleView, import);
  gtk_widget_class_bind_template_child (widget_class, RapPeopleView, hint);
  gtk_widget_class_bind_template_child (widget_class, RapPeopleView, filters);
  gtk_widget_class_bind_template_child (widget_class, RapPeopleView, list);
  gtk_widget_class_bind_template_child (widget_class, RapPeopleView, bar);
  gtk_widget_class_bind_template_child (widget_class, RapPeopleView, n_chosen);
  gtk_widget_class_bind_template_child (widget_class, RapPeopleView, join);
  gtk_widget_class_bind_template_child (widget_class, RapPeopleView, form);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_closed_cb);
  gtk_widget_class_install_action (widget_class, "people.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "people.status", "s", status_action);
  gtk_widget_class_install_action (widget_class, "people.consent", "s", consent_action);
  gtk_widget_class_install_action (widget_class, "people.join", "b", join_action);
}

static void
add_filters (RapPeopleView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (filter_values); i++)
    {
      const char *name = filter_values[i] != NULL ? rap_people_status_name (filter_values[i]) : C_ ("people", "All");
      GtkWidget *toggle = gtk_toggle_button_new_with_label (name);

      self->toggles[i] = GTK_TOGGLE_BUTTON (toggle);
      if (i > 0)
        gtk_toggle_button_set_group (self->toggles[i], self->toggles[0]);
      gtk_widget_set_focus_on_click (toggle, FALSE);
      gtk_widget_add_css_class (toggle, "filter");
      gtk_box_append (self->filters, toggle);
      g_signal_connect_object (toggle, "toggled", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_toggle_button_set_active (self->toggles[0], TRUE);
}

static void
rap_people_view_init (RapPeopleView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEditable *text;

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  g_signal_connect_object (text, "insert-text", G_CALLBACK (insert_text_cb), self, G_CONNECT_SWAPPED);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  add_filters (self);
}
