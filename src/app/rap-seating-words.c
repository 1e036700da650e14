/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-seating-words.h"

#include <glib/gi18n-lib.h>

/* `5 syndicates of 7 or 8` */
static char *
describe_sizes (const RapShareOutReport *report)
{
  const int n = report->n_syndicates;

  if (report->smallest == report->largest)
    /* Translators: how many syndicates, and how many people each has */
    return g_strdup_printf (ngettext ("%d syndicate of %d", "%d syndicates of %d", n), n, report->smallest);
  if (report->smallest + 1 == report->largest)
    /* Translators: how many syndicates, and how many people each has: 7 or 8 */
    return g_strdup_printf (ngettext ("%d syndicate of %d or %d", "%d syndicates of %d or %d", n), n, report->smallest,
                            report->largest);
  /* Translators: how many syndicates, and how many people each has: 3 to 8 */
  return g_strdup_printf (ngettext ("%d syndicate of %d to %d", "%d syndicates of %d to %d", n), n, report->smallest,
                          report->largest);
}

static char *
describe_colleagues (const RapShareOutReport *report)
{
  const int n = report->colleagues;

  if (n == 0)
    return g_strdup (_ ("nobody sits with a colleague"));
  if (n == 1)
    return g_strdup_printf (_ ("two colleagues sit together in syndicate %d"), report->worst);
  /* Translators: how many pairs, and the number of the syndicate that has most of them */
  return g_strdup_printf (ngettext ("%d pair of colleagues sits together, in syndicate %d",
                                    "%d pairs of colleagues sit together, most in syndicate %d", n),
                          n, report->worst);
}

char *
rap_seating_words (const RapShareOutReport *report)
{
  g_autofree char *sizes = NULL;
  g_autofree char *colleagues = NULL;
  g_autofree char *met = NULL;

  if (report->n_syndicates == 0)
    return g_strdup (_ ("No syndicate is open."));
  if (report->n_seated == 0)
    return g_strdup (_ ("Nobody has a seat yet."));
  sizes = describe_sizes (report);
  colleagues = describe_colleagues (report);
  if (report->met == 0)
    /* Translators: two statements about how people sit */
    return g_strdup_printf (_ ("%s; %s."), sizes, colleagues);
  met = g_strdup_printf (ngettext ("%d pair sat together before", "%d pairs sat together before", report->met),
                         report->met);
  /* Translators: three statements about how people sit */
  return g_strdup_printf (_ ("%s; %s; %s."), sizes, colleagues, met);
}
