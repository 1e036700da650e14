/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-seminar.h"
#include "rap-store.h"

G_BEGIN_DECLS

/**
 * RapSeminarPlan:
 * @title: the title
 * @date: YYYY-MM-DD, or %NULL for today
 * @series: (nullable): name of the series, made if it is new
 * @venue: (nullable): the place
 * @syndicates: how many; with 0 the seminar has one session with one voice, *Notes*
 *
 * What is known when a seminar is begun.
 */
typedef struct
{
  const char *title;
  const char *date;
  const char *series;
  const char *venue;
  int syndicates;
} RapSeminarPlan;

/**
 * rap_programme_new_seminar:
 *
 * Makes a seminar with its first session, in the local zone, as one step.
 *
 * Returns: its id, or 0 with @error set: %RAP_ERROR_BAD_VALUE for an empty title or what is no date
 */
gint64 rap_programme_new_seminar (RapStore *store, const RapSeminarPlan *plan, GError **error);

/**
 * rap_programme_add_syndicate:
 * @session_id: as rap_programme_add_syndicates() has it
 *
 * Adds the next syndicate, as one step.
 *
 * Returns: its id, or 0 with @error set
 */
gint64 rap_programme_add_syndicate (RapStore *store, gint64 session_id, GError **error);

/**
 * rap_programme_add_syndicates:
 * @session_id: a discussion; a session of kind `other` becomes one
 * @n: how many
 *
 * Adds the next syndicates, as one step.
 *
 * Returns: whether it is on disk; %RAP_ERROR_BAD_VALUE for a talk or a plenary, %RAP_ERROR_NOT_FOUND
 */
gboolean rap_programme_add_syndicates (RapStore *store, gint64 session_id, int n, GError **error);

/**
 * rap_programme_add_person:
 * @seminar_id: the seminar
 * @name: the full name; white space around it does not count
 *
 * Makes a person who came to the seminar and gave no consent to be named, as one step. If exactly
 * one of this name attends it already, that is the person, and no step is made.
 *
 * Returns: the person's id, or 0 with @error set: %RAP_ERROR_BAD_VALUE for an empty name
 */
gint64 rap_programme_add_person (RapStore *store, gint64 seminar_id, const char *name, GError **error);

/**
 * rap_programme_find_seminar:
 * @what: an id, a date, or a part of a title that only one seminar has
 *
 * Returns: the seminar's id, or 0 with @error set to %RAP_ERROR_NOT_FOUND or %RAP_ERROR_AMBIGUOUS
 */
gint64 rap_programme_find_seminar (RapDb *db, const char *what, GError **error);

/**
 * rap_programme_find_session:
 * @number: its place in the programme from 1, or 0 for the only discussion (or the only session)
 *
 * Returns: the session's id, or 0 with @error set
 */
gint64 rap_programme_find_session (RapDb *db, gint64 seminar_id, int number, GError **error);

/** rap_programme_find_syndicate: Returns: the id of syndicate @number of a session, or 0 with @error set */
gint64 rap_programme_find_syndicate (RapDb *db, gint64 session_id, int number, GError **error);

/** rap_programme_seminar_of: Returns: the seminar that a session belongs to */
gint64 rap_programme_seminar_of (RapDb *db, gint64 session_id);

/**
 * rap_programme_ensure_series:
 * @name: in any spelling; compared by rap_theme_key()
 *
 * Within a step: finds or makes a series.
 *
 * Returns: its id, or 0 with @error set
 */
gint64 rap_programme_ensure_series (RapStore *store, const char *name, GError **error);

/**
 * rap_programme_ensure_theme:
 * @name: in any spelling; compared by rap_theme_key()
 * @seminar_id: the theme also gets a place among this seminar's themes
 *
 * Within a step: finds or makes a theme.
 *
 * Returns: its id, or 0 with @error set
 */
gint64 rap_programme_ensure_theme (RapStore *store, const char *name, gint64 seminar_id, GError **error);

/** rap_programme_is_date: Returns: whether @text is a day as YYYY-MM-DD that the calendar has */
gboolean rap_programme_is_date (const char *text);

G_END_DECLS
