/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-print.h"

#include <glib/gi18n-lib.h>

#include "rap-print-page.h"
#include "rap-window.h"

#define SETTINGS_KEY "rap-print-settings"
#define SETUP_KEY "rap-print-setup"

typedef struct
{
  RapHandout *handout;
  GArray *starts; /* RapPrintPlace, one a page */
  char *family;
  gboolean rtl;
} Print;

static void
free_print (Print *self)
{
  rap_handout_free (self->handout);
  g_array_unref (self->starts);
  g_free (self->family);
  g_free (self);
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Print *self = data;
  RapPrintPlace place = { 0, 0 };
  gboolean more;

  g_array_set_size (self->starts, 0);
  do
    {
      RapPrintPage page = { self->handout, self->family, self->rtl, context, NULL };
      rap_print_page_begin (&page, self->starts->len);
      g_array_append_val (self->starts, place);
      more = rap_print_page_fill (&page, &place);
    }
  while (more);
  gtk_print_operation_set_n_pages (operation, self->starts->len);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page_number, gpointer data)
{
  Print *self = data;
  RapPrintPlace place = g_array_index (self->starts, RapPrintPlace, page_number);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  RapPrintPage page = { self->handout, self->family, self->rtl, context, cr };

  cairo_save (cr);
  rap_print_page_begin (&page, page_number);
  rap_print_page_draw_frame (&page, page_number, self->starts->len);
  rap_print_page_fill (&page, &place);
  cairo_restore (cr);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  GtkWindow *parent = data;
  GtkPageSetup *setup = gtk_print_operation_get_default_page_setup (operation);
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      g_object_set_data_full (data, SETTINGS_KEY, g_object_ref (gtk_print_operation_get_print_settings (operation)),
                              g_object_unref);
      if (setup != NULL)
        g_object_set_data_full (data, SETUP_KEY, g_object_ref (setup), g_object_unref);
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      g_autofree char *text = NULL;
      gtk_print_operation_get_error (operation, &error);
      text = g_strdup_printf (_ ("It could not be printed: %s"), error->message);
      rap_window_say (GTK_WIDGET (parent), text);
    }
  g_object_unref (operation);
}

GtkPrintOperation *
rap_print_new (RapHandout *handout)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  GtkSettings *settings = gtk_settings_get_default ();
  Print *self = g_new0 (Print, 1);

  self->handout = handout;
  self->starts = g_array_new (FALSE, FALSE, sizeof (RapPrintPlace));
  self->rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  self->family = g_strdup ("Sans");
  if (settings != NULL) /* there is a display */
    {
      g_autofree char *name = NULL;
      g_autoptr (PangoFontDescription) font = NULL;
      g_object_get (settings, "gtk-font-name", &name, NULL);
      font = pango_font_description_from_string (name);
      if (pango_font_description_get_family (font) != NULL)
        {
          g_free (self->family);
          self->family = g_strdup (pango_font_description_get_family (font));
        }
    }
  gtk_print_operation_set_job_name (operation, handout->name);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "rap-print", self, (GDestroyNotify) free_print);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  return operation;
}

void
rap_print_ask (GtkWindow *parent, RapHandout *handout)
{
  GtkPrintSettings *chosen = g_object_get_data (G_OBJECT (parent), SETTINGS_KEY);
  g_autoptr (GtkPrintSettings) settings = chosen != NULL ? gtk_print_settings_copy (chosen) : gtk_print_settings_new ();
  g_autofree char *file = g_strdup_printf ("%s %s", handout->name, handout->date);
  GtkPrintOperation *operation = rap_print_new (handout);

  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, g_strdelimit (file, "/\\:", '-'));
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_OUTPUT_URI);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_default_page_setup (operation, g_object_get_data (G_OBJECT (parent), SETUP_KEY));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), parent, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
