/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Feeds the capture grammar hostile lines and checks what holds for every line. Built by hand, with clang:
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
 *     -DGETTEXT_PACKAGE='"rapporteur"' -Isrc/core -Itests/core tests/fuzz/fuzz-grammar.c \
 *     src/core/rap-{grammar,unparse,lexer,line,line-context,due,quotation}.c \
 *     $(pkg-config --cflags --libs glib-2.0) -o fuzz-grammar
 *   ./fuzz-grammar -max_total_time=180 -max_len=300
 *
 * The first byte chooses the order of dates and the Chatham House Rule, the rest is the line.
 */
#include "grammar-properties.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static RapLineContext *contexts[4];
  g_autofree char *typed = NULL, *fault = NULL;

  for (int i = 0; i < 4 && contexts[3] == NULL; i++)
    contexts[i] = make_context ((i & 1) != 0, (i & 2) != 0);
  if (size == 0)
    return 0;
  typed = g_strndup ((const char *) data + 1, size - 1);
  fault = check_properties (typed, contexts[data[0] & 3]);
  if (fault != NULL)
    {
      g_printerr ("%s\n  %s\n", typed, fault);
      __builtin_trap ();
    }
  return 0;
}
