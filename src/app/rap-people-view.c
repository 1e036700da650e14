/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-people-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-attendees-dialog.h"
#include "rap-first-rows.h"
#include "rap-people-actions.h"
#include "rap-people-filters.h"
#include "rap-people-hint.h"
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
  RapPeopleFilters *filters;
  GtkListView *list;
  GtkActionBar *bar;
  GtkLabel *n_chosen;
  GtkMenuButton *join;
  RapPersonForm *form;

  RapPeopleList *people;
  RapFirstRows *rows; /* of those */
  GtkMultiSelection *selection;
  gint64 shown; /* by the form */
  guint focus_id;
};

G_DEFINE_FINAL_TYPE (RapPeopleView, rap_people_view, RAP_TYPE_PAGE)

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
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->people)))
    {
      rap_first_rows_reach (self->rows, position);
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
    }
  else
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static gboolean
is_door_open (RapPeopleView *self)
{
  return rap_people_hint_is_door_open (rap_store_db (get_store (self)), rap_page_get_seminar (RAP_PAGE (self)));
}

static void
show_hint (RapPeopleView *self)
{
  g_autofree char *hint = rap_people_hint (get_store (self), rap_page_get_seminar (RAP_PAGE (self)), self->people,
                                           get_typed (self), get_chosen_id (self));

  gtk_label_set_label (self->hint, hint);
}

static void
show_counts (RapPeopleView *self)
{
  rap_people_filters_count (self->filters, self->people);
  gtk_stack_set_visible_child_name (self->content, rap_people_list_count (self->people, NULL) > 0 ? "list" : "empty");
}

/* What can be done with how many; while one of them is in the form, that is done there. */
static void
enable_actions (RapPeopleView *self, guint n_chosen)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean listed = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "people") == 0;

  gtk_widget_action_set_enabled (widget, "people.find", listed);
  gtk_widget_action_set_enabled (widget, "people.add", listed && is_typed (self));
  gtk_widget_action_set_enabled (widget, "people.open", listed && n_chosen == 1);
  gtk_widget_action_set_enabled (widget, "people.tick", listed && n_chosen == 1 && is_door_open (self));
  gtk_widget_action_set_enabled (widget, "people.remove", listed && n_chosen > 0);
  gtk_widget_action_set_enabled (widget, "people.status", listed && n_chosen > 0);
  gtk_widget_action_set_enabled (widget, "people.consent", listed && n_chosen > 0);
  gtk_widget_action_set_enabled (widget, "people.choose-kept", listed && n_chosen == 2);
}

static void
selection_changed_cb (RapPeopleView *self)
{
  g_autoptr (GArray) ids = get_chosen (self);
  g_autofree char *n_chosen = g_strdup_printf (ngettext ("%u chosen", "%u chosen", ids->len), ids->len);
  g_autoptr (GMenuModel) menu = NULL;

  show_hint (self);
  enable_actions (self, ids->len);
  gtk_action_bar_set_revealed (self->bar, ids->len >= 2);
  if (ids->len < 2)
    return;
  menu = rap_people_actions_make_join_menu (get_store (self), ids);
  gtk_label_set_label (self->n_chosen, n_chosen);
  gtk_menu_button_set_menu_model (self->join, menu);
  gtk_widget_set_sensitive (GTK_WIDGET (self->join), ids->len == 2);
}

static void
narrow (RapPeopleView *self)
{
  rap_first_rows_restart (self->rows);
  rap_people_list_narrow (self->people, get_typed (self), rap_people_filters_get_status (self->filters));
}

static void
text_changed_cb (RapPeopleView *self)
{
  if (self->people == NULL)
    return;
  narrow (self);
  choose (self, is_typed (self) ? 0 : GTK_INVALID_LIST_POSITION);
  selection_changed_cb (self);
}

static void
open_form (RapPeopleView *self, gint64 id)
{
  if (id == 0)
    return;
  self->shown = id;
  gtk_stack_set_visible_child_name (self->stack, "person");
  enable_actions (self, 0);
  rap_person_form_show (self->form, get_store (self), id);
}

static void
form_closed_cb (RapPeopleView *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "person") != 0)
    return;
  gtk_stack_set_visible_child_name (self->stack, "people");
  if (gtk_widget_get_mapped (GTK_WIDGET (self))) /* not from another place, because the person went */
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  choose (self, rap_people_list_find (self->people, self->shown));
  selection_changed_cb (self);
}

/* And makes room for the next one. */
static void
tick (RapPeopleView *self, gint64 id)
{
  if (!rap_people_actions_tick (GTK_WIDGET (self), get_store (self), id))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  choose (self, rap_people_list_find (self->people, id));
  show_hint (self);
}

static RapAttendeesDialog *
preview (RapPeopleView *self, const char *text)
{
  RapAttendeesDialog *dialog =
      rap_attendees_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), get_store (self),
                                rap_page_get_seminar (RAP_PAGE (self)), text);

  g_signal_connect_object (dialog, "added", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
clear_cb (RapPeopleView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
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
      g_signal_connect_object (preview (self, get_typed (self)), "added", G_CALLBACK (clear_cb), self,
                               G_CONNECT_SWAPPED);
      return;
    }
  if (!rap_people_add_all (get_store (self), seminar_id, list, &error))
    {
      rap_window_say (GTK_WIDGET (self), error->message);
      return;
    }
  clear_cb (self);
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
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->people));
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

  if ((state & MODIFIERS) == GDK_CONTROL_MASK &&
      keyval == GDK_KEY_a) /* all are to be chosen, then all have to be there */
    rap_first_rows_reach (self->rows, G_MAXUINT);
  if ((state & MODIFIERS) != 0)
    return FALSE;
  if (keyval == GDK_KEY_space && ids->len == 1)
    {
      rap_people_actions_tick (GTK_WIDGET (self), get_store (self), g_array_index (ids, gint64, 0));
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
chosen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapPeopleView *self = RAP_PEOPLE_VIEW (widget);
  g_autoptr (GArray) ids = get_chosen (self);

  if (g_str_equal (name, "people.remove"))
    rap_people_actions_remove (widget, get_store (self), ids);
  else if (g_str_equal (name, "people.status"))
    rap_people_actions_set_status (widget, get_store (self), ids, g_variant_get_string (parameter, NULL));
  else if (g_str_equal (name, "people.consent"))
    rap_people_actions_set_consent (widget, get_store (self), ids, g_variant_get_string (parameter, NULL));
  else
    rap_people_actions_join (widget, get_store (self), rap_page_get_seminar (RAP_PAGE (self)), ids,
                             g_variant_get_boolean (parameter));
}

static void
choose_kept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (RAP_PEOPLE_VIEW (widget)->join);
}

static void
person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapPeopleView *self = RAP_PEOPLE_VIEW (widget);

  if (g_str_equal (name, "people.open"))
    open_form (self, get_chosen_id (self));
  else if (g_str_equal (name, "people.tick"))
    tick (self, get_chosen_id (self));
  else if (g_str_equal (name, "people.add"))
    add_typed (self);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
filters_changed_cb (RapPeopleView *self)
{
  if (self->people != NULL)
    narrow (self);
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
      self->rows = rap_first_rows_new (G_LIST_MODEL (self->people), self->list);
      self->selection = gtk_multi_selection_new (g_object_ref (rap_first_rows_get_model (self->rows)));
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
  g_clear_pointer (&self->rows, rap_first_rows_free);
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
  g_type_ensure (RAP_TYPE_PEOPLE_FILTERS);
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
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_install_action (widget_class, "people.remove", NULL, chosen_action);
  gtk_widget_class_install_action (widget_class, "people.status", "s", chosen_action);
  gtk_widget_class_install_action (widget_class, "people.consent", "s", chosen_action);
  gtk_widget_class_install_action (widget_class, "people.join", "b", chosen_action);
  gtk_widget_class_install_action (widget_class, "people.choose-kept", NULL, choose_kept_action);
  gtk_widget_class_install_action (widget_class, "people.find", NULL, person_action);
  gtk_widget_class_install_action (widget_class, "people.add", NULL, person_action);
  gtk_widget_class_install_action (widget_class, "people.open", NULL, person_action);
  gtk_widget_class_install_action (widget_class, "people.tick", NULL, person_action);
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
}
