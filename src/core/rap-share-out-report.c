/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-share-out-report.h"

static gboolean
met (const RapShareOut *self, int a, int b)
{
  for (int r = 0; r < self->n_rounds; r++)
    if (self->rounds[r][a] >= 0 && self->rounds[r][a] == self->rounds[r][b])
      return TRUE;
  return FALSE;
}

void
rap_share_out_report (const RapShareOut *self, const int *seats, RapShareOutReport *report)
{
  g_autofree int *sizes = g_new0 (int, self->n_syndicates + 1);
  g_autofree int *together = g_new0 (int, self->n_syndicates + 1);

  *report = (RapShareOutReport){ .worst = -1 };
  for (int a = 0; a < self->n_people; a++)
    {
      const int seat = seats[a];
      if (seat < 0 || !self->open[seat])
        continue;
      report->n_seated++;
      sizes[seat]++;
      for (int b = 0; b < a; b++)
        {
          if (seats[b] != seat)
            continue;
          if (self->organisations[a] >= 0 && self->organisations[a] == self->organisations[b])
            {
              report->colleagues++;
              together[seat]++;
            }
          report->met += met (self, a, b);
        }
    }
  for (int s = 0; s < self->n_syndicates; s++)
    if (self->open[s])
      {
        report->smallest = report->n_syndicates == 0 ? sizes[s] : MIN (report->smallest, sizes[s]);
        report->largest = MAX (report->largest, sizes[s]);
        report->n_syndicates++;
        if (together[s] > 0 && (report->worst < 0 || together[s] > together[report->worst]))
          report->worst = s;
      }
}
