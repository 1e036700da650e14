/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-capture-line.h"
#include "rap-capture-page.h"
#include "rap-capture-queue.h"
#include "rap-capture-status.h"
#include "rap-filter-bar.h"
#include "rap-point-actions.h"
#include "rap-point-editor.h"
#include "rap-point-list.h"
#include "rap-query.h"
#include "rap-session-bar.h"
#include "rap-unfinished.h"
#include "rap-voice-bar.h"

G_BEGIN_DECLS

/* What the files of Capture share: rap-capture-page.c is what it shows, rap-capture-page-line.c what becomes of what is
 * typed, rap-capture-page-actions.c what else can be done in it, with its keys. */

struct _RapCapturePage
{
  GtkWidget parent;

  AdwClamp *clamp;
  AdwToastOverlay *toasts;
  RapFilterBar *filter_bar;
  RapSessionBar *session;
  RapVoiceBar *voices;
  GtkButton *add_syndicate;
  GtkStack *stack;
  GtkLabel *invitation; /* where there is no point */
  RapPointList *list;
  RapCaptureLine *line;
  RapCaptureStatus *status;

  RapStore *store;
  RapCaptureQueue *queue;
  RapQuery *points;
  GListModel *shown; /* the points, then what is not yet saved */
  gint64 seminar_id;
  gint64 session_id;
  GtkFilter *filter; /* of what is not yet saved: what belongs to this session */
  RapUnfinished *unfinished;
  gint64 saved_at; /* when this window last changed something, in seconds */
  guint inhibited; /* while lines wait the session is not to end */
  RapPointActions *actions;
  RapPointEditor *editor;
  gboolean was_edited; /* the focus was in the editor when rows went */
  char *last_typed;    /* for Up */
  char *lost;          /* what was typed in a row that is gone, for Up too */
};

/** rap_capture_page_bind_line: gives the template's class the callbacks of the line */
void rap_capture_page_bind_line (GtkWidgetClass *widget_class);

/** rap_capture_page_make_editor: makes the editor of rows, whose line does what the line below does */
void rap_capture_page_make_editor (RapCapturePage *self);

/** rap_capture_page_install_actions: adds the page's actions and the keys that are its own to its class */
void rap_capture_page_install_actions (GtkWidgetClass *widget_class);

/** rap_capture_page_show_saved: says in the status what is saved and what is not yet */
void rap_capture_page_show_saved (RapCapturePage *self);

/** rap_capture_page_show_voices: reads and shows who can speak */
void rap_capture_page_show_voices (RapCapturePage *self);

/** rap_capture_page_show_badge: shows whose the line is: who speaks, or who said the point that it changes */
void rap_capture_page_show_badge (RapCapturePage *self);

/** rap_capture_page_show_filter: shows how many points the filter lets through, if there is one */
void rap_capture_page_show_filter (RapCapturePage *self);

/** rap_capture_page_close_filter: all points are shown again */
void rap_capture_page_close_filter (RapCapturePage *self);

/** rap_capture_page_report:
 * @error: (nullable): why something was not done
 *
 * Says it.
 */
void rap_capture_page_report (RapCapturePage *self, GError *error);

G_END_DECLS
