/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-seating.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-line-context.h"
#include "rap-programme.h"
#include "rap-syndicates.h"
#include "rap-time.h"

/* A discussion as numbers: what rap-share-out works on, with the rows that the numbers stand for. */
typedef struct
{
  RapShareOut task;
  GPtrArray *people;  /* of RapSeat */
  GArray *syndicates; /* their ids, by number */
  GArray *numbers;    /* their numbers */
  GArray *open;       /* of gboolean */
  GArray *rounds;     /* of int *, each of a number a person */
  int *organisations;
  gboolean *fixed;
  int *seats;
} Seating;

static gboolean
is_before_the_day (RapDb *db, gint64 seminar_id)
{
  g_autofree char *date = rap_db_text (db, "SELECT date FROM seminar WHERE id = ?1", "i", seminar_id);
  g_autofree char *name = rap_db_text (db, "SELECT tz FROM seminar WHERE id = ?1", "i", seminar_id);
  g_autoptr (GTimeZone) zone = rap_time_zone (name != NULL ? name : "UTC");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return g_strcmp0 (today, date) < 0;
}

static gboolean
is_here (const RapSeat *seat)
{
  return g_str_equal (seat->status, "came") || g_str_equal (seat->status, "walked_in");
}

static void
find_dealt (GPtrArray *people, gboolean before_the_day)
{
  gboolean any = FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      RapSeat *seat = people->pdata[i];
      seat->dealt = !seat->public && seat->facilitates == 0;
      any = any || (seat->dealt && is_here (seat));
    }
  for (guint i = 0; i < people->len; i++)
    {
      RapSeat *seat = people->pdata[i];
      seat->dealt =
          seat->dealt && (is_here (seat) || ((before_the_day || !any) && g_str_equal (seat->status, "registered")));
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const RapSeat *x = *(RapSeat *const *) a, *y = *(RapSeat *const *) b;
  const int order = g_utf8_collate (x->name, y->name);

  return order != 0 ? order : (x->attendance_id > y->attendance_id) - (x->attendance_id < y->attendance_id);
}

/* A number an organisation, -1 for none. */
static int *
number_organisations (GPtrArray *people)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int *numbers = g_new (int, people->len + 1);

  for (guint i = 0; i < people->len; i++)
    {
      const RapSeat *seat = people->pdata[i];
      char *key = rap_theme_key (seat->affiliation != NULL ? seat->affiliation : "");
      gpointer number;

      if (*key == '\0')
        number = GINT_TO_POINTER (-1);
      else if (!g_hash_table_lookup_extended (known, key, NULL, &number))
        {
          number = GINT_TO_POINTER (g_hash_table_size (known));
          g_hash_table_insert (known, g_steal_pointer (&key), number);
        }
      numbers[i] = GPOINTER_TO_INT (number);
      g_free (key);
    }
  return numbers;
}

static int
find_syndicate (Seating *self, gint64 id)
{
  for (guint s = 0; s < self->syndicates->len; s++)
    if (g_array_index (self->syndicates, gint64, s) == id)
      return (int) s;
  return -1;
}

/* Who sat where in the discussions before this one. */
static void
read_rounds (Seating *self, RapDb *db, gint64 session_id)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (RapStmt) members =
      rap_db_prepare (db,
                      "SELECT s.id, role.attendance_id, role.syndicate_id FROM session here"
                      " JOIN session s ON s.seminar_id = here.seminar_id AND s.kind = 'discussion'"
                      "  AND (s.position, s.id) < (here.position, here.id)"
                      " JOIN syndicate ON syndicate.session_id = s.id"
                      " JOIN role ON role.syndicate_id = syndicate.id AND role.kind = 'member'"
                      " WHERE here.id = ?1 ORDER BY s.id, role.syndicate_id",
                      "i", session_id);
  gint64 session = 0, syndicate = 0;
  int *round = NULL, group = -1;

  for (guint i = 0; i < self->people->len; i++)
    g_hash_table_insert (places, &((RapSeat *) self->people->pdata[i])->attendance_id, GUINT_TO_POINTER (i));
  while (rap_stmt_step (members, NULL))
    {
      const gint64 attendance = rap_stmt_int (members, 1);
      gpointer place;

      if (rap_stmt_int (members, 0) != session)
        {
          session = rap_stmt_int (members, 0);
          round = g_new (int, self->people->len + 1);
          for (guint i = 0; i < self->people->len; i++)
            round[i] = -1;
          g_array_append_val (self->rounds, round);
          group = -1;
        }
      if (rap_stmt_int (members, 2) != syndicate)
        {
          syndicate = rap_stmt_int (members, 2);
          group++;
        }
      if (g_hash_table_lookup_extended (places, &attendance, NULL, &place))
        round[GPOINTER_TO_UINT (place)] = group;
    }
}

static void
seating_read (Seating *self, RapDb *db, gint64 session_id)
{
  g_autoptr (RapStmt) syndicates = rap_db_prepare (
      db, "SELECT id, number, closed FROM syndicate WHERE session_id = ?1 ORDER BY number, id", "i", session_id);

  memset (self, 0, sizeof *self);
  self->people = rap_seating_list (db, session_id);
  self->syndicates = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->numbers = g_array_new (FALSE, FALSE, sizeof (int));
  self->open = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->rounds = g_array_new (FALSE, FALSE, sizeof (int *));
  while (rap_stmt_step (syndicates, NULL))
    {
      const gint64 id = rap_stmt_int (syndicates, 0);
      const int number = (int) rap_stmt_int (syndicates, 1);
      const gboolean open = rap_stmt_int (syndicates, 2) == 0;
      g_array_append_val (self->syndicates, id);
      g_array_append_val (self->numbers, number);
      g_array_append_val (self->open, open);
    }
  self->organisations = number_organisations (self->people);
  self->fixed = g_new (gboolean, self->people->len + 1);
  self->seats = g_new (int, self->people->len + 1);
  for (guint i = 0; i < self->people->len; i++)
    {
      const RapSeat *seat = self->people->pdata[i];
      const gboolean reports = seat->reports != 0 && seat->reports == seat->syndicate_id;
      self->seats[i] = find_syndicate (self, seat->syndicate_id);
      self->fixed[i] = !seat->dealt || (self->seats[i] >= 0 && (seat->placed || reports));
    }
  read_rounds (self, db, session_id);
  self->task = (RapShareOut){ .n_people = (int) self->people->len,
                              .organisations = self->organisations,
                              .fixed = self->fixed,
                              .n_rounds = (int) self->rounds->len,
                              .rounds = (const int *const *) (gpointer) self->rounds->data,
                              .n_syndicates = (int) self->syndicates->len,
                              .open = (const gboolean *) (gpointer) self->open->data };
}

static void
seating_clear (Seating *self)
{
  for (guint r = 0; r < self->rounds->len; r++)
    g_free (g_array_index (self->rounds, int *, r));
  g_array_unref (self->rounds);
  g_array_unref (self->open);
  g_array_unref (self->numbers);
  g_array_unref (self->syndicates);
  g_ptr_array_unref (self->people);
  g_free (self->organisations);
  g_free (self->fixed);
  g_free (self->seats);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seating, seating_clear)

/* Whoever is neither to be dealt nor placed by hand, nor reports, has no seat. */
static void
unseat_the_absent (Seating *self)
{
  for (guint i = 0; i < self->people->len; i++)
    {
      const RapSeat *seat = self->people->pdata[i];
      if (!seat->dealt && !seat->placed && seat->reports == 0)
        self->seats[i] = -1;
    }
}

static gboolean
check_open (Seating *self, GError **error)
{
  gboolean any_open = FALSE, any_dealt = FALSE;

  for (guint s = 0; s < self->open->len; s++)
    any_open = any_open || g_array_index (self->open, gboolean, s);
  for (guint i = 0; i < self->people->len; i++)
    any_dealt = any_dealt || ((RapSeat *) self->people->pdata[i])->dealt;
  if (any_open && any_dealt)
    return TRUE;
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                       any_open ? _ ("There is nobody to be seated: add the people who come first.")
                                : _ ("There is no open syndicate; nobody was moved."));
  return FALSE;
}

/* Writes the seats that differ from those that were read; people stand in a syndicate by name. */
static gboolean
write_seats (Seating *self, RapStore *store, gint64 session_id, GError **error)
{
  for (guint i = 0; i < self->people->len; i++)
    {
      const RapSeat *seat = self->people->pdata[i];
      const gint64 syndicate = self->seats[i] < 0 ? 0 : g_array_index (self->syndicates, gint64, self->seats[i]);
      if (syndicate != seat->syndicate_id &&
          !rap_syndicates_put (store, session_id, syndicate, seat->attendance_id, FALSE, (double) i + 1, error))
        return FALSE;
    }
  return TRUE;
}

/* What a step of this file works on. */
typedef struct
{
  gint64 session_id;
  gint64 syndicate_id;
  guint32 seed;
  gboolean again;
} Work;

static gboolean
deal (RapStore *store, gint64 session_id, guint32 seed, gboolean again, GError **error)
{
  g_auto (Seating) seating = { 0 };

  seating_read (&seating, rap_store_db (store), session_id);
  if (!check_open (&seating, error))
    return FALSE;
  unseat_the_absent (&seating);
  if (again)
    rap_share_out_deal_again (&seating.task, seating.seats, seed);
  else
    rap_share_out_deal (&seating.task, seating.seats, seed);
  return write_seats (&seating, store, session_id, error);
}

static gboolean
deal_cb (RapStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  return deal (store, work->session_id, work->seed, work->again, error);
}

static gboolean
join_cb (RapStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  g_auto (Seating) seating = { 0 };
  gboolean any = FALSE;

  seating_read (&seating, rap_store_db (store), work->session_id);
  if (!check_open (&seating, error))
    return FALSE;
  for (int i = 0; i < seating.task.n_people; i++)
    any = any || (seating.seats[i] < 0 && !seating.fixed[i]);
  if (!any)
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOTHING, _ ("Everybody has a seat; nobody was moved."));
      return FALSE;
    }
  rap_share_out_join (&seating.task, seating.seats);
  return write_seats (&seating, store, work->session_id, error);
}

static gboolean
close_cb (RapStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  g_auto (Seating) seating = { 0 };
  int closing;

  seating_read (&seating, rap_store_db (store), work->session_id);
  closing = find_syndicate (&seating, work->syndicate_id);
  if (closing < 0)
    return rap_syndicates_drop (store, work->syndicate_id, error);
  g_array_index (seating.open, gboolean, closing) = FALSE;
  for (int i = 0; i < seating.task.n_people; i++)
    {
      /* here these are the people who move: all of its own, and nobody else */
      seating.fixed[i] = seating.seats[i] != closing;
      if (seating.seats[i] == closing)
        seating.seats[i] = -1;
    }
  rap_share_out_join (&seating.task, seating.seats);
  for (int i = 0; i < seating.task.n_people; i++)
    if (!seating.fixed[i] && seating.seats[i] < 0)
      {
        g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                             _ ("There is no other open syndicate for its people; nobody was moved."));
        return FALSE;
      }
  return write_seats (&seating, store, work->session_id, error) &&
         rap_syndicates_drop (store, work->syndicate_id, error);
}

static gboolean
transact (RapStore *store, const char *label, RapStoreFunc func, Work *work, GError **error)
{
  const gint64 seminar_id = rap_programme_seminar_of (rap_store_db (store), work->session_id);

  return rap_store_transact (store, label, seminar_id, func, work, error);
}

GPtrArray *
rap_seating_list (RapDb *db, gint64 session_id)
{
  const gint64 seminar_id = rap_programme_seminar_of (db, session_id);
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_seat_free);
  g_autoptr (RapStmt) rows = rap_db_prepare (
      db,
      "SELECT a.id, p.name, a.affiliation, a.status, max(iif(r.kind = 'member', y.id, 0)),"
      "  max(r.kind = 'member' AND y.id IS NOT NULL AND r.placed), max(iif(r.kind = 'facilitator', y.id, 0)),"
      "  max(iif(r.kind = 'rapporteur', y.id, 0)), max(r.kind IN ('speaker', 'organiser'))"
      " FROM attendance a JOIN person p ON p.id = a.person_id LEFT JOIN role r ON r.attendance_id = a.id"
      " LEFT JOIN syndicate y ON y.id = r.syndicate_id AND y.session_id = ?1 AND NOT y.closed"
      " WHERE a.seminar_id = ?2 GROUP BY a.id HAVING a.status <> 'cancelled' OR count(y.id) > 0",
      "ii", session_id, seminar_id);

  while (rap_stmt_step (rows, NULL))
    {
      RapSeat *seat = g_new0 (RapSeat, 1);
      seat->attendance_id = rap_stmt_int (rows, 0);
      seat->name = g_strdup (rap_stmt_text (rows, 1));
      seat->affiliation = g_strdup (rap_stmt_text (rows, 2));
      seat->status = g_strdup (rap_stmt_text (rows, 3));
      seat->syndicate_id = rap_stmt_int (rows, 4);
      seat->placed = rap_stmt_int (rows, 5) != 0;
      seat->facilitates = rap_stmt_int (rows, 6);
      seat->reports = rap_stmt_int (rows, 7);
      seat->public = rap_stmt_int (rows, 8) != 0;
      g_ptr_array_add (people, seat);
    }
  g_ptr_array_sort (people, compare_names);
  find_dealt (people, is_before_the_day (db, seminar_id));
  return people;
}

void
rap_seating_report (RapDb *db, gint64 session_id, RapShareOutReport *report)
{
  g_auto (Seating) seating = { 0 };

  seating_read (&seating, db, session_id);
  rap_share_out_report (&seating.task, seating.seats, report);
  report->worst = report->worst < 0 ? 0 : g_array_index (seating.numbers, int, report->worst);
}

gboolean
rap_seating_share_out (RapStore *store, gint64 session_id, guint32 seed, GError **error)
{
  Work work = { .session_id = session_id, .seed = seed };
  return transact (store, _ ("Share out"), deal_cb, &work, error);
}

gboolean
rap_seating_deal_again (RapStore *store, gint64 session_id, guint32 seed, GError **error)
{
  Work work = { .session_id = session_id, .seed = seed, .again = TRUE };
  return transact (store, _ ("Deal again"), deal_cb, &work, error);
}

gboolean
rap_seating_join (RapStore *store, gint64 session_id, GError **error)
{
  Work work = { .session_id = session_id };
  return transact (store, _ ("Seat latecomers"), join_cb, &work, error);
}

gboolean
rap_seating_close (RapStore *store, gint64 syndicate_id, GError **error)
{
  RapDb *db = rap_store_db (store);
  Work work = { .session_id = rap_db_int (db, "SELECT session_id FROM syndicate WHERE id = ?1", "i", syndicate_id),
                .syndicate_id = syndicate_id };
  const gint64 number = rap_db_int (db, "SELECT number FROM syndicate WHERE id = ?1", "i", syndicate_id);
  g_autofree char *label = g_strdup_printf (_ ("Close syndicate %d"), (int) number);

  return transact (store, label, close_cb, &work, error);
}

gboolean
rap_seating_deal (RapStore *store, gint64 session_id, guint32 seed, GError **error)
{
  return deal (store, session_id, seed, FALSE, error);
}

void
rap_seat_free (RapSeat *self)
{
  g_free (self->name);
  g_free (self->affiliation);
  g_free (self->status);
  g_free (self);
}
