/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every deal must keep, on random cases; and how near it comes to the best, which on small ones can be counted
 * out. */
#include <string.h>

#include "rap-share-out-report.h"

#define MOST_PEOPLE 1000
#define MOST_SYNDICATES 20
#define MOST_ROUNDS 2
#define NO_DEAL G_MAXINT64

typedef struct
{
  RapShareOut task;
  int organisations[MOST_PEOPLE];
  gboolean fixed[MOST_PEOPLE];
  int groups[MOST_ROUNDS][MOST_PEOPLE];
  const int *rounds[MOST_ROUNDS];
  gboolean open[MOST_SYNDICATES];
  int seats[MOST_PEOPLE];
} Case;

static void
case_init (Case *self, int n_people, int n_syndicates)
{
  memset (self, 0, sizeof *self);
  for (int i = 0; i < n_people; i++)
    {
      self->organisations[i] = -1;
      self->seats[i] = -1;
    }
  for (int s = 0; s < n_syndicates; s++)
    self->open[s] = TRUE;
  for (int r = 0; r < MOST_ROUNDS; r++)
    self->rounds[r] = self->groups[r];
  self->task = (RapShareOut){ .n_people = n_people,
                              .organisations = self->organisations,
                              .fixed = self->fixed,
                              .rounds = self->rounds,
                              .n_syndicates = n_syndicates,
                              .open = self->open };
}

/* Organisations of all sizes, some people placed, perhaps a closed syndicate, up to two earlier rounds. */
static void
case_init_random (Case *self, int n_people, int n_syndicates, int n_organisations)
{
  case_init (self, n_people, n_syndicates);
  self->task.n_rounds = g_test_rand_int_range (0, MOST_ROUNDS + 1);
  if (n_syndicates > 1 && g_test_rand_int_range (0, 4) == 0)
    self->open[g_test_rand_int_range (0, n_syndicates)] = FALSE;
  for (int i = 0; i < n_people; i++)
    {
      self->organisations[i] = g_test_rand_int_range (-1, n_organisations);
      self->fixed[i] = g_test_rand_int_range (0, 6) == 0;
      self->seats[i] = g_test_rand_int_range (-1, n_syndicates);
      for (int r = 0; r < self->task.n_rounds; r++)
        self->groups[r][i] = g_test_rand_int_range (-1, n_syndicates);
    }
}

/* How uneven the open syndicates are, then how many colleagues and then how many who met sit together. */
static gint64
cost_of (const RapShareOut *task, const int *seats)
{
  gint64 cost = 0;

  for (int a = 0; a < task->n_people; a++)
    for (int b = 0; b < a; b++)
      if (seats[a] >= 0 && seats[a] == seats[b])
        {
          cost += (gint64) task->open[seats[a]] << 40;
          cost += (gint64) (task->organisations[a] >= 0 && task->organisations[a] == task->organisations[b]) << 20;
          for (int r = 0; r < task->n_rounds; r++)
            cost += task->rounds[r][a] >= 0 && task->rounds[r][a] == task->rounds[r][b];
        }
  return cost;
}

static gint64
find_best (const RapShareOut *task, int *seats, int person)
{
  gint64 best = NO_DEAL;

  if (person == task->n_people)
    return cost_of (task, seats);
  if (task->fixed[person])
    return find_best (task, seats, person + 1);
  for (int s = 0; s < task->n_syndicates; s++)
    if (task->open[s])
      {
        seats[person] = s;
        best = MIN (best, find_best (task, seats, person + 1));
      }
  return best;
}

/* Everybody who is not fixed sits in an open syndicate, the others where they were; the sizes are even. */
static void
assert_dealt (const RapShareOut *task, const int *before, const int *seats)
{
  int sizes[MOST_SYNDICATES] = { 0 }, dealt[MOST_SYNDICATES] = { 0 };

  for (int i = 0; i < task->n_people; i++)
    {
      if (task->fixed[i])
        g_assert_cmpint (seats[i], ==, before[i]);
      else
        {
          g_assert_cmpint (seats[i], >=, 0);
          g_assert_cmpint (seats[i], <, task->n_syndicates);
          g_assert_true (task->open[seats[i]]);
          dealt[seats[i]]++;
        }
      if (seats[i] >= 0)
        sizes[seats[i]]++;
    }
  /* who was dealt to a syndicate would not be better off, by two, in another */
  for (int s = 0; s < task->n_syndicates; s++)
    for (int t = 0; t < task->n_syndicates; t++)
      if (dealt[s] > 0 && task->open[t])
        g_assert_cmpint (sizes[s], <=, sizes[t] + 1);
}

static void
test_properties (void)
{
  for (int i = 0; i < 100; i++)
    {
      Case c;
      int before[MOST_PEOPLE], again[MOST_PEOPLE];
      const guint32 seed = (guint32) g_test_rand_int ();

      case_init_random (&c, g_test_rand_int_range (0, 60), g_test_rand_int_range (1, 10),
                        g_test_rand_int_range (1, 20));
      if (c.task.n_syndicates == 1)
        c.open[0] = TRUE;
      memcpy (before, c.seats, sizeof before);
      rap_share_out_deal (&c.task, c.seats, seed);
      assert_dealt (&c.task, before, c.seats);
      memcpy (again, before, sizeof again);
      rap_share_out_deal (&c.task, again, seed);
      g_assert_cmpmem (again, sizeof again, c.seats, sizeof c.seats);
    }
}

static void
test_nearly_best (void)
{
  int n_best = 0;

  for (int i = 0; i < 150; i++)
    {
      Case c;
      int seats[MOST_PEOPLE];
      gint64 best, found;

      case_init_random (&c, g_test_rand_int_range (1, 9), g_test_rand_int_range (2, 4), g_test_rand_int_range (1, 4));
      memcpy (seats, c.seats, sizeof seats);
      best = find_best (&c.task, seats, 0);
      rap_share_out_deal (&c.task, c.seats, 1);
      found = cost_of (&c.task, c.seats);
      g_assert_cmpint (found >> 20, ==, best >> 20);
      n_best += found == best;
    }
  g_assert_cmpint (n_best, ==, 150);
}

/* Without colleagues or earlier meetings there is a deal without either; among others these are found. */
static void
test_day (void)
{
  Case c;
  RapShareOutReport report;
  int first[60];

  /* 60 people of 15 organisations of four each, over six */
  case_init (&c, 60, 6);
  for (int i = 0; i < 60; i++)
    c.organisations[i] = i % 15;
  rap_share_out_deal (&c.task, c.seats, 1);
  rap_share_out_report (&c.task, c.seats, &report);
  g_assert_cmpint (report.n_seated, ==, 60);
  g_assert_cmpint (report.n_syndicates, ==, 6);
  g_assert_cmpint (report.smallest, ==, 10);
  g_assert_cmpint (report.largest, ==, 10);
  g_assert_cmpint (report.colleagues, ==, 0);
  g_assert_cmpint (report.worst, ==, -1);
  g_assert_cmpint (report.met, ==, 0);

  /* of ten who sat together some do again in the second round: at least 4 * 1 in each of six groups */
  memcpy (first, c.seats, sizeof first);
  memcpy (c.groups[0], c.seats, sizeof (int) * 60);
  c.task.n_rounds = 1;
  rap_share_out_deal (&c.task, c.seats, 1);
  rap_share_out_report (&c.task, c.seats, &report);
  g_assert_cmpint (report.colleagues, ==, 0);
  g_assert_cmpint (report.met, >=, 24);
  g_assert_cmpint (report.met, <=, 26);
}

/* An organisation that is too large for its people to be apart is spread evenly. */
static void
test_large_organisation (void)
{
  Case c;
  RapShareOutReport report;

  case_init (&c, 23, 5);
  for (int i = 0; i < 7; i++)
    c.organisations[i * 3] = 0;
  rap_share_out_deal (&c.task, c.seats, 7);
  rap_share_out_report (&c.task, c.seats, &report);
  g_assert_cmpint (report.smallest, ==, 4);
  g_assert_cmpint (report.largest, ==, 5);
  g_assert_cmpint (report.colleagues, ==, 2);
  g_assert_cmpint (report.worst, >=, 0);
}

static void
test_again (void)
{
  Case c;
  int before[MOST_PEOPLE];

  for (int i = 0; i < 20; i++)
    {
      case_init_random (&c, g_test_rand_int_range (4, 40), g_test_rand_int_range (2, 7), 6);
      memset (c.fixed, 0, sizeof c.fixed); /* or there may be only one way */
      c.open[0] = c.open[1] = TRUE;
      rap_share_out_deal (&c.task, c.seats, 1);
      memcpy (before, c.seats, sizeof before);
      g_assert_true (rap_share_out_deal_again (&c.task, c.seats, 1));
      assert_dealt (&c.task, before, c.seats);
      g_assert_cmpint (memcmp (before, c.seats, sizeof before), !=, 0);
    }

  /* where there is only one way, that is it */
  case_init (&c, 2, 2);
  c.fixed[0] = TRUE;
  c.seats[0] = 1;
  rap_share_out_deal (&c.task, c.seats, 1);
  g_assert_cmpint (c.seats[1], ==, 0);
  g_assert_false (rap_share_out_deal_again (&c.task, c.seats, 1));
}

static void
test_join (void)
{
  Case c;
  const int seats[] = { 0, 0, 1, 1, 1, 2, -1, -1, -1 };

  case_init (&c, 9, 4);
  c.open[3] = FALSE;
  memcpy (c.seats, seats, sizeof seats);
  c.organisations[5] = c.organisations[6] = 0; /* a colleague in the smallest */
  c.fixed[8] = TRUE;                           /* is not to be seated */
  rap_share_out_join (&c.task, c.seats);
  g_assert_cmpmem (c.seats, sizeof (int) * 6, seats, sizeof (int) * 6);
  g_assert_cmpint (c.seats[6], ==, 0);
  g_assert_cmpint (c.seats[7], ==, 2);
  g_assert_cmpint (c.seats[8], ==, -1);

  /* colleagues everywhere: where fewest are, though it is the largest */
  c.organisations[0] = c.organisations[1] = c.organisations[2] = c.organisations[7] = 0;
  c.organisations[5] = c.organisations[6] = 0;
  c.seats[7] = -1;
  c.seats[6] = 2;
  rap_share_out_join (&c.task, c.seats);
  g_assert_cmpint (c.seats[7], ==, 1);
}

/* A thousand people over twenty syndicates take no longer than a person notices. */
static void
test_many (void)
{
  Case c;
  RapShareOutReport report;
  gint64 start;

  case_init (&c, 1000, 20);
  for (int i = 0; i < 1000; i++)
    {
      c.organisations[i] = i % 70;
      c.groups[0][i] = i % 19;
    }
  c.task.n_rounds = 1;
  start = g_get_monotonic_time ();
  rap_share_out_deal (&c.task, c.seats, 1);
  g_test_message ("%.1f ms", (double) (g_get_monotonic_time () - start) / 1000);
  rap_share_out_report (&c.task, c.seats, &report);
  g_assert_cmpint (report.n_seated, ==, 1000);
  g_assert_cmpint (report.smallest, ==, 50);
  g_assert_cmpint (report.largest, ==, 50);
  g_assert_cmpint (report.colleagues, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/share-out/properties", test_properties);
  g_test_add_func ("/share-out/nearly-best", test_nearly_best);
  g_test_add_func ("/share-out/day", test_day);
  g_test_add_func ("/share-out/large-organisation", test_large_organisation);
  g_test_add_func ("/share-out/again", test_again);
  g_test_add_func ("/share-out/join", test_join);
  g_test_add_func ("/share-out/many", test_many);
  return g_test_run ();
}
