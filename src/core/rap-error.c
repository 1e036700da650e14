/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-error.h"

G_DEFINE_QUARK (rap-error-quark, rap_error)
