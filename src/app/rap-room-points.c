/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-room-points.h"

#include <glib/gi18n-lib.h>

#include "rap-chips.h"
#include "rap-room-seats.h"
#include "rap-room.h"

/* A screen of this size is shown at scale 1; others as much larger or smaller. */
#define WIDTH 640
#define HEIGHT 400
#define GAP 12
/* so much of a point is read before the next is said */
#define NEWEST_LINES 7
#define OLDER_LINES 3

struct _RapRoomPoints
{
  GtkWidget parent;
};

G_DEFINE_FINAL_TYPE (RapRoomPoints, rap_room_points, GTK_TYPE_WIDGET)

static GtkWidget *
make_voice (const RapRoomPoint *point)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *badge = gtk_label_new (NULL);
  const char *kind = rap_chips_kind (point->kind);

  rap_badge_set (GTK_LABEL (badge), (int) point->number);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), badge);
  if (point->voice != NULL)
    gtk_box_append (GTK_BOX (box), rap_room_label_new (point->voice, "heading"));
  if (kind != NULL)
    rap_chips_add (GTK_BOX (box), kind, "kind");
  return box;
}

static GtkWidget *
make_row (const RapRoomPoint *point, gboolean is_newest)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  /* Translators: the quotation marks of your language around a quotation */
  g_autofree char *text =
      g_strcmp0 (point->kind, "quote") == 0 ? g_strdup_printf (_ ("“%s”"), point->text) : g_strdup (point->text);
  GtkWidget *label = rap_room_label_new (text, is_newest ? "room-newest" : "room-older");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), is_newest ? NEWEST_LINES : OLDER_LINES);
  gtk_box_append (GTK_BOX (row), make_voice (point));
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

static void
clear (RapRoomPoints *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
rap_room_points_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = 1; /* it takes what it gets */
}

/* From the newest upwards; what would not be seen whole is not seen. */
static void
rap_room_points_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  const float scale = MIN (width / (float) WIDTH, height / (float) HEIGHT);
  const int row_width = (int) ((float) width / scale);
  float bottom = (float) height;

  for (GtkWidget *row = gtk_widget_get_last_child (widget); row != NULL; row = gtk_widget_get_prev_sibling (row))
    {
      GskTransform *transform;
      int least, row_height;

      gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, MAX (row_width, least), &row_height, NULL, NULL, NULL);
      bottom -= (float) row_height * scale;
      gtk_widget_set_child_visible (row, bottom >= 0 || gtk_widget_get_next_sibling (row) == NULL);
      transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, MAX (bottom, 0)));
      gtk_widget_allocate (row, MAX (row_width, least), row_height, -1, gsk_transform_scale (transform, scale, scale));
      bottom -= GAP * scale;
    }
}

static void
rap_room_points_dispose (GObject *object)
{
  clear (RAP_ROOM_POINTS (object));
  G_OBJECT_CLASS (rap_room_points_parent_class)->dispose (object);
}

static void
rap_room_points_class_init (RapRoomPointsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_room_points_dispose;
  widget_class->measure = rap_room_points_measure;
  widget_class->size_allocate = rap_room_points_size_allocate;
}

static void
rap_room_points_init (RapRoomPoints *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
rap_room_points_show (RapRoomPoints *self, GPtrArray *points)
{
  clear (self);
  for (guint i = 0; i < points->len; i++)
    gtk_widget_set_parent (make_row (points->pdata[i], i + 1 == points->len), GTK_WIDGET (self));
  if (points->len == 0)
    gtk_widget_set_parent (rap_room_label_new (_ ("What is said will be read here"), "title-2"), GTK_WIDGET (self));
}
