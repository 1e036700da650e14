/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-print-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* All in points, 72 to the inch */
#define MARGIN 54
#define LABEL_WIDTH 88
#define GAP 12
#define BOX 11
#define HEADER_HEIGHT 34
#define FOOTER_HEIGHT 24
#define SMALL 9
#define RULE_PITCH 26
#define MIN_RULES 4
#define LINE_SPACING 1.15

/* A line of the handout with its texts laid out. */
typedef struct
{
  const RapHandoutLine *line;
  PangoLayout *cells[2];
  double x[2]; /* from the side where one begins to read */
  double width[2];
} Block;

static const struct
{
  double size;
  gboolean strong[2];
  gboolean pale[2];
  double before;
  double after;
} styles[] = {
  [RAP_HANDOUT_LARGE] = { 22, { TRUE }, { FALSE }, 0, 2 },
  [RAP_HANDOUT_HEADING] = { 14, { TRUE }, { FALSE }, 20, 2 },
  [RAP_HANDOUT_TEXT] = { 12, { FALSE }, { TRUE }, 0, 8 },
  [RAP_HANDOUT_ITEM] = { 11, { FALSE, TRUE }, { TRUE, FALSE }, 11, 0 },
  [RAP_HANDOUT_FIELD] = { 11, { FALSE, FALSE }, { TRUE, FALSE }, 3, 0 },
  [RAP_HANDOUT_NAMES] = { 11, { FALSE }, { FALSE }, 1, 0 },
  [RAP_HANDOUT_TICK] = { 11, { FALSE }, { FALSE, TRUE }, 5, 5 },
  [RAP_HANDOUT_RULES] = { 11, { FALSE }, { FALSE }, 0, 0 },
};

static PangoLayout *
make_layout (RapPrintPage *page, const char *text, double size, gboolean strong, double width)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (page->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  pango_font_description_set_family (font, page->family);
  pango_font_description_set_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_context_set_base_dir (pango_layout_get_context (layout), page->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_layout_context_changed (layout);
  /* What is put together of isolated parts runs as the page does, each part as it wants to. */
  pango_layout_set_auto_dir (layout, text == NULL || strstr (text, "\u2068") == NULL);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  return layout;
}

/* The byte at which a name's last word begins is where it gets strong. */
static void
strengthen (PangoLayout *layout, gsize from)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  weight->start_index = from;
  pango_attr_list_insert (attributes, weight);
  pango_layout_set_attributes (layout, attributes);
}

static void
make_block (Block *self, RapPrintPage *page, guint index)
{
  const RapHandoutLine *line = page->handout->lines->pdata[index];
  const double text_x = LABEL_WIDTH + GAP;

  self->line = line;
  self->x[0] = line->kind == RAP_HANDOUT_NAMES ? text_x : line->kind == RAP_HANDOUT_TICK ? 2 * BOX : 0;
  switch (line->kind)
    {
    case RAP_HANDOUT_ITEM:
    case RAP_HANDOUT_FIELD:
      self->width[0] = LABEL_WIDTH;
      break;
    case RAP_HANDOUT_NAMES:
    case RAP_HANDOUT_TICK:
      self->width[0] = (page->width - self->x[0] - GAP) / 2;
      break;
    default:
      self->width[0] = page->width;
    }
  self->x[1] = self->x[0] + self->width[0] + GAP;
  self->width[1] = MAX (page->width - self->x[1], 1);
  for (int i = 0; i < 2; i++)
    self->cells[i] =
        make_layout (page, line->cells[i], styles[line->kind].size, styles[line->kind].strong[i], self->width[i]);
  if (line->kind == RAP_HANDOUT_TICK)
    strengthen (self->cells[0], line->strong_from);
}

static void
clear_block (Block *self)
{
  g_clear_object (&self->cells[0]);
  g_clear_object (&self->cells[1]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Block, clear_block)

static int
count_rows (Block *self)
{
  return MAX (pango_layout_get_line_count (self->cells[0]), pango_layout_get_line_count (self->cells[1]));
}

/* How high a row of both texts is, and where they stand in it. */
static double
measure_row (Block *self, int row, double *baseline)
{
  int above = 0, below = 0;

  for (int i = 0; i < 2; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (self->cells[i], row);
      PangoRectangle logical;
      if (line == NULL)
        continue;
      pango_layout_line_get_extents (line, NULL, &logical);
      above = MAX (above, PANGO_ASCENT (logical));
      below = MAX (below, PANGO_DESCENT (logical));
    }
  if (baseline != NULL)
    *baseline = (double) above / PANGO_SCALE;
  return LINE_SPACING * (above + below) / PANGO_SCALE;
}

static double
measure_block (Block *self)
{
  double height = styles[self->line->kind].before + styles[self->line->kind].after;

  for (int row = count_rows (self) - 1; row >= 0; row--)
    height += measure_row (self, row, NULL);
  return height;
}

/* With what has to stay on the same page. */
static double
measure_together (RapPrintPage *page, guint index)
{
  const GPtrArray *lines = page->handout->lines;
  const RapHandoutLine *line = lines->pdata[index];
  const RapHandoutLine *next = index + 1 < lines->len ? lines->pdata[index + 1] : NULL;
  g_auto (Block) block = { NULL };

  make_block (&block, page, index);
  if (next != NULL && (line->kind == RAP_HANDOUT_HEADING ||
                       (line->kind == RAP_HANDOUT_ITEM && next->kind == RAP_HANDOUT_FIELD && next->cells[0] == NULL)))
    return measure_block (&block) + measure_together (page, index + 1);
  return measure_block (&block);
}

static void
set_grey (RapPrintPage *page, double grey)
{
  cairo_set_source_rgb (page->cr, grey, grey, grey);
}

/* @x: from the side where one begins to read */
static void
draw_rule (RapPrintPage *page, double x, double width, double y, double grey)
{
  if (page->cr == NULL)
    return;
  set_grey (page, grey);
  cairo_set_line_width (page->cr, 0.5);
  cairo_move_to (page->cr, page->rtl ? page->width - x : x, y);
  cairo_rel_line_to (page->cr, page->rtl ? -width : width, 0);
  cairo_stroke (page->cr);
}

/* @share: of the room that is left, how much is before it: 0 at the beginning of the line, 1 at its end */
static void
draw_text (RapPrintPage *page,
           PangoLayoutLine *line,
           double x,
           double width,
           double share,
           double baseline,
           double grey)
{
  PangoRectangle logical;
  double left;

  pango_layout_line_get_extents (line, NULL, &logical);
  left = x + share * (width - (double) logical.width / PANGO_SCALE);
  if (page->rtl)
    left = page->width - left - (double) logical.width / PANGO_SCALE;
  set_grey (page, grey);
  cairo_move_to (page->cr, left, baseline);
  pango_cairo_show_layout_line (page->cr, line);
}

static void
draw_box (RapPrintPage *page, double baseline, gboolean ticked)
{
  const double left = page->rtl ? page->width - BOX : 0.5, top = baseline - BOX + 2;

  set_grey (page, 0.2);
  cairo_set_line_width (page->cr, 0.8);
  cairo_rectangle (page->cr, left, top, BOX - 0.5, BOX - 0.5);
  cairo_stroke (page->cr);
  if (!ticked)
    return;
  cairo_set_line_width (page->cr, 1.5);
  cairo_move_to (page->cr, left + 0.2 * BOX, top + 0.5 * BOX);
  cairo_line_to (page->cr, left + 0.4 * BOX, top + 0.72 * BOX);
  cairo_line_to (page->cr, left + 0.78 * BOX, top + 0.22 * BOX);
  cairo_stroke (page->cr);
}

static void
draw_row (RapPrintPage *page, Block *block, int row)
{
  const RapHandoutLine *line = block->line;
  double baseline;
  const double height = measure_row (block, row, &baseline);

  if (page->cr != NULL)
    for (int i = 0; i < 2; i++)
      {
        PangoLayoutLine *text = pango_layout_get_line_readonly (block->cells[i], row);
        if (text != NULL)
          draw_text (page, text, block->x[i], block->width[i], 0, page->y + baseline,
                     styles[line->kind].pale[i] ? 0.3 : 0);
      }
  if (page->cr != NULL && line->kind == RAP_HANDOUT_TICK && row == 0)
    draw_box (page, page->y + baseline, line->ticked);
  if (line->kind == RAP_HANDOUT_FIELD && line->cells[1] == NULL)
    draw_rule (page, block->x[1], block->width[1], page->y + baseline + 2, 0.5);
  page->y += height;
}

/* As many as there is room for. */
static void
draw_rules (RapPrintPage *page)
{
  for (page->y += RULE_PITCH; page->y <= page->bottom; page->y += RULE_PITCH)
    draw_rule (page, 0, page->width, page->y, 0.6);
}

/* Under somebody at the door */
static void
end_tick (RapPrintPage *page, Block *block)
{
  const gboolean blank = block->line->cells[0] == NULL;

  if (!blank)
    draw_rule (page, 0, page->width, page->y, 0.8);
  else
    for (int i = 0; i < 2; i++)
      draw_rule (page, block->x[i], block->width[i], page->y - 2, 0.5);
}

static double
get_margin (GtkPrintContext *context)
{
  double top, bottom, left, right;

  if (!gtk_print_context_get_hard_margins (context, &top, &bottom, &left, &right))
    return MARGIN;
  return MAX (MARGIN, MAX (MAX (top, bottom), MAX (left, right)));
}

static gboolean
has_header (RapPrintPage *self, int page_number)
{
  return page_number > 0 || !self->handout->headed;
}

static void
draw_small (RapPrintPage *page, const char *text, double x, double width, double share, double y)
{
  g_autoptr (PangoLayout) layout = make_layout (page, text, SMALL, FALSE, width);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  draw_text (page, pango_layout_get_line_readonly (layout, 0), x, width, share,
             y + (double) pango_layout_get_baseline (layout) / PANGO_SCALE, 0.3);
}

void
rap_print_page_begin (RapPrintPage *self, int page_number)
{
  const double margin = get_margin (self->context);

  self->width = gtk_print_context_get_width (self->context) - 2 * margin;
  self->top = has_header (self, page_number) ? HEADER_HEIGHT : 0;
  self->bottom = gtk_print_context_get_height (self->context) - 2 * margin - FOOTER_HEIGHT;
  if (self->cr != NULL)
    cairo_translate (self->cr, margin, margin);
}

gboolean
rap_print_page_fill (RapPrintPage *self, RapPrintPlace *place)
{
  const GPtrArray *lines = self->handout->lines;
  gboolean fresh = TRUE;

  for (self->y = self->top; place->line < lines->len; place->line++, fresh = FALSE)
    {
      const RapHandoutLine *line = lines->pdata[place->line];
      g_auto (Block) block = { NULL };
      double together;
      int n_rows;

      if (!fresh && line->kind == RAP_HANDOUT_LARGE)
        return TRUE;
      if (line->kind == RAP_HANDOUT_RULES)
        {
          if (!fresh && self->bottom - self->y < MIN_RULES * RULE_PITCH)
            return TRUE;
          draw_rules (self);
          continue;
        }
      together = measure_together (self, place->line);
      if (!fresh && self->y + together > self->bottom && together <= self->bottom - self->top)
        return TRUE;
      make_block (&block, self, place->line);
      n_rows = count_rows (&block);
      if (!fresh && place->row == 0)
        self->y += styles[line->kind].before;
      for (; place->row < n_rows; place->row++, fresh = FALSE)
        {
          if (!fresh && self->y + measure_row (&block, place->row, NULL) > self->bottom)
            return TRUE;
          draw_row (self, &block, place->row);
        }
      place->row = 0;
      self->y += styles[line->kind].after;
      if (line->kind == RAP_HANDOUT_TICK)
        end_tick (self, &block);
    }
  return FALSE;
}

void
rap_print_page_draw_frame (RapPrintPage *self, int page_number, int n_pages)
{
  const double split = self->width * 0.64;
  g_autofree char *number = g_strdup_printf (_ ("Page %d of %d"), page_number + 1, n_pages);

  if (has_header (self, page_number))
    {
      draw_small (self, self->handout->title, 0, split - GAP, 0, 0);
      draw_small (self, self->handout->date, split, self->width - split, 1, 0);
      draw_rule (self, 0, self->width, 16, 0.6);
    }
  if (n_pages > 1)
    draw_small (self, number, 0, self->width, 0.5, self->bottom + FOOTER_HEIGHT - 10);
}
