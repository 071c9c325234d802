# Brings what was said to the codings of a cohort, which has it in its files alone.

# A cohort's coded material with its texts, and in the attribute `said_by` the codes by
# which people are known there and in the waves.
material_with_texts <- function(cohort, material, call) {
  codes <- cohort$codes[[material]]
  read <- reading_codes(material, call, read_material(cohort$study,
                                                      cohort$study$codes[[material]]))
  same <- nrow(read) == nrow(codes) && identical(unclass(read)$code, unclass(codes)$code) &&
    identical(unclass(read)$start, unclass(codes)$start)
  if (!same) {
    abort_pairwave(
      c("The coded material must be as it was when the cohort was read.",
        x = "{.field {material}} has other codings now.",
        i = "Read the cohort again."),
      "quotes", call = call
    )
  }
  codes$text <- unclass(read)$text
  rule <- study_rule(cohort$study$id)
  known <- lapply(names(cohort$surveys), function(wave) {
    record_codes(cohort$surveys[[wave]], cohort$study$id$column, rule, wave)
  })
  attr(codes, "said_by") <- unique(c(attr(read, "participants")$participant, unlist(known)))
  codes
}

quote_decisions_path <- function(study) {
  study_path(study$dir, study$quotes$decisions %||% quote_decisions_name)
}

quote_decisions_name <- "quote-decisions.csv"
