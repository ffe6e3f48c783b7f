/* Gives each fuzz target a folder of its own and files in it. A target is one function that libFuzzer calls with bytes;
 * replay.c calls it with the files of a corpus. */
#ifndef TEST_FUZZ_H
#define TEST_FUZZ_H

#include "base/diag.h"
#include <glib.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** A file in a folder that lives as long as the program. \return borrowed until the next call with that name's slot. */
const char *fuzz_path(const char *name);
/** Writes the file anew. */
void fuzz_put(const char *name, const uint8_t *data, size_t size);
/** The next part of an input that holds several: two bytes of length, little end first, and so many bytes; at the end
 * of the input what is left. */
GBytes *fuzz_part(const uint8_t **data, size_t *size);
/** No input is refused without a word. */
void fuzz_assert_said(bool ok, const BcuDiagLog *log);

#endif
