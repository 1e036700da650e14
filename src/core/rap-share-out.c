/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-share-out.h"

#include <string.h>

/* A pair of colleagues weighs more than all pairs that met before. */
#define HEAVY (G_GINT64_CONSTANT (1) << 32)
/* how many comparisons of two groups a deal may take: at least, for each pair of people, and at most */
#define LEAST_WORK 20000
#define WORK_A_PAIR 400
#define MOST_WORK 1000000
#define TRIES 16

/* A deal under way. Colleagues have a group in common, and so have those who sat together in a round: each person is in
 * up to @width groups, and counting how many of each sit where tells what a seat costs. */
typedef struct
{
  const RapShareOut *task;
  int *seats;
  int width;
  int n_groups;
  int *groups; /* a person's groups, -1 for none; the first is the organisation */
  int *counts; /* of each group in each syndicate */
  int *sizes;
  int *free_people;
  int n_free;
  gint64 cost; /* of all pairs */
  gint64 work; /* done, in comparisons of two groups */
  gint64 most_work;
  GRand *rand;
} Deal;

static int
count_groups (const int *groups, int n)
{
  int most = -1;

  for (int i = 0; i < n; i++)
    most = MAX (most, groups[i]);
  return most + 1;
}

static gint64
weight (int column)
{
  return column == 0 ? HEAVY : 1;
}

static gint64
pairs (gint64 n)
{
  return n * (n - 1) / 2;
}

static int *
count_of (const Deal *self, int group, int syndicate)
{
  return &self->counts[group * self->task->n_syndicates + syndicate];
}

/* What it costs that a person who is not there yet sits there. */
static gint64
cost_of (const Deal *self, int person, int syndicate)
{
  gint64 cost = 0;

  for (int c = 0; c < self->width; c++)
    {
      const int group = self->groups[person * self->width + c];
      if (group >= 0)
        cost += weight (c) * *count_of (self, group, syndicate);
    }
  return cost;
}

static void
change_counts (Deal *self, int person, int by)
{
  const int syndicate = self->seats[person];

  self->sizes[syndicate] += by;
  for (int c = 0; c < self->width; c++)
    if (self->groups[person * self->width + c] >= 0)
      *count_of (self, self->groups[person * self->width + c], syndicate) += by;
}

static void
sit_down (Deal *self, int person, int syndicate)
{
  self->cost += cost_of (self, person, syndicate);
  self->seats[person] = syndicate;
  change_counts (self, person, 1);
}

static void
stand_up (Deal *self, int person)
{
  change_counts (self, person, -1);
  self->cost -= cost_of (self, person, self->seats[person]);
}

static void
move (Deal *self, int person, int syndicate)
{
  stand_up (self, person);
  sit_down (self, person, syndicate);
}

static void
exchange (Deal *self, int a, int b)
{
  const int from = self->seats[a], to = self->seats[b];

  stand_up (self, a);
  move (self, b, from);
  sit_down (self, a, to);
}

/* What changes if two who sit in different syndicates exchange their seats. */
static gint64
exchange_gain (Deal *self, int a, int b)
{
  const int from = self->seats[a], to = self->seats[b];
  const int *of_a = &self->groups[a * self->width], *of_b = &self->groups[b * self->width];
  gint64 gain = 0;

  for (int c = 0; c < self->width; c++)
    {
      if (of_a[c] == of_b[c])
        continue;
      if (of_a[c] >= 0)
        gain += weight (c) * (*count_of (self, of_a[c], to) - *count_of (self, of_a[c], from) + 1);
      if (of_b[c] >= 0)
        gain += weight (c) * (*count_of (self, of_b[c], from) - *count_of (self, of_b[c], to) + 1);
    }
  self->work += self->width;
  return gain;
}

/* What changes if a person moves elsewhere. */
static gint64
move_gain (Deal *self, int person, int syndicate)
{
  gint64 gain = cost_of (self, person, syndicate) - cost_of (self, person, self->seats[person]);

  /* among those whom one leaves one was counted oneself */
  for (int c = 0; c < self->width; c++)
    if (self->groups[person * self->width + c] >= 0)
      gain += weight (c);
  self->work += self->width;
  return gain;
}

static void
deal_init (Deal *self, const RapShareOut *task, int *seats, guint32 seed)
{
  int n_groups = 0;

  memset (self, 0, sizeof *self);
  self->task = task;
  self->seats = seats;
  self->width = 1 + task->n_rounds;
  self->groups = g_new (int, MAX (1, task->n_people * self->width));
  for (int c = 0; c < self->width; c++)
    {
      const int *column = c == 0 ? task->organisations : task->rounds[c - 1];
      for (int i = 0; i < task->n_people; i++)
        self->groups[i * self->width + c] = column[i] < 0 ? -1 : n_groups + column[i];
      n_groups += count_groups (column, task->n_people);
    }
  self->n_groups = n_groups;
  self->counts = g_new0 (int, MAX (1, n_groups * task->n_syndicates));
  self->sizes = g_new0 (int, MAX (1, task->n_syndicates));
  self->free_people = g_new (int, MAX (1, task->n_people));
  self->rand = g_rand_new_with_seed (seed);
}

static void
deal_clear (Deal *self)
{
  g_free (self->groups);
  g_free (self->counts);
  g_free (self->sizes);
  g_free (self->free_people);
  g_rand_free (self->rand);
}

/* Everybody who has a seat takes it. */
static void
seat_all (Deal *self)
{
  memset (self->counts, 0, sizeof (int) * (gsize) (self->n_groups * self->task->n_syndicates));
  memset (self->sizes, 0, sizeof (int) * (gsize) self->task->n_syndicates);
  self->cost = 0;
  for (int i = 0; i < self->task->n_people; i++)
    if (self->seats[i] >= 0)
      sit_down (self, i, self->seats[i]);
}

/* The least that any deal costs: each group spread evenly over all syndicates. */
static gint64
least_cost (Deal *self)
{
  const int n = self->task->n_syndicates;
  gint64 least = 0;

  for (int c = 0; c < self->width; c++)
    {
      g_autofree int *members = g_new0 (int, self->n_groups + 1);
      for (int i = 0; i < self->task->n_people; i++)
        if (self->seats[i] >= 0)
          members[self->groups[i * self->width + c] + 1]++;
      for (int group = 0; group < self->n_groups; group++)
        {
          const int each = members[group + 1] / n, over = members[group + 1] % n;
          least += weight (c) * ((n - over) * pairs (each) + over * pairs (each + 1));
        }
    }
  return least;
}

static void
shuffle (Deal *self)
{
  for (int i = self->n_free - 1; i > 0; i--)
    {
      const int other = g_rand_int_range (self->rand, 0, i + 1);
      const int person = self->free_people[i];
      self->free_people[i] = self->free_people[other];
      self->free_people[other] = person;
    }
}

/* How many people there are to be in each syndicate: one after the other goes to the smallest. */
static int *
fill_evenly (Deal *self)
{
  const int n = self->task->n_syndicates;
  int *sizes = g_memdup2 (self->sizes, sizeof (int) * (gsize) n);

  for (int i = 0; i < self->n_free; i++)
    {
      int smallest = -1;
      for (int s = 0; s < n; s++)
        if (self->task->open[s] && (smallest < 0 || sizes[s] < sizes[smallest]))
          smallest = s;
      sizes[smallest]++;
    }
  return sizes;
}

static int
compare_organisations (gconstpointer a, gconstpointer b, gpointer data)
{
  const int *const *keys = data;
  const int *organisations = keys[0], *members = keys[1];
  const int x = organisations[*(const int *) a], y = organisations[*(const int *) b];

  if (members[x + 1] != members[y + 1])
    return members[y + 1] - members[x + 1];
  return x - y;
}

/* The first deal: the largest organisations first, whoever has no colleague last. */
static void
deal_first (Deal *self)
{
  const RapShareOut *task = self->task;
  g_autofree int *members = g_new0 (int, count_groups (task->organisations, task->n_people) + 1);
  g_autofree int *wanted = fill_evenly (self);
  const int *const keys[] = { task->organisations, members };

  for (int i = 0; i < task->n_people; i++)
    members[task->organisations[i] + 1]++;
  members[0] = 0;
  shuffle (self);
  g_qsort_with_data (self->free_people, self->n_free, sizeof (int), compare_organisations, (gpointer) keys);
  for (int i = 0; i < self->n_free; i++)
    {
      const int person = self->free_people[i];
      const int start = g_rand_int_range (self->rand, 0, task->n_syndicates);
      gint64 lowest = G_MAXINT64;
      int best = -1;
      for (int k = 0; k < task->n_syndicates; k++)
        {
          const int s = (start + k) % task->n_syndicates;
          const int room = wanted[s] - self->sizes[s];
          const gint64 cost = room > 0 && task->open[s] ? cost_of (self, person, s) : G_MAXINT64;
          if (cost < lowest || (cost == lowest && best >= 0 && room > wanted[best] - self->sizes[best]))
            {
              lowest = cost;
              best = s;
            }
        }
      sit_down (self, person, best);
    }
  shuffle (self);
}

/* Whether the sizes stay as even if somebody moves there. */
static gboolean
has_room (Deal *self, int person, int syndicate)
{
  return self->task->open[syndicate] && self->sizes[syndicate] + 1 == self->sizes[self->seats[person]];
}

/* Does what is best for one person, if anything is better than now. */
static gboolean
improve (Deal *self, int person)
{
  const RapShareOut *task = self->task;
  const int from = self->seats[person];
  gint64 best = 0;
  int partner = -1, to = -1;

  for (int i = 0; i < self->n_free; i++)
    {
      const int other = self->free_people[i];
      const gint64 gain = self->seats[other] != from ? exchange_gain (self, person, other) : 0;
      if (gain < best)
        {
          best = gain;
          partner = other;
        }
    }
  for (int s = 0; s < task->n_syndicates; s++)
    {
      const gint64 gain = has_room (self, person, s) ? move_gain (self, person, s) : 0;
      if (gain < best)
        {
          best = gain;
          to = s;
        }
    }
  if (to >= 0)
    move (self, person, to);
  else if (partner >= 0)
    exchange (self, person, partner);
  return best < 0;
}

/* Whether a person sits with somebody with whom it costs something. */
static gboolean
costs (Deal *self, int person)
{
  for (int c = 0; c < self->width; c++)
    {
      const int group = self->groups[person * self->width + c];
      if (group >= 0 && *count_of (self, group, self->seats[person]) > 1)
        return TRUE;
    }
  return FALSE;
}

static void
descend (Deal *self)
{
  gboolean better = TRUE;

  while (better && self->work < self->most_work)
    {
      better = FALSE;
      for (int i = 0; i < self->n_free && self->work < self->most_work; i++)
        if (costs (self, self->free_people[i]))
          better = improve (self, self->free_people[i]) || better;
    }
}

/* A few people sit elsewhere at random. */
static void
shake (Deal *self)
{
  for (int n = g_rand_int_range (self->rand, 2, 5); n > 0; n--)
    {
      const int a = self->free_people[g_rand_int_range (self->rand, 0, self->n_free)];
      const int b = self->free_people[g_rand_int_range (self->rand, 0, self->n_free)];
      const int syndicate = g_rand_int_range (self->rand, 0, self->task->n_syndicates);
      if (has_room (self, a, syndicate))
        move (self, a, syndicate);
      else if (self->seats[a] != self->seats[b])
        exchange (self, a, b);
    }
  self->work += self->width * (gint64) self->task->n_people; /* what it takes to go back */
}

/* How somebody who has no seat would sit there: less is better. */
static int
compare_seats (Deal *self, int person, int a, int b)
{
  const gint64 x = cost_of (self, person, a), y = cost_of (self, person, b);

  if (x / HEAVY != y / HEAVY)
    return x < y ? -1 : 1;
  if (self->sizes[a] != self->sizes[b])
    return self->sizes[a] - self->sizes[b];
  return x < y ? -1 : x > y;
}

void
rap_share_out_deal (const RapShareOut *self, int *seats, guint32 seed)
{
  g_autofree int *best = NULL;
  const gsize size = sizeof (int) * (gsize) self->n_people;
  gboolean any = FALSE;
  gint64 lowest, least;
  Deal deal;

  for (int s = 0; s < self->n_syndicates; s++)
    any = any || self->open[s];
  g_return_if_fail (any || self->n_people == 0);

  deal_init (&deal, self, seats, seed);
  for (int i = 0; i < self->n_people; i++)
    if (!self->fixed[i])
      {
        seats[i] = -1;
        deal.free_people[deal.n_free++] = i;
      }
  seat_all (&deal);
  deal.most_work = CLAMP (WORK_A_PAIR * pairs (deal.n_free) * deal.width, LEAST_WORK, MOST_WORK);
  if (deal.n_free > 0)
    {
      deal_first (&deal);
      least = least_cost (&deal);
      descend (&deal);
      best = g_memdup2 (seats, size);
      lowest = deal.cost;
      while (lowest > least && deal.work < deal.most_work)
        {
          shake (&deal);
          descend (&deal);
          if (deal.cost <= lowest)
            {
              lowest = deal.cost;
              memcpy (best, seats, size);
            }
          else
            {
              memcpy (seats, best, size);
              seat_all (&deal);
            }
        }
      memcpy (seats, best, size);
    }
  deal_clear (&deal);
}

gboolean
rap_share_out_deal_again (const RapShareOut *self, int *seats, guint32 seed)
{
  const gsize size = sizeof (int) * (gsize) self->n_people;
  g_autofree int *before = g_memdup2 (seats, size);

  for (guint32 i = 0; i < TRIES; i++)
    {
      rap_share_out_deal (self, seats, seed + i);
      if (self->n_people > 0 && memcmp (before, seats, size) != 0)
        return TRUE;
    }
  return FALSE;
}

void
rap_share_out_join (const RapShareOut *self, int *seats)
{
  Deal deal;

  deal_init (&deal, self, seats, 0);
  seat_all (&deal);
  for (int i = 0; i < self->n_people; i++)
    {
      int best = -1;
      if (seats[i] >= 0 || self->fixed[i])
        continue;
      for (int s = 0; s < self->n_syndicates; s++)
        if (self->open[s] && (best < 0 || compare_seats (&deal, i, s, best) < 0))
          best = s;
      if (best >= 0)
        sit_down (&deal, i, best);
    }
  deal_clear (&deal);
}
