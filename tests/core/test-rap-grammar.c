/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "grammar-cases.h"
#include "grammar-properties.h"

#include <locale.h>
#include <string.h>

/* "action: text | #theme | owns Hazel Hall | mentioned Nils as Nils | by 2011-02-28 | * | +3 | ?? | = 101" */
static char *
describe (const RapLine *line, const RapLineContext *context)
{
  GString *out = g_string_new (NULL);

  g_string_printf (out, "%s: %s", rap_point_kind_to_string (line->kind), line->text);
  for (guint i = 0; line->themes[i] != NULL; i++)
    g_string_append_printf (out, " | #%s", line->themes[i]);
  for (guint i = 0; i < line->people->len; i++)
    {
      const RapLinePerson *person = &g_array_index (line->people, RapLinePerson, i);

      g_string_append_printf (out, " | %s %s", rap_relation_to_string (person->relation),
                              rap_line_context_get_person_name (context, person->person_id));
      if (*person->as_typed != '\0')
        g_string_append_printf (out, " as %s", person->as_typed);
    }
  if (line->due != NULL)
    g_string_append_printf (out, " | by %s", line->due);
  if (line->starred)
    g_string_append (out, " | *");
  if (line->agreed > 0)
    g_string_append_printf (out, " | +%u", line->agreed);
  if (line->to_check)
    g_string_append (out, " | ?"
                          "?");
  if (line->echo_of != 0)
    g_string_append_printf (out, " | = %d", (int) line->echo_of);
  if (line->empty)
    g_string_append (out, " | empty");
  return g_string_free (out, FALSE);
}

static void
check_cases (const Case *cases, guint n, const RapLineContext *context)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapLine) line = rap_line_parse (cases[i].typed, context), again = NULL;
      g_autofree char *found = describe (line, context), *typed = NULL;
      gboolean exact;

      if (!g_str_equal (found, cases[i].expected))
        g_test_fail_printf ("%s\n  read as   %s\n  should be %s", cases[i].typed, found, cases[i].expected);

      typed = rap_line_unparse (line, context, &exact);
      again = rap_line_parse (typed, context);
      if (!exact || !rap_line_equal (line, again))
        g_test_fail_printf ("%s\n  was unparsed to %s", cases[i].typed, typed);
    }
}

static void
test_cases (void)
{
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);

  check_cases (CASES, G_N_ELEMENTS (CASES), context);
}

static void
test_american (void)
{
  g_autoptr (RapLineContext) context = make_context (TRUE, FALSE);

  check_cases (AMERICAN, G_N_ELEMENTS (AMERICAN), context);
}

static void
test_unnamed (void)
{
  g_autoptr (RapLineContext) context = make_context (FALSE, TRUE);

  check_cases (UNNAMED, G_N_ELEMENTS (UNNAMED), context);
}

static char *
make_random_line (gboolean spaced)
{
  GString *out = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 9); n > 0; n--)
    {
      g_string_append (out, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
      if (spaced || g_test_rand_int_range (0, 3) > 0)
        g_string_append_c (out, ' ');
    }
  return g_string_free (out, FALSE);
}

static void
test_random (void)
{
  for (int variant = 0; variant < 4; variant++)
    {
      g_autoptr (RapLineContext) context = make_context ((variant & 1) != 0, (variant & 2) != 0);

      for (int i = 0; i < 5000; i++)
        {
          g_autofree char *typed = make_random_line (FALSE);
          g_autofree char *fault = check_properties (typed, context);

          if (fault != NULL)
            {
              g_test_message ("%s: %s", typed, fault);
              g_test_fail ();
            }
        }
    }
}

/* "kind@start-end=value" for each mark, candidates after a colon */
static char *
describe_marks (const RapLine *line)
{
  static const char *const KINDS[] = { "kind", "theme",  "person", "unknown", "ambiguous", "unnamed",
                                       "star", "agreed", "check",  "due",     "echo",      "plain" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < line->marks->len; i++)
    {
      const RapMark *mark = &g_array_index (line->marks, RapMark, i);

      g_string_append_printf (out, "%s%s@%d-%d=%s%s", i > 0 ? " " : "", KINDS[mark->kind], (int) mark->start,
                              (int) mark->end, mark->value, mark->is_new ? "(new)" : "");
      for (guint k = 0; mark->candidates != NULL && k < mark->candidates->len; k++)
        g_string_append_printf (out, ":%d", (int) g_array_index (mark->candidates, gint64, k));
    }
  return g_string_free (out, FALSE);
}

static void
test_marks (void)
{
  static const Case MARKS[] = {
    { "! send #Trust it @Sarah by fri #new *", "kind@0-1=action theme@7-13=trust ambiguous@17-23=Sarah:2:3 "
                                               "due@24-30=2011-01-21 theme@31-35=new(new) star@36-37=" },
    { "Why? +3 ??", "kind@3-4=question agreed@5-7=3 check@8-10=" },
    { " “Bêta” @zoe", "kind@1-12=quote person@13-17=Zoë Ångström:4" },
    { "\" ja \"", "kind@0-6=quote" },
    { "e.g. @Nobody", "kind@0-4=example unknown@5-12=Nobody" },
    { "= prox", "echo@0-6=Online we lean on proxies for trust:101" },
    { "\\ #trust", "plain@0-1=" },
    { "nothing *here", "" },
    { "a * b +3 c ?? d", "" },
    { "@Hazel’s", "person@0-6=Hazel Hall:1" },
  };
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (MARKS); i++)
    {
      g_autoptr (RapLine) line = rap_line_parse (MARKS[i].typed, context);
      g_autofree char *found = describe_marks (line);

      g_assert_cmpstr (found, ==, MARKS[i].expected);
    }
}

static void
test_unnamed_keeps_nothing (void)
{
  static const char *const LINES[] = { "Zzyx was named @Zzyx",
                                       "@Zzyx",
                                       "we @Zzyx agree",
                                       "! we @Zzyx's agree by fri @Zzyx",
                                       "“@Zzyx said”",
                                       "\\ @Zzyx",
                                       "= proxies @Zzyx",
                                       "= other @Zzyx this",
                                       "#\"x @Zzyx\"",
                                       "@\"Zzyx Y\" and @“Zzyx",
                                       "@‘Zzyx Y’ agrees",
                                       "@zzyx.zzyx and @zzyx-zzyx_zzyx",
                                       "@Nils@Zzyx —@Zzyx @1Zzyx @_Zzyx" };
  g_autoptr (RapLineContext) unnamed = make_context (FALSE, TRUE), named = make_context (FALSE, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (LINES); i++)
    for (int is_unnamed = 0; is_unnamed < 2; is_unnamed++)
      {
        g_autoptr (RapLine) line = rap_line_parse (LINES[i], is_unnamed ? unnamed : named);
        g_autofree char *said = describe (line, named), *marks = describe_marks (line);
        g_autofree char *all = g_strconcat (said, marks, NULL), *folded = g_utf8_strdown (all, -1);

        g_autofree char *kept = rap_line_strike_names (LINES[i], is_unnamed ? unnamed : named);
        g_autofree char *kept_folded = g_utf8_strdown (kept, -1);

        /* The first line is the control: a name without @ is never guessed away. So is every line without the rule. */
        if (is_unnamed && i > 0)
          {
            g_assert_null (strstr (folded, "zzyx"));
            g_assert_null (strstr (kept_folded, "zzyx"));
          }
        else
          {
            g_assert_nonnull (strstr (folded, "zzyx"));
            g_assert_nonnull (strstr (kept_folded, "zzyx"));
          }
        if (!is_unnamed)
          g_assert_cmpstr (kept, ==, LINES[i]);
        if (is_unnamed)
          g_assert_nonnull (strstr (marks, "unnamed@"));
      }
}

static void
test_choices (void)
{
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);
  g_autoptr (RapLine) before = NULL, after = NULL, again = NULL;
  g_autofree char *typed = NULL;
  gboolean exact;

  rap_line_context_add_person (context, 20, "Sarah South");
  before = rap_line_parse ("we agree @\"Sarah South\"", context);
  g_assert_cmpuint (before->people->len, ==, 0);
  rap_line_context_choose (context, "sarah south", 20);
  after = rap_line_parse ("we agree @\"Sarah South\"", context);
  g_assert_cmpuint (after->people->len, ==, 1);
  g_assert_cmpint (g_array_index (after->people, RapLinePerson, 0).person_id, ==, 20);
  typed = rap_line_unparse (after, context, &exact);
  again = rap_line_parse (typed, context);
  g_assert_true (exact && rap_line_equal (after, again));
}

static void
test_quoted_full_name (void)
{
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);
  g_autoptr (RapLine) bare = NULL, quoted = NULL;

  rap_line_context_add_person (context, 21, "Hazel");
  bare = rap_line_parse ("we agree @Hazel", context);
  quoted = rap_line_parse ("we agree @\"Hazel\"", context);
  g_assert_cmpuint (bare->people->len, ==, 0);
  g_assert_cmpuint (quoted->people->len, ==, 1);
  g_assert_cmpint (g_array_index (quoted->people, RapLinePerson, 0).person_id, ==, 21);
}

static void
test_echoes (void)
{
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);
  guint n_best;

  rap_line_context_add_point (context, 105, "A roomy policy");
  rap_line_context_add_point (context, 106, "Mushroom policy");
  {
    g_autoptr (GArray) ids = rap_grammar_find_echoes (context, "POLICY room", &n_best);

    g_assert_cmpuint (ids->len, ==, 3);
    g_assert_cmpuint (n_best, ==, 2);
    g_assert_cmpint (g_array_index (ids, gint64, 0), ==, POLICY_ROOM);
    g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 105);
    g_assert_cmpint (g_array_index (ids, gint64, 2), ==, 106);
  }
  {
    g_autoptr (GArray) ids = rap_grammar_find_echoes (context, "a roomy policy", &n_best);

    g_assert_cmpuint (n_best, ==, 1);
    g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 105);
  }
  {
    g_autoptr (GArray) ids = rap_grammar_find_echoes (context, "  ", &n_best);

    g_assert_cmpuint (ids->len, ==, 0);
    g_assert_cmpuint (n_best, ==, 0);
  }
}

/* A line made of an archive's fields alone */
static void
test_from_archive (void)
{
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);
  g_autoptr (RapLine) line = rap_line_new (RAP_POINT_KIND_ACTION, "Ask Hazel Hall, or Nils, for the link");
  g_autoptr (RapLine) stranger = rap_line_new (RAP_POINT_KIND_INSIGHT, "We agree");
  g_autofree char *typed = NULL, *plain = NULL;
  gboolean exact;

  g_assert_true (rap_line_add_theme (line, "policy"));
  g_assert_true (rap_line_add_theme (line, "Culture change"));
  g_assert_false (rap_line_add_theme (line, "POLICY"));
  g_assert_true (rap_line_add_person (line, HAZEL, RAP_RELATION_MENTIONED, "Hazel Hall"));
  g_assert_true (rap_line_add_person (line, NILS, RAP_RELATION_MENTIONED, "Nils"));
  g_assert_true (rap_line_add_person (line, SARAH_NORTH, RAP_RELATION_OWNS, ""));
  g_assert_false (rap_line_add_person (line, NILS, RAP_RELATION_MENTIONED, "Nils"));
  line->due = g_strdup ("2011-02-28");
  line->starred = line->to_check = TRUE;
  line->agreed = 3;
  typed = rap_line_unparse (line, context, &exact);
  g_assert_cmpstr (
      typed, ==,
      "! Ask @\"Hazel Hall\", or @Nils, for the link by 2011-02-28 #policy #\"Culture change\" @North +3 * ?"
      "?");
  g_assert_true (exact);

  rap_line_add_person (stranger, 999, RAP_RELATION_SAID, "");
  plain = rap_line_unparse (stranger, context, &exact);
  g_assert_cmpstr (plain, ==, "\\We agree");
  g_assert_false (exact);
}

/* Shapes that make a careless scanner go over the rest of the line for every mark. */
static void
test_long (void)
{
  static const char *const SHAPES[] = { "word ", "#a1 ",    "#\"", "#« ", "@Sarah ", "@\"Hazel Hall\" ",
                                        "* ",    "by fri ", "\"",  "(",   "信" };
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (SHAPES); i++)
    {
      g_autoptr (GString) typed = g_string_new ("! ");
      g_autoptr (RapLine) line = NULL;
      gint64 start = g_get_monotonic_time ();

      while (g_utf8_strlen (typed->str, -1) < 10000)
        g_string_append (typed, SHAPES[i]);
      start = g_get_monotonic_time ();
      line = rap_line_parse (typed->str, context);
      g_test_message ("%s: %d µs", SHAPES[i], (int) (g_get_monotonic_time () - start));
      g_assert_cmpint (line->kind, ==, RAP_POINT_KIND_ACTION);
      g_assert_false (line->empty);
    }
}

static void
test_words (void)
{
  RapPointKind kind = RAP_POINT_KIND_QUOTE;
  RapRelation relation = RAP_RELATION_OWNS;
  g_autofree char *key = rap_theme_key ("  Ｃulture \t CHANGE "), *accented = rap_theme_key ("Éco"),
                  *plain = rap_theme_key ("Eco");

  for (int i = RAP_POINT_KIND_INSIGHT; i <= RAP_POINT_KIND_EXAMPLE; i++)
    {
      g_assert_true (rap_point_kind_from_string (rap_point_kind_to_string (i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (rap_point_kind_from_string ("Insight", &kind));
  g_assert_false (rap_point_kind_from_string (NULL, &kind));
  g_assert_cmpint (kind, ==, RAP_POINT_KIND_EXAMPLE);
  g_assert_cmpstr (rap_relation_to_string (RAP_RELATION_SAID), ==, "said");
  g_assert_true (rap_relation_from_string ("mentioned", &relation));
  g_assert_cmpint (relation, ==, RAP_RELATION_MENTIONED);
  g_assert_false (rap_relation_from_string ("", &relation));
  g_assert_cmpstr (key, ==, "culture change");
  g_assert_cmpstr (accented, !=, plain);
}

/* Without a context nobody is known and a day needs its year. */
static void
test_no_context (void)
{
  g_autoptr (RapLine) line = rap_line_parse ("! send it by fri @Hazel #trust", NULL);
  g_autoptr (RapLine) dated = rap_line_parse ("! send it by 28 Feb 2011", NULL);
  g_autoptr (RapLine) none = rap_line_parse (NULL, NULL);

  g_assert_cmpstr (line->text, ==, "send it by fri @Hazel");
  g_assert_null (line->due);
  g_assert_cmpstr (dated->due, ==, "2011-02-28");
  g_assert_true (none->empty);
}

/* The checks of the random lines see what they are there to see. */
static void
test_checks_see_faults (void)
{
  static const char TYPED[] = "! send #trust to @Hazel by fri *";
  g_autoptr (RapLineContext) context = make_context (FALSE, FALSE);
  g_autoptr (RapLine) line = rap_line_parse (TYPED, context), other = rap_line_parse (TYPED, context);
  g_autofree char *none = check_understood (TYPED, line, context), *dropped = NULL, *made_up = NULL, *misplaced = NULL;

  g_assert_null (none);
  g_assert_true (rap_line_equal (line, other));
  line->text[0] = ' ';
  dropped = check_understood (TYPED, line, context);
  g_assert_nonnull (dropped);
  line->text[0] = 'S';
  made_up = check_understood (TYPED, line, context);
  g_assert_nonnull (made_up);
  g_assert_false (rap_line_equal (line, other));
  line->text[0] = 's';
  g_assert_true (rap_line_equal (line, other));
  g_array_index (line->people, RapLinePerson, 0).relation = RAP_RELATION_MENTIONED;
  g_assert_false (rap_line_equal (line, other));
  g_array_index (line->marks, RapMark, 0).end = sizeof TYPED;
  misplaced = check_understood (TYPED, line, context);
  g_assert_nonnull (misplaced);
}

static void
test_month_order (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_TIME, NULL));

  setlocale (LC_TIME, "C"); /* 12/31/99 */
  g_assert_true (rap_grammar_default_month_first ());
  setlocale (LC_TIME, before);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grammar/cases", test_cases);
  g_test_add_func ("/grammar/american", test_american);
  g_test_add_func ("/grammar/unnamed", test_unnamed);
  g_test_add_func ("/grammar/marks", test_marks);
  g_test_add_func ("/grammar/unnamed-keeps-nothing", test_unnamed_keeps_nothing);
  g_test_add_func ("/grammar/choices", test_choices);
  g_test_add_func ("/grammar/quoted-full-name", test_quoted_full_name);
  g_test_add_func ("/grammar/echoes", test_echoes);
  g_test_add_func ("/grammar/from-archive", test_from_archive);
  g_test_add_func ("/grammar/long", test_long);
  g_test_add_func ("/grammar/words", test_words);
  g_test_add_func ("/grammar/no-context", test_no_context);
  g_test_add_func ("/grammar/month-order", test_month_order);
  g_test_add_func ("/grammar/checks-see-faults", test_checks_see_faults);
  g_test_add_func ("/grammar/random", test_random);
  return g_test_run ();
}
