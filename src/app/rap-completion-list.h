/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-completion.h"

G_BEGIN_DECLS

#define RAP_TYPE_COMPLETION_LIST (rap_completion_list_get_type ())
G_DECLARE_FINAL_TYPE (RapCompletionList, rap_completion_list, RAP, COMPLETION_LIST, GtkWidget)

/**
 * RapCompletionList:
 *
 * What the word that is being typed may become: a short list that stands above the line, over what is there, and takes
 * neither room nor the focus.
 *
 * Signal: `taken` (RapCompletionList *): one was clicked, and is the chosen one now.
 */

/** rap_completion_list_show: shows what is proposed, the first of it chosen; @completion is (transfer full) (nullable):
 * %NULL hides the list */
void rap_completion_list_show (RapCompletionList *self, RapCompletion *completion);

/** rap_completion_list_get_completion: Returns: (transfer none) (nullable): what is shown */
const RapCompletion *rap_completion_list_get_completion (RapCompletionList *self);

/** rap_completion_list_move: chooses the next proposal, or with -1 the one before; behind the last comes the first */
void rap_completion_list_move (RapCompletionList *self, int by);

/** rap_completion_list_get_chosen: Returns: (transfer none) (nullable): the chosen one */
const RapProposal *rap_completion_list_get_chosen (RapCompletionList *self);

/** rap_completion_list_choose: chooses the person, theme or point of that id, if it is shown */
void rap_completion_list_choose (RapCompletionList *self, gint64 id);

G_END_DECLS
