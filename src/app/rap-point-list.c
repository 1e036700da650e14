/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-point-list.h"

#include "rap-point-row.h"

struct _RapPointList
{
  GtkWidget parent;

  GtkScrolledWindow *scroller;
  GtkListView *list;

  GtkSelectionModel *selection;
  GTimeZone *zone;
  gboolean at_end; /* the newest row touches the line */
  double value;    /* of the scroller when last looked at, and its upper end */
  double upper;
  guint scroll_id;
  guint more_id;
  gint64 edited; /* whose row shows the editor */
  GtkWidget *editor;
  GHashTable *unfolded; /* id of a merged point → model of its originals */
};

enum
{
  TOP,
  EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapPointList, rap_point_list, GTK_TYPE_WIDGET)

static RapPointRow *
find_row (RapPointList *self, gint64 id)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);
      RapPoint *point = RAP_IS_POINT_ROW (row) ? rap_point_row_get_point (RAP_POINT_ROW (row)) : NULL;
      if (point != NULL && rap_record_get_id (RAP_RECORD (point)) == id)
        return RAP_POINT_ROW (row);
    }
  return NULL;
}

/* The list places itself by the item it holds on to, after its adjustment has told of a change: so a moment later. */
static gboolean
scroll_to_end_cb (gpointer data)
{
  RapPointList *self = data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  self->scroll_id = 0;
  if (n > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", n - 1);
  return G_SOURCE_REMOVE;
}

/* Asked once the rows are painted: before, they have no height. */
static gboolean
look_for_top_cb (gpointer data)
{
  RapPointList *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  const double page = gtk_adjustment_get_page_size (adjustment);
  const gboolean fits = gtk_adjustment_get_upper (adjustment) <= page;

  self->more_id = 0;
  if (fits || (!self->at_end && gtk_adjustment_get_value (adjustment) < page / 2))
    g_signal_emit (self, signals[TOP], 0);
  return G_SOURCE_REMOVE;
}

static void
look_for_top (RapPointList *self)
{
  if (self->more_id == 0)
    self->more_id = g_idle_add_full (G_PRIORITY_LOW, look_for_top_cb, self, NULL);
}

static void
adjustment_changed_cb (RapPointList *self)
{
  if (self->at_end)
    rap_point_list_scroll_to_end (self);
  look_for_top (self);
}

/* Who scrolls back wants to read there, and new rows must not pull the list away. That the list grew is no scrolling.
 */
static void
adjustment_value_cb (RapPointList *self, GtkAdjustment *adjustment)
{
  const double value = gtk_adjustment_get_value (adjustment), upper = gtk_adjustment_get_upper (adjustment);

  if (value >= upper - gtk_adjustment_get_page_size (adjustment) - 2)
    self->at_end = TRUE;
  else if (upper == self->upper && value < self->value)
    self->at_end = FALSE;
  self->value = value;
  self->upper = upper;
  look_for_top (self);
}

static void
items_changed_cb (RapPointList *self)
{
  if (self->at_end)
    rap_point_list_scroll_to_end (self);
}

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, rap_point_row_new ());
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  RapPointList *self = data;
  RapPointRow *row = RAP_POINT_ROW (gtk_list_item_get_child (item));
  RapPoint *point = gtk_list_item_get_item (item);
  const gint64 id = rap_record_get_id (RAP_RECORD (point));

  rap_point_row_set_point (row, point, self->zone);
  rap_point_row_set_originals (row, g_hash_table_lookup (self->unfolded, &id));
  if (self->editor != NULL && id == self->edited)
    rap_point_row_set_editor (row, self->editor);
}

static void
unbind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  RapPointRow *row = RAP_POINT_ROW (gtk_list_item_get_child (item));

  rap_point_row_set_editor (row, NULL);
  rap_point_row_set_originals (row, NULL);
  rap_point_row_set_point (row, NULL, NULL);
}

static GtkWidget *
find_focused_item (RapPointList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *item = root != NULL ? gtk_root_get_focus (root) : NULL;

  while (item != NULL && gtk_widget_get_parent (item) != GTK_WIDGET (self->list))
    item = gtk_widget_get_parent (item);
  return item;
}

static void
activate_cb (RapPointList *self, guint position)
{
  g_autoptr (RapPoint) point = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (point != NULL)
    g_signal_emit (self, signals[EDIT], 0, point);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapPoint *point = rap_point_list_get_focused (RAP_POINT_LIST (widget));

  if (point != NULL)
    g_signal_emit (widget, signals[EDIT], 0, point);
}

static GtkSizeRequestMode
rap_point_list_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rap_point_list_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (RAP_POINT_LIST (widget)->scroller), orientation, for_size, minimum, natural, NULL,
                      NULL);
}

/* The height of the rows from the newest up, as far as they are seen in @height. The list's own wish does not know how
 * rows wrap, so a few long ones would be cut off. */
static int
measure_rows (RapPointList *self, int width, int height)
{
  int sum = 0, row_height;

  for (GtkWidget *row = gtk_widget_get_last_child (GTK_WIDGET (self->list)); row != NULL && sum < height;
       row = gtk_widget_get_prev_sibling (row))
    {
      gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, width, &row_height, NULL, NULL, NULL);
      sum += row_height;
    }
  return sum;
}

/* As high as its rows and no higher than there is room, at the lower end: the newest row touches the line. */
static void
rap_point_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RapPointList *self = RAP_POINT_LIST (widget);
  int minimum, wanted;

  gtk_widget_measure (GTK_WIDGET (self->scroller), GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  wanted = CLAMP (measure_rows (self, width, height), MIN (minimum, height), height);
  gtk_widget_size_allocate (GTK_WIDGET (self->scroller), &(GtkAllocation){ 0, height - wanted, width, wanted }, -1);
}

/* Whoever comes to the list by keyboard comes from the line below it, to its newest row. */
static gboolean
rap_point_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RapPointList *self = RAP_POINT_LIST (widget);
  GtkWidget *newest = gtk_widget_get_last_child (GTK_WIDGET (self->list));

  if (gtk_widget_get_focus_child (widget) == NULL && newest != NULL)
    return gtk_widget_grab_focus (newest);
  return GTK_WIDGET_CLASS (rap_point_list_parent_class)->focus (widget, direction);
}

static void
rap_point_list_dispose (GObject *object)
{
  RapPointList *self = RAP_POINT_LIST (object);

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_handle_id (&self->more_id, g_source_remove);
  rap_point_list_set_editor (self, 0, NULL);
  g_clear_pointer ((GtkWidget **) &self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->unfolded, g_hash_table_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (rap_point_list_parent_class)->dispose (object);
}

static void
rap_point_list_class_init (RapPointListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_point_list_dispose;
  widget_class->focus = rap_point_list_focus;
  widget_class->get_request_mode = rap_point_list_get_request_mode;
  widget_class->measure = rap_point_list_measure;
  widget_class->size_allocate = rap_point_list_size_allocate;
  signals[TOP] = g_signal_new ("top", RAP_TYPE_POINT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT] = g_signal_new ("edit", RAP_TYPE_POINT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                RAP_TYPE_POINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-point-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RapPointList, scroller);
  gtk_widget_class_bind_template_child (widget_class, RapPointList, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "points.edit", NULL, edit_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "points.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "capture.delete", NULL);
}

static void
rap_point_list_init (RapPointList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  self->zone = g_time_zone_new_utc ();
  self->unfolded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->at_end = TRUE;
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (adjustment_changed_cb), self);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (adjustment_value_cb), self);
}

void
rap_point_list_set_model (RapPointList *self, GListModel *model)
{
  g_clear_object (&self->selection);
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (model)));
  gtk_list_view_set_model (self->list, self->selection);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
}

void
rap_point_list_set_zone (RapPointList *self, GTimeZone *zone)
{
  g_time_zone_unref (self->zone);
  self->zone = g_time_zone_ref (zone);
}

GArray *
rap_point_list_get_selected (RapPointList *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  RapPoint *focused = gtk_bitset_is_empty (selected) ? rap_point_list_get_focused (self) : NULL;
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (RapRecord) point = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
      gint64 id = rap_record_get_id (point);
      if (id != 0)
        g_array_append_val (ids, id);
    }
  if (focused != NULL && rap_record_get_id (RAP_RECORD (focused)) != 0)
    g_array_append_vals (ids, &(gint64){ rap_record_get_id (RAP_RECORD (focused)) }, 1);
  return ids;
}

gboolean
rap_point_list_has_selection (RapPointList *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  return !gtk_bitset_is_empty (selected);
}

void
rap_point_list_unselect (RapPointList *self)
{
  gtk_selection_model_unselect_all (self->selection);
}

void
rap_point_list_scroll_to_end (RapPointList *self)
{
  self->at_end = TRUE;
  if (self->scroll_id == 0)
    self->scroll_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, scroll_to_end_cb, self, NULL);
}

RapPoint *
rap_point_list_get_focused (RapPointList *self)
{
  GtkWidget *item = find_focused_item (self);

  return item != NULL ? rap_point_row_get_point (RAP_POINT_ROW (gtk_widget_get_first_child (item))) : NULL;
}

void
rap_point_list_begin_selection (RapPointList *self)
{
  GtkWidget *item = find_focused_item (self);

  if (item != NULL && !rap_point_list_has_selection (self))
    gtk_widget_activate_action (item, "listitem.select", "(bb)", FALSE, FALSE);
}

void
rap_point_list_focus_point (RapPointList *self, gint64 id)
{
  RapPointRow *row = find_row (self, id);

  if (row != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
}

void
rap_point_list_set_editor (RapPointList *self, gint64 id, GtkWidget *editor)
{
  RapPointRow *row = self->editor != NULL ? find_row (self, self->edited) : NULL;

  if (row != NULL)
    rap_point_row_set_editor (row, NULL);
  self->edited = id;
  self->editor = editor;
  row = editor != NULL ? find_row (self, id) : NULL;
  if (row != NULL)
    rap_point_row_set_editor (row, editor);
}

gboolean
rap_point_list_is_unfolded (RapPointList *self, gint64 id)
{
  return g_hash_table_contains (self->unfolded, &id);
}

void
rap_point_list_set_unfolded (RapPointList *self, gint64 id, GListModel *originals)
{
  RapPointRow *row = find_row (self, id);

  if (row != NULL)
    rap_point_row_set_originals (row, originals);
  if (originals != NULL)
    g_hash_table_replace (self->unfolded, g_memdup2 (&id, sizeof id), g_object_ref (originals));
  else
    g_hash_table_remove (self->unfolded, &id);
}
