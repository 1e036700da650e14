/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-chips.h"

#include <glib/gi18n-lib.h>

#define COLOURS 9
#define LONGEST 40

void
rap_badge_set (GtkLabel *label, int number)
{
  static const char *const classes[COLOURS + 1][3] = {
    { "badge", "voice-0" }, { "badge", "voice-1" }, { "badge", "voice-2" }, { "badge", "voice-3" },
    { "badge", "voice-4" }, { "badge", "voice-5" }, { "badge", "voice-6" }, { "badge", "voice-7" },
    { "badge", "voice-8" }, { "badge", "voice-9" },
  };
  char text[12];

  g_snprintf (text, sizeof text, "%d", number);
  gtk_label_set_label (label, text);
  gtk_widget_set_css_classes (GTK_WIDGET (label), (const char **) classes[number > 0 ? (number - 1) % COLOURS + 1 : 0]);
}

void
rap_chips_clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

void
rap_chips_add (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *chip = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (chip), LONGEST);
  gtk_widget_add_css_class (chip, "chip");
  if (style != NULL)
    gtk_widget_add_css_class (chip, style);
  gtk_box_append (box, chip);
}

const char *
rap_chips_kind (const char *kind)
{
  if (g_strcmp0 (kind, "question") == 0)
    return _ ("? Question");
  if (g_strcmp0 (kind, "action") == 0)
    return _ ("! Action");
  if (g_strcmp0 (kind, "quote") == 0)
    return _ ("❝ Quote");
  if (g_strcmp0 (kind, "example") == 0)
    return _ ("e.g. Example");
  return NULL;
}

char *
rap_chips_day (const char *iso)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *noon = g_strdup_printf ("%sT12:00:00Z", iso);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (noon, utc);

  /* Translators: a day, such as Mon 28 Feb 2011 */
  return day != NULL ? g_date_time_format (day, _ ("%a %-e %b %Y")) : g_strdup (iso);
}
