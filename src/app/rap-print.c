/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-print.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-window.h"

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

#define SETTINGS_KEY "rap-print-settings"
#define SETUP_KEY "rap-print-setup"

/* Where a page begins: at a line of the handout and, if that goes on from the page before, at a row of its text. */
typedef struct
{
  guint line;
  int row;
} Place;

typedef struct
{
  RapHandout *handout;
  GArray *starts; /* Place, one a page */
  char *family;
  gboolean rtl;
} Print;

/* The page that is being filled. */
typedef struct
{
  Print *print;
  GtkPrintContext *context;
  cairo_t *cr; /* NULL: it is only counted */
  double width;
  double top;
  double bottom;
  double y;
} Page;

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

static void
free_print (Print *self)
{
  rap_handout_free (self->handout);
  g_array_unref (self->starts);
  g_free (self->family);
  g_free (self);
}

static PangoLayout *
make_layout (Page *page, const char *text, double size, gboolean strong, double width)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (page->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  pango_font_description_set_family (font, page->print->family);
  pango_font_description_set_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_context_set_base_dir (pango_layout_get_context (layout),
                              page->print->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
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
make_block (Block *self, Page *page, guint index)
{
  const RapHandoutLine *line = page->print->handout->lines->pdata[index];
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
measure_together (Page *page, guint index)
{
  const GPtrArray *lines = page->print->handout->lines;
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
set_grey (Page *page, double grey)
{
  cairo_set_source_rgb (page->cr, grey, grey, grey);
}

/* @x: from the side where one begins to read */
static void
draw_rule (Page *page, double x, double width, double y, double grey)
{
  if (page->cr == NULL)
    return;
  set_grey (page, grey);
  cairo_set_line_width (page->cr, 0.5);
  cairo_move_to (page->cr, page->print->rtl ? page->width - x : x, y);
  cairo_rel_line_to (page->cr, page->print->rtl ? -width : width, 0);
  cairo_stroke (page->cr);
}

/* @share: of the room that is left, how much is before it: 0 at the beginning of the line, 1 at its end */
static void
draw_text (Page *page, PangoLayoutLine *line, double x, double width, double share, double baseline, double grey)
{
  PangoRectangle logical;
  double left;

  pango_layout_line_get_extents (line, NULL, &logical);
  left = x + share * (width - (double) logical.width / PANGO_SCALE);
  if (page->print->rtl)
    left = page->width - left - (double) logical.width / PANGO_SCALE;
  set_grey (page, grey);
  cairo_move_to (page->cr, left, baseline);
  pango_cairo_show_layout_line (page->cr, line);
}

static void
draw_box (Page *page, double baseline, gboolean ticked)
{
  const double left = page->print->rtl ? page->width - BOX : 0.5, top = baseline - BOX + 2;

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
draw_row (Page *page, Block *block, int row)
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
draw_rules (Page *page)
{
  for (page->y += RULE_PITCH; page->y <= page->bottom; page->y += RULE_PITCH)
    draw_rule (page, 0, page->width, page->y, 0.6);
}

/* Under somebody at the door */
static void
end_tick (Page *page, Block *block)
{
  const gboolean blank = block->line->cells[0] == NULL;

  if (!blank)
    draw_rule (page, 0, page->width, page->y, 0.8);
  else
    for (int i = 0; i < 2; i++)
      draw_rule (page, block->x[i], block->width[i], page->y - 2, 0.5);
}

/* Draws, or only counts, a page from @place on, which is then where the next page begins. Returns whether there is one.
 */
static gboolean
fill_page (Page *page, Place *place)
{
  const GPtrArray *lines = page->print->handout->lines;
  gboolean fresh = TRUE;

  for (page->y = page->top; place->line < lines->len; place->line++, fresh = FALSE)
    {
      const RapHandoutLine *line = lines->pdata[place->line];
      g_auto (Block) block = { NULL };
      double together;
      int n_rows;

      if (!fresh && line->kind == RAP_HANDOUT_LARGE)
        return TRUE;
      if (line->kind == RAP_HANDOUT_RULES)
        {
          if (!fresh && page->bottom - page->y < MIN_RULES * RULE_PITCH)
            return TRUE;
          draw_rules (page);
          continue;
        }
      together = measure_together (page, place->line);
      if (!fresh && page->y + together > page->bottom && together <= page->bottom - page->top)
        return TRUE;
      make_block (&block, page, place->line);
      n_rows = count_rows (&block);
      if (!fresh && place->row == 0)
        page->y += styles[line->kind].before;
      for (; place->row < n_rows; place->row++, fresh = FALSE)
        {
          if (!fresh && page->y + measure_row (&block, place->row, NULL) > page->bottom)
            return TRUE;
          draw_row (page, &block, place->row);
        }
      place->row = 0;
      page->y += styles[line->kind].after;
      if (line->kind == RAP_HANDOUT_TICK)
        end_tick (page, &block);
    }
  return FALSE;
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
has_header (Print *self, int page_number)
{
  return page_number > 0 || !self->handout->headed;
}

static void
begin_page (Page *page, Print *self, GtkPrintContext *context, int page_number)
{
  page->print = self;
  page->context = context;
  page->width = gtk_print_context_get_width (context) - 2 * get_margin (context);
  page->top = has_header (self, page_number) ? HEADER_HEIGHT : 0;
  page->bottom = gtk_print_context_get_height (context) - 2 * get_margin (context) - FOOTER_HEIGHT;
}

static void
draw_small (Page *page, const char *text, double x, double width, double share, double y)
{
  g_autoptr (PangoLayout) layout = make_layout (page, text, SMALL, FALSE, width);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  draw_text (page, pango_layout_get_line_readonly (layout, 0), x, width, share,
             y + (double) pango_layout_get_baseline (layout) / PANGO_SCALE, 0.3);
}

static void
draw_frame (Page *page, int page_number)
{
  const RapHandout *handout = page->print->handout;
  const double split = page->width * 0.64;
  g_autofree char *number = g_strdup_printf (_ ("Page %d of %d"), page_number + 1, (int) page->print->starts->len);

  if (has_header (page->print, page_number))
    {
      draw_small (page, handout->title, 0, split - GAP, 0, 0);
      draw_small (page, handout->date, split, page->width - split, 1, 0);
      draw_rule (page, 0, page->width, 16, 0.6);
    }
  if (page->print->starts->len > 1)
    draw_small (page, number, 0, page->width, 0.5, page->bottom + FOOTER_HEIGHT - 10);
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Print *self = data;
  Place place = { 0, 0 };
  gboolean more;

  g_array_set_size (self->starts, 0);
  do
    {
      Page page = { NULL };
      begin_page (&page, self, context, self->starts->len);
      g_array_append_val (self->starts, place);
      more = fill_page (&page, &place);
    }
  while (more);
  gtk_print_operation_set_n_pages (operation, self->starts->len);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page_number, gpointer data)
{
  Print *self = data;
  Place place = g_array_index (self->starts, Place, page_number);
  Page page = { .cr = gtk_print_context_get_cairo_context (context) };

  begin_page (&page, self, context, page_number);
  cairo_save (page.cr);
  cairo_translate (page.cr, get_margin (context), get_margin (context));
  draw_frame (&page, page_number);
  fill_page (&page, &place);
  cairo_restore (page.cr);
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
  self->starts = g_array_new (FALSE, FALSE, sizeof (Place));
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
