/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-record.h"

G_BEGIN_DECLS

#define RAP_TYPE_PERSON (rap_person_get_type ())
G_DECLARE_FINAL_TYPE (RapPerson, rap_person, RAP, PERSON, RapRecord)

/**
 * RapPerson:
 *
 * Anyone with a name, the same over many seminars. The columns are explained in the schema; what comes after them is
 * worked out.
 */
struct _RapPerson
{
  RapRecord parent;
  char *name;
  char *email;
  char *bio;
  char *url;
};

G_END_DECLS
