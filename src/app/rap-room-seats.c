/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-room-seats.h"

#include <glib/gi18n-lib.h>

#include "rap-chips.h"
#include "rap-room.h"

#define LONGEST_WORD 28
#define NO_BREAK "\u00a0"
#define ISOLATE "\u2068"
#define END_OF_ISOLATE "\u2069"

static gboolean
has_long_word (const char *text)
{
  guint length = 0;

  for (; *text != '\0' && length <= LONGEST_WORD; text = g_utf8_next_char (text))
    length = g_unichar_isspace (g_utf8_get_char (text)) ? 0 : length + 1;
  return length > LONGEST_WORD;
}

static int
count_columns (guint n_tables, gboolean is_wide)
{
  static const int wide[] = { 1, 1, 2, 3, 2, 3, 3, 3, 3, 3 };

  if (!is_wide)
    return n_tables > 3 ? 2 : 1;
  return n_tables < G_N_ELEMENTS (wide) ? wide[n_tables] : 4;
}

static GtkWidget *
make_heading (const RapRoomTable *table)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *badge = gtk_label_new (NULL);
  GtkWidget *title = rap_room_label_new (table->title, "title-4");

  rap_badge_set (GTK_LABEL (badge), (int) table->number);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), title);
  return box;
}

static GtkWidget *
make_field (const RapRoomTable *table)
{
  GtkWidget *field = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (field, "room-field");
  gtk_box_append (GTK_BOX (field), make_heading (table));
  return field;
}

/* Names beside each other: none is broken at the end of a line (unless it is as long as one), and names of scripts that
 * run in different directions do not get mixed up. */
static char *
join_names (char **names, const char *separator)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const gboolean is_short = g_utf8_strlen (names[i], -1) <= LONGEST_WORD;
      g_auto (GStrv) words = g_strsplit (names[i], " ", -1);
      g_autofree char *name = g_strjoinv (is_short ? NO_BREAK : " ", words);

      g_ptr_array_add (parts, g_strconcat (ISOLATE, name, END_OF_ISOLATE, NULL));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (separator, (char **) parts->pdata);
}

static char *
join_lines (const char *lines)
{
  g_auto (GStrv) names = g_strsplit (lines, "\n", -1);

  return join_names (names, ", ");
}

static void
add_duties (GtkWidget *field, const RapRoomTable *table)
{
  if (table->facilitators != NULL)
    {
      g_autofree char *names = join_lines (table->facilitators);
      g_autofree char *text = g_strdup_printf (_ ("Facilitator: %s"), names);
      gtk_box_append (GTK_BOX (field), rap_room_label_new (text, "room-duty"));
    }
  if (table->rapporteurs != NULL)
    {
      g_autofree char *names = join_lines (table->rapporteurs);
      g_autofree char *text = g_strdup_printf (_ ("Rapporteur: %s"), names);
      gtk_box_append (GTK_BOX (field), rap_room_label_new (text, "room-duty"));
    }
}

static void
add_members (GtkWidget *field, const RapRoomTable *table)
{
  g_autofree char *text = NULL;

  if (table->members[0] != NULL)
    text = join_names (table->members, " · ");
  else if (table->head_count > 0)
    text = g_strdup_printf (ngettext ("%d person", "%d people", (gulong) table->head_count), (int) table->head_count);
  if (text != NULL)
    gtk_box_append (GTK_BOX (field), rap_room_label_new (text, NULL));
}

static GtkWidget *
make_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_widget_set_valign (grid, GTK_ALIGN_CENTER);
  return grid;
}

GtkWidget *
rap_room_label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), has_long_word (text) ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
rap_room_seats_new (GPtrArray *tables, gboolean is_wide)
{
  const int columns = count_columns (tables->len, is_wide);
  GtkWidget *grid;

  if (tables->len == 0)
    return rap_room_label_new (_ ("Everybody sits together: this item of the programme has no syndicates"), "title-2");
  grid = make_grid ();
  for (guint i = 0; i < tables->len; i++)
    {
      const RapRoomTable *table = tables->pdata[i];
      GtkWidget *field = make_field (table);

      add_members (field, table);
      add_duties (field, table);
      gtk_grid_attach (GTK_GRID (grid), field, (int) i % columns, (int) i / columns, 1, 1);
    }
  return grid;
}

GtkWidget *
rap_room_briefs_new (GPtrArray *tables, gboolean is_wide)
{
  const int columns = count_columns (tables->len, is_wide);
  GtkWidget *grid = make_grid ();

  for (guint i = 0; i < tables->len; i++)
    {
      const RapRoomTable *table = tables->pdata[i];
      GtkWidget *field = make_field (table);

      if (table->brief != NULL)
        gtk_box_append (GTK_BOX (field), rap_room_label_new (table->brief, NULL));
      gtk_grid_attach (GTK_GRID (grid), field, (int) i % columns, (int) i / columns, 1, 1);
    }
  return grid;
}
