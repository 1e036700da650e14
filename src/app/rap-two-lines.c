/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-two-lines.h"

GtkWidget *
rap_two_lines_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "caption");
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  return box;
}

void
rap_two_lines_set (GtkWidget *box, const char *first, const char *second)
{
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), first);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), second);
}
