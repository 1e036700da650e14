/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-handout.h"

G_BEGIN_DECLS

/**
 * RapPrintPlace:
 * @line: a line of the handout
 * @row: if that line goes on from the page before, a row of its text; else 0
 *
 * Where a page begins.
 */
typedef struct
{
  guint line;
  int row;
} RapPrintPlace;

/**
 * RapPrintPage:
 * @handout: what is printed
 * @family: the font's family
 * @rtl: whether one reads from right to left: all of the page is mirrored
 * @context: the paper
 * @cr: (nullable): what is drawn on; %NULL if pages are only counted
 * @width: how wide it is between its margins, in points as all that follows
 * @top: where the handout begins, under the header
 * @bottom: where it has to end, above the footer
 * @y: how far it is filled
 *
 * A page that is being filled. The first five are its user's, the others are set by rap_print_page_begin().
 */
typedef struct
{
  const RapHandout *handout;
  const char *family;
  gboolean rtl;
  GtkPrintContext *context;
  cairo_t *cr;

  double width;
  double top;
  double bottom;
  double y;
} RapPrintPage;

/** rap_print_page_begin: measures the paper for a page, counted from 0, and moves what is drawn on within its margins
 */
void rap_print_page_begin (RapPrintPage *self, int page_number);

/**
 * rap_print_page_fill:
 * @place: (inout): where the page begins; then where the next one does
 *
 * Draws, or only measures, a page of the handout. Lines stay whole where a page can hold them.
 *
 * Returns: whether there is another page
 */
gboolean rap_print_page_fill (RapPrintPage *self, RapPrintPlace *place);

/** rap_print_page_draw_frame: draws the header, and of several pages the number */
void rap_print_page_draw_frame (RapPrintPage *self, int page_number, int n_pages);

G_END_DECLS
