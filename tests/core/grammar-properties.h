/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What holds for every line, checked over random ones by the test and over hostile ones by the fuzzer. */

#include "rap-grammar.h"

#include <string.h>

/* Whom and what the cases know. The seminar is on Wednesday 19 January 2011. */
enum
{
  HAZEL = 1,
  SARAH_NORTH,
  SARAH_SOUTH,
  ZOE,
  KAREN,
  JOSE,
  XIAOMING,
  ALI,
  ANNE_MARIE,
  NILS,
  PROXIES = 101,
  PERPETUAL_BETA,
  POLICY_ROOM,
  POLICY_TRUST,
};

static RapLineContext *
make_context (gboolean month_first, gboolean unnamed)
{
  static const struct
  {
    gint64 id;
    const char *name;
  } PEOPLE[] = { { HAZEL, "Hazel Hall" },
                 { SARAH_NORTH, "Sarah North" },
                 { SARAH_SOUTH, "Sarah South" },
                 { ZOE, "Zoë Ångström" },
                 { KAREN, "Dr Karen Blue" },
                 { JOSE, "José García Márquez" },
                 { XIAOMING, "王小明" },
                 { ALI, "محمد علي" },
                 { ANNE_MARIE, "Anne-Marie O’Neill" },
                 { NILS, "Nils" } },
    POINTS[] = { { PROXIES, "Online we lean on proxies for trust" },
                 { PERPETUAL_BETA, "Perpetual beta is where we work now" },
                 { POLICY_ROOM, "Policy needs room" },
                 { POLICY_TRUST, "A policy without trust is paper" } };
  RapLineContext *context = rap_line_context_new ();

  rap_line_context_set_date (context, "2011-01-19");
  context->month_first = month_first;
  context->unnamed = unnamed;
  for (guint i = 0; i < G_N_ELEMENTS (PEOPLE); i++)
    rap_line_context_add_person (context, PEOPLE[i].id, PEOPLE[i].name);
  for (guint i = 0; i < G_N_ELEMENTS (POINTS); i++)
    rap_line_context_add_point (context, POINTS[i].id, POINTS[i].name);
  rap_line_context_add_theme (context, "trust", NULL);
  rap_line_context_add_theme (context, "Culture change", NULL);
  return context;
}

/* What was typed without white space, and without what is marked when @unmarked_only. */
static char *
strip_line (const char *typed, const RapLine *line, gboolean unmarked_only)
{
  g_autofree char *covered = g_malloc0 (strlen (typed) + 1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < line->marks->len && unmarked_only; i++)
    {
      const RapMark *mark = &g_array_index (line->marks, RapMark, i);
      const char *inside = typed + mark->start, *last = g_utf8_prev_char (typed + mark->end);

      /* Of a quotation only the quotation marks are marked. */
      if (mark->kind == RAP_MARK_KIND && g_str_equal (mark->value, "quote"))
        covered[inside - typed] = covered[last - typed] = 1;
      /* What was typed to find a point is the text. */
      else if (mark->kind == RAP_MARK_ECHO)
        covered[mark->start] = 1;
      else if (mark->kind != RAP_MARK_UNKNOWN_PERSON && mark->kind != RAP_MARK_AMBIGUOUS_PERSON)
        memset (covered + mark->start, 1, mark->end - mark->start);
    }
  for (const char *s = typed; *s != '\0'; s = g_utf8_next_char (s))
    if (!g_unichar_isspace (g_utf8_get_char (s)) && !covered[s - typed])
      g_string_append_unichar (out, g_utf8_get_char (s));
  return g_string_free (out, FALSE);
}

static gboolean
is_subsequence (const char *part, const char *whole)
{
  for (; *part != '\0'; part++, whole++)
    {
      whole = strchr (whole, *part);
      if (whole == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Whether everything typed is in the text or in a mark, and nothing else is; returns what is wrong, or NULL. */
static char *
check_understood (const char *typed, const RapLine *line, const RapLineContext *context)
{
  g_autofree char *unmarked = NULL, *all = NULL, *text = NULL;
  gsize length = strlen (typed), last = 0;

  for (guint i = 0; i < line->marks->len; i++)
    {
      const RapMark *mark = &g_array_index (line->marks, RapMark, i);

      if (mark->start >= mark->end || mark->end > length || mark->start < last ||
          !g_utf8_validate_len (typed + mark->start, mark->end - mark->start, NULL))
        return g_strdup_printf ("mark %u has no good place", i);
      last = mark->start;
    }

  unmarked = strip_line (typed, line, TRUE);
  all = strip_line (typed, line, FALSE);
  text = strip_line (line->text, line, FALSE);
  if (!is_subsequence (unmarked, text))
    return g_strdup_printf ("something typed was dropped: '%s'", line->text);
  if (!context->unnamed && !is_subsequence (text, all))
    return g_strdup_printf ("something was made up: '%s'", line->text);
  if (context->unnamed && line->people->len > 0)
    return g_strdup ("a person was kept");
  if (line->empty != (*all == '\0'))
    return g_strdup ("empty is not empty");
  return NULL;
}

/* Whether a line is understood and comes back from what is typed for it; returns what is wrong, or NULL. */
static char *
check_properties (const char *any, const RapLineContext *context)
{
  g_autofree char *typed = g_utf8_make_valid (any, -1), *canonical = NULL;
  g_autoptr (RapLine) line = rap_line_parse (typed, context), again = NULL;
  char *fault = check_understood (typed, line, context);
  gboolean exact;

  if (fault != NULL)
    return fault;
  canonical = rap_line_unparse (line, context, &exact);
  again = rap_line_parse (canonical, context);
  if (!rap_line_equal (line, again))
    return g_strdup_printf ("'%s' was unparsed to '%s', which reads '%s'", line->text, canonical, again->text);
  for (guint i = 0; i < again->marks->len; i++)
    if (g_array_index (again->marks, RapMark, i).kind == RAP_MARK_UNNAMED)
      return g_strdup_printf ("a name was kept: '%s'", canonical);
  return exact ? NULL : g_strdup ("not exact");
}
