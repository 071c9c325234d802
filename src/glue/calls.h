/* Every function that R calls by .Call(), each once, with the number of its
 * arguments: the table makes its prototype and its registration. */
#ifndef PW_GLUE_CALLS_H
#define PW_GLUE_CALLS_H

#include <Rinternals.h>

#define PW_CALLS(CALL)               \
  CALL(pw_call_tally, 4)             \
  CALL(pw_call_tally_patterns, 1)    \
  CALL(pw_call_waves, 2)             \
  CALL(pw_call_contrast, 4)          \
  CALL(pw_call_weighted_contrast, 3) \
  CALL(pw_call_contrast_patterns, 1) \
  CALL(pw_call_paired, 3)            \
  CALL(pw_call_paired_sums, 3)       \
  CALL(pw_call_sample_sums, 1)       \
  CALL(pw_call_walsh, 3)             \
  CALL(pw_call_nominal, 2)           \
  CALL(pw_call_unpaired, 5)          \
  CALL(pw_call_resample, 3)          \
  CALL(pw_call_firth, 3)             \
  CALL(pw_call_crosstab, 5)          \
  CALL(pw_call_percent, 4)           \
  CALL(pw_call_multinomial_test, 3)  \
  CALL(pw_call_suppress_small, 2)    \
  CALL(pw_call_round_to_base, 2)     \
  CALL(pw_call_narrow_spans, 3)      \
  CALL(pw_call_candidates, 4)        \
  CALL(pw_call_assign, 2)            \
  CALL(pw_call_normalise, 1)         \
  CALL(pw_call_number_codes, 2)      \
  CALL(pw_call_rivals, 4)            \
  CALL(pw_call_link, 6)              \
  CALL(pw_call_archive_entries, 1)   \
  CALL(pw_call_archive_bytes, 2)     \
  CALL(pw_call_bytes_as_text, 1)     \
  CALL(pw_call_markup_elements, 2)   \
  CALL(pw_call_markup_attribute, 3)  \
  CALL(pw_call_markup_numbers, 3)    \
  CALL(pw_call_markup_text, 3)       \
  CALL(pw_call_markup_plain, 1)      \
  CALL(pw_call_markup_quotes, 7)     \
  CALL(pw_call_text_slices, 4)       \
  CALL(pw_call_text_characters, 3)   \
  CALL(pw_call_text_quotes, 5)       \
  CALL(pw_call_scale_score, 5)       \
  CALL(pw_call_reliability, 2)       \
  CALL(pw_call_reliability_sums, 3)  \
  CALL(pw_call_two_coders, 3)        \
  CALL(pw_call_many_coders, 5)       \
  CALL(pw_call_code_votes, 6)        \
  CALL(pw_call_span_votes, 4)        \
  CALL(pw_call_overlaps, 2)          \
  CALL(pw_call_alpha, 6)             \
  CALL(pw_call_set_distances, 2)     \
  CALL(pw_call_unitize, 6)           \
  CALL(pw_call_counts_begin, 2)      \
  CALL(pw_call_counts_add, 2)        \
  CALL(pw_call_counts_found, 1)      \
  CALL(pw_call_persons_begin, 4)     \
  CALL(pw_call_persons_wave, 3)      \
  CALL(pw_call_persons_add, 3)       \
  CALL(pw_call_persons_link, 2)      \
  CALL(pw_call_persons_of, 4)        \
  CALL(pw_call_joined_begin, 4)      \
  CALL(pw_call_joined_add, 5)        \
  CALL(pw_call_joined_found, 1)      \
  CALL(pw_call_patterns_begin, 1)    \
  CALL(pw_call_patterns_add, 2)      \
  CALL(pw_call_patterns_found, 1)    \
  CALL(pw_call_csv_close, 1)         \
  CALL(pw_call_csv_block, 7)         \
  CALL(pw_call_csv_block_rows, 3)    \
  CALL(pw_call_csv_columns, 6)       \
  CALL(pw_call_csv_open, 7)          \
  CALL(pw_call_csv_lay, 5)           \
  CALL(pw_call_sheet_text, 4)        \
  CALL(pw_call_xls_stream, 1)        \
  CALL(pw_call_xls_sheets, 1)        \
  CALL(pw_call_sheet_xml, 5)         \
  CALL(pw_call_xml_tags, 3)          \
  CALL(pw_call_has_readstat, 0)      \
  CALL(pw_call_stata_sas_open, 3)    \
  CALL(pw_call_stata_sas_rows, 5)    \
  CALL(pw_call_por_open, 2)          \
  CALL(pw_call_por_rows, 5)          \
  CALL(pw_call_sav_close, 1)         \
  CALL(pw_call_sav_open, 2)          \
  CALL(pw_call_sav_rows, 7)          \
  CALL(pw_call_sav_write, 9)         \
  CALL(pw_call_column_facts, 1)      \
  CALL(pw_call_csv_write, 6)         \
  CALL(pw_call_csv_texts, 2)         \
  CALL(pw_call_spss_time_kind, 1)    \
  CALL(pw_call_write_whole, 3)       \
  CALL(pw_call_lock_try, 1)          \
  CALL(pw_call_lock_release, 1)

#define PW_SEXPS_0 void
#define PW_SEXPS_1 SEXP
#define PW_SEXPS_2 SEXP, SEXP
#define PW_SEXPS_3 SEXP, SEXP, SEXP
#define PW_SEXPS_4 SEXP, SEXP, SEXP, SEXP
#define PW_SEXPS_5 SEXP, SEXP, SEXP, SEXP, SEXP
#define PW_SEXPS_6 SEXP, SEXP, SEXP, SEXP, SEXP, SEXP
#define PW_SEXPS_7 SEXP, SEXP, SEXP, SEXP, SEXP, SEXP, SEXP
#define PW_SEXPS_9 SEXP, SEXP, SEXP, SEXP, SEXP, SEXP, SEXP, SEXP, SEXP

#define PW_PROTOTYPE(name, n) SEXP name(PW_SEXPS_##n);
PW_CALLS(PW_PROTOTYPE)
#undef PW_PROTOTYPE

#endif
