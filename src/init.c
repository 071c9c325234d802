#include <R.h>
#include <Rinternals.h>
#include <R_ext/Rdynload.h>
#include <R_ext/Visibility.h>

#include "glue/calls.h"
#include "glue/late_strings.h"
#include "glue/stretch_texts.h"

/* By way of void (*)(void), which a compiler lets stand for any function. */
#define REGISTRATION(name, n) {#name, (DL_FUNC)(void (*)(void))name, n},

static const R_CallMethodDef calls[] = {PW_CALLS(REGISTRATION){NULL, NULL, 0}};

attribute_visible void R_init_pairwave(DllInfo *dll) {
  R_registerRoutines(dll, NULL, calls, NULL, NULL);
  R_useDynamicSymbols(dll, FALSE);
  R_forceSymbols(dll, TRUE);
  pw_late_strings_class(dll);
  pw_stretch_texts_class(dll);
}
