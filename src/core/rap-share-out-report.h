/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-share-out.h"

G_BEGIN_DECLS

/**
 * RapShareOutReport:
 * @n_seated: how many people sit in open syndicates
 * @n_syndicates: how many of those there are
 * @smallest: how many people sit in the smallest
 * @largest: how many in the largest
 * @colleagues: how many pairs of people of one organisation sit together
 * @worst: the syndicate that has most of those pairs, -1 if there is none
 * @met: how many pairs sit together that sat together in an earlier round
 *
 * How well it went.
 */
typedef struct
{
  int n_seated;
  int n_syndicates;
  int smallest;
  int largest;
  int colleagues;
  int worst;
  int met;
} RapShareOutReport;

/** rap_share_out_report: looks how well people sit who sit so */
void rap_share_out_report (const RapShareOut *self, const int *seats, RapShareOutReport *report);

G_END_DECLS
