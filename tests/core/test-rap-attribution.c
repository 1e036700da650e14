/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may be named, and how names are masked in a text. */
#include "rap-attribution.h"

#include <string.h>

#include "rap-error.h"

static void
test_rules (void)
{
  /* Rows: level 0 to 3; columns: named, syndicate, none */
  static const gboolean allowed[4][3] = {
    { FALSE, FALSE, FALSE }, { TRUE, FALSE, FALSE }, { TRUE, TRUE, FALSE }, { TRUE, TRUE, TRUE }
  };
  static const char *const names[] = { "named", "syndicate", "none" };
  g_autoptr (GError) error = NULL;
  RapAttribution rule;

  for (int level = 0; level < 4; level++)
    for (guint i = 0; i < 3; i++)
      g_assert_cmpint (rap_attribution_allows ((RapAttribution) i, level), ==, allowed[level][i]);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpstr (rap_attribution_to_string ((RapAttribution) i), ==, names[i]);
      g_assert_cmpint (rap_attribution_from_string (names[i]), ==, i);
      g_assert_true (rap_attribution_parse (names[i], &rule, &error));
      g_assert_cmpint (rule, ==, i);
    }
  g_assert_cmpint (rap_attribution_from_string ("Named"), ==, RAP_ATTRIBUTION_NONE);
  g_assert_cmpint (rap_attribution_from_string (NULL), ==, RAP_ATTRIBUTION_NONE);
  g_assert_false (rap_attribution_parse ("everybody", &rule, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
}

static void
test_mask (void)
{
  static const struct
  {
    const char *text, *names, *masked; /* names joined by |; NULL: as it was */
  } cases[] = {
    { "Hazel showed it", "Hazel", "[name] showed it" },
    { "ask Hazel", "Hazel", "ask [name]" },
    { "Hazel", "Hazel", "[name]" },
    { "Hazel's idea, and Hazel’s too", "Hazel", "[name]'s idea, and [name]’s too" },
    { "Hazel among HAZEL and hazel trees", "Hazel", "[name] among HAZEL and hazel trees" },
    { "Hazelnut, Witchhazel, Hazel2", "Hazel", NULL },
    { "(Hazel), Hazel-Ann, @Hazel, #Hazel", "Hazel", "([name]), [name]-Ann, @[name], #[name]" },
    { "Hazel Hall spoke, Hazel sat", "Hazel|Hazel Hall", "[name] spoke, [name] sat" },
    { "Anna Bell Tower", "Anna Bell|Bell Tower", "[name]" },
    { "Zo\xC3\xAB asked", "Zoe\xCC\x88", "[name] asked" },
    { "Zoe\xCC\x88 asked", "Zo\xC3\xAB", "[name] asked" },
    { "Zoe\xCC\x88 asked", "Zoe", NULL },
    { "STRAUSS and Strau\xC3\x9F", "Strauß", "STRAUSS and [name]" },
    { "ΝΊΚΟΣ, Νίκος", "Νίκος", "ΝΊΚΟΣ, [name]" },
    { "田中さんが言った", "田中", "[name]さんが言った" },
    { "김철수는", "김철수", "[name]는" },
    { "a bad byte \xFF Hazel \xE2", "Hazel", "a bad byte \xFF [name] \xE2" },
    { "Hazel Hazel", "Hazel", "[name] [name]" },
    { "HazelHazel", "Hazel", NULL },
    { "nobody here", "Hazel", NULL },
    { "", "Hazel", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = g_strsplit (cases[i].names, "|", -1);
      g_autoptr (GString) masked = g_string_new (NULL);
      gboolean any = rap_attribution_mask (cases[i].text, strlen (cases[i].text), (const char *const *) names,
                                           g_strv_length (names), masked);

      g_assert_cmpstr (masked->str, ==, cases[i].masked != NULL ? cases[i].masked : "");
      g_assert_cmpint (any, ==, cases[i].masked != NULL);
    }
}

/* What is left of an @ in a text, whomever it means */
static void
test_mask_marks (void)
{
  static const struct
  {
    const char *text, *masked; /* NULL: as it was */
  } cases[] = {
    { "@Nobody said so", "[name] said so" },
    { "ask @Nobody's team, @nobody.else", "ask [name]'s team, [name]" },
    { "@\"No Body\" and (@Nobody)", "[name] and ([name])" },
    { "@[name] said @2 so", "@[name] said [name] so" },
    { "write to a@b.org", NULL },
    { "lunch @ noon", NULL },
    { "nothing", NULL },
    { "", NULL },
    { "a bad byte \xFF @Nobody \xE2", "a bad byte \xEF\xBF\xBD [name] \xEF\xBF\xBD" },
    { "a bad byte \xFF a@b.org", NULL },
  };
  static const char over_nul[] = "a\0@Nobody";
  g_autoptr (GString) nul = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) masked = g_string_new (NULL);
      gboolean any = rap_attribution_mask_marks (cases[i].text, strlen (cases[i].text), masked);

      g_assert_cmpstr (masked->str, ==, cases[i].masked != NULL ? cases[i].masked : "");
      g_assert_cmpint (any, ==, cases[i].masked != NULL);
    }
  g_assert_true (rap_attribution_mask_marks (over_nul, sizeof over_nul - 1, nul));
  g_assert_cmpstr (nul->str, ==, "a\xEF\xBF\xBD[name]");
}

static void
test_mask_over_nul (void)
{
  static const char text[] = "a\0Hazel\0b";
  const char *const names[] = { "Hazel" };
  g_autoptr (GString) masked = g_string_new (NULL);

  g_assert_true (rap_attribution_mask (text, sizeof text - 1, names, 1, masked));
  g_assert_cmpmem (masked->str, masked->len, "a\0[name]\0b", 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attribution/rules", test_rules);
  g_test_add_func ("/attribution/mask", test_mask);
  g_test_add_func ("/attribution/mask-marks", test_mask_marks);
  g_test_add_func ("/attribution/mask-over-nul", test_mask_over_nul);
  return g_test_run ();
}
