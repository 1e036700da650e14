/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-palette.h"

#include <glib/gi18n-lib.h>

#include "rap-palette-item.h"

/* More than these nobody looks through: another letter finds the others. */
#define MAX_FOUND 60

struct _RapPalette
{
  AdwWindow parent;

  GtkEntry *entry;
  GtkStack *stack;
  GtkListView *list;

  RapWindow *window; /* weak, as is */
  GtkWidget *from;
  GPtrArray *items; /* RapPaletteItem */
  GListStore *found;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (RapPalette, rap_palette, ADW_TYPE_WINDOW)

static char *
describe (RapPaletteItem *item)
{
  const char *parts[] = { item->title, item->detail, item->key };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", parts[i]);
  return g_string_free (text, FALSE);
}

/* The focus stays in the entry, which therefore says what is selected. */
static void
say_selected (RapPalette *self)
{
  RapPaletteItem *item = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *text = item != NULL ? describe (item) : g_strdup (_ ("Nothing is called that."));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
find (RapPalette *self)
{
  g_autoptr (GPtrArray) found =
      rap_palette_items_find (self->items, gtk_editable_get_text (GTK_EDITABLE (self->entry)), MAX_FOUND);

  g_list_store_splice (self->found, 0, g_list_model_get_n_items (G_LIST_MODEL (self->found)), found->pdata, found->len);
  gtk_single_selection_set_selected (self->selection, 0);
  if (found->len > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "found" : "nothing");
  say_selected (self);
}

static void
do_item (RapPalette *self, RapPaletteItem *chosen)
{
  g_autoptr (RapPaletteItem) item = g_object_ref (chosen);
  g_autoptr (RapWindow) window = self->window != NULL ? g_object_ref (self->window) : NULL;
  g_autoptr (GtkWidget) from = self->from != NULL ? g_object_ref (self->from) : NULL;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  gtk_window_close (GTK_WINDOW (self));
  if (window == NULL)
    return;
  if (item->session_id != 0)
    rap_window_go_to (window, item->session_id, item->number);
  else if (item->seminar_id != 0)
    rap_window_open_seminar (window, item->seminar_id);
  else if (from != NULL && g_action_parse_detailed_name (item->action->name, &name, &target, NULL))
    gtk_widget_activate_action_variant (from, name, target);
}

static void
changed_cb (RapPalette *self)
{
  find (self);
}

static void
activate_cb (RapPalette *self)
{
  RapPaletteItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL)
    do_item (self, item);
}

static void
row_activated_cb (RapPalette *self, guint position)
{
  g_autoptr (RapPaletteItem) item = g_list_model_get_item (G_LIST_MODEL (self->found), position);

  if (item != NULL)
    do_item (self, item);
}

static gboolean
key_pressed_cb (RapPalette *self, guint keyval, guint keycode, GdkModifierType state)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  const guint selected = gtk_single_selection_get_selected (self->selection);
  guint position;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || n == 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      position = MIN (selected + 1, n - 1);
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      position = selected > 0 ? selected - 1 : 0;
      break;
    default:
      return FALSE;
    }
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  say_selected (self);
  return TRUE;
}

/* Not the list's own "single click activates", by which the pointer selects what it happens to stand over. */
static void
clicked_cb (GtkListItem *item)
{
  gtk_widget_activate_action (gtk_list_item_get_child (item), "list.activate-item", "u",
                              gtk_list_item_get_position (item));
}

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkGesture *click = gtk_gesture_click_new ();

  for (int i = 0; i < 3; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);
      gtk_label_set_ellipsize (GTK_LABEL (label), i < 2 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
      gtk_label_set_xalign (GTK_LABEL (label), i == 0 ? 0 : 1);
      gtk_widget_set_hexpand (label, i == 0);
      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (label, i == 1 ? "caption" : i == 2 ? "key" : "title");
      gtk_box_append (GTK_BOX (box), label);
    }
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  RapPaletteItem *shown = gtk_list_item_get_item (item);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *detail = gtk_widget_get_next_sibling (title);
  GtkWidget *key = gtk_widget_get_next_sibling (detail);
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));
  g_autofree char *text = describe (shown);

  gtk_label_set_label (GTK_LABEL (title), shown->title);
  gtk_label_set_label (GTK_LABEL (detail), shown->detail != NULL ? shown->detail : "");
  gtk_label_set_label (GTK_LABEL (key), shown->key != NULL ? shown->key : "");
  gtk_widget_set_visible (detail, shown->detail != NULL);
  gtk_widget_set_visible (key, shown->key != NULL);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
rap_palette_dispose (GObject *object)
{
  RapPalette *self = RAP_PALETTE (object);

  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->from);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (rap_palette_parent_class)->dispose (object);
}

static void
rap_palette_class_init (RapPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_palette_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, RapPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, RapPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, RapPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
rap_palette_init (RapPalette *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  self->found = g_list_store_new (RAP_TYPE_PALETTE_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->found)); /* takes the list */
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

RapPalette *
rap_palette_new (RapWindow *parent, GtkWidget *from)
{
  RapPalette *self = g_object_new (RAP_TYPE_PALETTE, "transient-for", parent, NULL);
  const int width = gtk_widget_get_width (GTK_WIDGET (parent));

  g_set_weak_pointer (&self->window, parent);
  g_set_weak_pointer (&self->from, from);
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width - 48, 320, 560), 420);
  self->items = rap_palette_items_collect (rap_store_db (rap_window_get_store (parent)), from,
                                           rap_window_get_seminar (parent), rap_window_get_session (parent));
  find (self);
  return self;
}
