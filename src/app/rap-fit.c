/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-fit.h"

/* The height of an ordinary line at scale 1, in pixels. */
#define LINE 20
#define SMALLEST 0.2
/* halvings of what is between the scales that fit and that do not: then they are the same to the eye */
#define STEPS 12

struct _RapFit
{
  GtkWidget parent;

  GtkWidget *child;
  guint lines;
};

enum
{
  PROP_CHILD = 1,
  PROP_LINES,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RapFit, rap_fit, GTK_TYPE_WIDGET)

static gboolean
fits (RapFit *self, int width, int height, double scale)
{
  const int child_width = (int) (width / scale);
  int least;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (least > child_width)
    return FALSE;
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, child_width, &least, NULL, NULL, NULL);
  return least <= height / scale;
}

static double
find_scale (RapFit *self, int width, int height)
{
  double small = SMALLEST, large = MAX (SMALLEST, height / (double) (self->lines * LINE));

  if (fits (self, width, height, large))
    return large;
  for (int i = 0; i < STEPS; i++)
    {
      const double middle = (small + large) / 2;
      if (fits (self, width, height, middle))
        small = middle;
      else
        large = middle;
    }
  return small;
}

static void
rap_fit_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  *minimum = *natural = 1; /* it takes what it gets */
}

static void
rap_fit_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RapFit *self = RAP_FIT (widget);
  double scale;
  int child_width, child_height, least;

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;
  scale = find_scale (self, width, height);
  /* what does not fit at the smallest scale either is cut off */
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  child_width = MAX ((int) (width / scale), least);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, child_width, &least, NULL, NULL, NULL);
  child_height = MAX ((int) (height / scale), least);
  gtk_widget_allocate (self->child, child_width, child_height, -1,
                       gsk_transform_scale (NULL, (float) scale, (float) scale));
}

static void
rap_fit_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RapFit *self = RAP_FIT (object);

  if (id == PROP_CHILD)
    rap_fit_set_child (self, g_value_get_object (value));
  else
    self->lines = g_value_get_uint (value);
}

static void
rap_fit_dispose (GObject *object)
{
  rap_fit_set_child (RAP_FIT (object), NULL);
  G_OBJECT_CLASS (rap_fit_parent_class)->dispose (object);
}

static void
rap_fit_class_init (RapFitClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = rap_fit_set_property;
  G_OBJECT_CLASS (klass)->dispose = rap_fit_dispose;
  widget_class->measure = rap_fit_measure;
  widget_class->size_allocate = rap_fit_size_allocate;
  props[PROP_CHILD] =
      g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_LINES] = g_param_spec_uint ("lines", NULL, NULL, 1, 1000, 20,
                                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
rap_fit_init (RapFit *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
rap_fit_set_child (RapFit *self, GtkWidget *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}
