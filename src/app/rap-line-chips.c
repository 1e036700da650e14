/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-line-chips.h"

#include <glib/gi18n-lib.h>

#include "rap-capture.h"
#include "rap-chips.h"

void
rap_line_chips_add (GtkBox *box, RapDb *db, const RapLine *line, const RapMark *mark)
{
  g_autofree char *text = NULL;
  g_autofree char *day = NULL;
  g_autofree char *start = NULL;
  g_autofree char *voice = NULL;
  const char *style = NULL;

  switch (mark->kind)
    {
    case RAP_MARK_KIND:
      text = g_strdup (rap_chips_kind (mark->value));
      style = "kind";
      break;
    case RAP_MARK_THEME:
      text = mark->is_new ? g_strdup_printf (_ ("#%s · new theme"), mark->value) : g_strconcat ("#", mark->value, NULL);
      break;
    case RAP_MARK_PERSON:
      text =
          line->kind == RAP_POINT_KIND_ACTION ? g_strdup_printf (_ ("Owner: %s"), mark->value) : g_strdup (mark->value);
      break;
    case RAP_MARK_UNKNOWN_PERSON:
      text = g_strdup_printf (_ ("@%s: nobody here"), mark->value);
      style = "amber";
      break;
    case RAP_MARK_AMBIGUOUS_PERSON:
      text = g_strdup_printf (ngettext ("@%s: %d person", "@%s: %d people", mark->candidates->len), mark->value,
                              (int) mark->candidates->len);
      style = "amber";
      break;
    case RAP_MARK_UNNAMED:
      text = g_strdup (_ ("Name not kept: Chatham House Rule"));
      style = "amber";
      break;
    case RAP_MARK_STAR:
      text = g_strdup (_ ("★ Starred"));
      break;
    case RAP_MARK_AGREED:
      text = g_strdup_printf (_ ("+%s agreed"), mark->value);
      break;
    case RAP_MARK_CHECK:
      text = g_strdup (_ ("To check"));
      style = "amber";
      break;
    case RAP_MARK_DUE:
      day = rap_chips_day (mark->value);
      text = g_strdup_printf (_ ("Due %s"), day);
      break;
    case RAP_MARK_ECHO:
      start = rap_capture_shorten (mark->value);
      voice = rap_voice_name_of_point (db, line->echo_of);
      /* Translators: that a voice raised a point too; who made it, and its beginning */
      text = g_strdup_printf (_ ("Said too · %s: %s"), voice, start);
      style = "kind";
      break;
    case RAP_MARK_PLAIN:
    default:
      text = g_strdup (_ ("Plain text"));
    }
  if (text != NULL)
    rap_chips_add (box, text, style);
}

PangoAttrList *
rap_line_chips_attributes (const RapLine *line)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  for (guint i = 0; line != NULL && i < line->marks->len; i++)
    {
      const RapMark *mark = &g_array_index (line->marks, RapMark, i);
      PangoAttribute *attribute;

      /* a quotation or an echo reaches over the whole line; to print all of it bold would say nothing */
      if (mark->kind == RAP_MARK_ECHO || (mark->kind == RAP_MARK_KIND && g_str_equal (mark->value, "quote")))
        continue;
      attribute = mark->kind == RAP_MARK_UNNAMED ? pango_attr_strikethrough_new (TRUE)
                                                 : pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      attribute->start_index = (guint) mark->start;
      attribute->end_index = (guint) mark->end;
      pango_attr_list_insert (attributes, attribute);
    }
  return attributes;
}
