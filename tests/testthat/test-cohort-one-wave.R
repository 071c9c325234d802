# A study of one wave: what works, and what says in one sentence that it needs two.
one_wave <- function(scales = TRUE, demographics = TRUE, id = TRUE, profile = NULL) {
  cohort <- unlinked_cohort(24)
  dir <- cohort$study$dir
  frame <- as.data.frame(lapply(cohort$surveys$pre, bare_values))
  if (id) frame$code <- sprintf("AB%02d", seq_len(nrow(frame)))
  utils::write.csv(frame, file.path(dir, "pre.csv"), row.names = FALSE)
  read_cohort(study(
    waves = c(pre = "pre.csv"), id = if (id) "code",
    scales = if (scales) list(confidence = list(items = "q1:q3", range = c(1, 4))) else list(),
    demographics = if (demographics) list(list(column = "sex", label = "Sex")) else list(),
    disclosure = profile %||% "none", dir = dir
  ))
}

# How each exported function is called: `works` gives something, `two` needs two waves,
# `retrospective` a wave that asked again, `codes` coded material.
one_wave_calls <- list(
  works = list(
    report_sections = quote(report_sections(x)),
    check_cohort = quote(check_cohort(x)), check_fails = quote(check_fails(check_cohort(x))),
    codebook = quote(codebook(x)), describe_methods = quote(describe_methods(x)),
    participation = quote(participation(x)), provenance = quote(provenance(x)),
    read_cohort = quote(read_cohort(x)), read_study = quote(x$study), study = quote(x$study),
    read_survey = quote(x$surveys$pre),
    score_scale = quote(score_scale(x$surveys$pre, "q1:q3")),
    write_cohort = quote(write_cohort(x, withr::local_tempfile(fileext = ".sav"))),
    write_survey = quote(write_survey(x$surveys$pre, withr::local_tempfile(fileext = ".sav"))),
    stack_cohorts = quote(stack_cohorts(list(a = x, b = x)))
  ),
  scales = list(
    item_frequencies = quote(item_frequencies(x)), scale_reliability = quote(scale_reliability(x)), wave_means = quote(wave_means(x))
  ),
  demographics = list(
    demographics = quote(demographics(x)), describe = quote(describe(demographics(x))),
    as_ard = quote(as_ard(demographics(x))), write_result = quote(
      write_result(demographics(x), file.path(tempdir(), "one-wave.html"))
    )
  ),
  two = list(
    attrition = quote(attrition(x)), item_change = quote(item_change(x)),
    missing_patterns = quote(missing_patterns(x)), paired_change = quote(paired_change(x)),
    persistence = quote(persistence(x)), response_weights = quote(response_weights(attrition(x))),
    pooled_change = quote(pooled_change(stack_cohorts(list(a = x, b = x)))),
    unpaired_change = quote(unpaired_change(x)), review_links = quote(review_links(x)),
    plan_sample = quote(plan_sample(paired_change(x), n = 9))
  ),
  retrospective = list(response_shift = quote(response_shift(x))),
  codes = list(
    code_frequencies = quote(code_frequencies(x)), co_occurrence = quote(co_occurrence(x)),
    coder_agreement = quote(coder_agreement(x)), joint_display = quote(joint_display(x)),
    quotes = quote(quotes(x)), review_quotes = quote(review_quotes(x))
  ),
  # Take no cohort, need another package, or write a file: report() has a test of its own.
  apart = c("value", "browse", "engine_sql", "link_waves", "code_saturation", "disagreements", "framework", "read_codes", "as_gt",
            "as_tinytable", "report", "use_report", "use_study", "use_cohort_ci", "check_document",
            "plot_size", "pairwave_sitrep")
)

test_that("every exported function works on one wave or says what it needs", {
  skip_second_time()
  known <- unlist(c(lapply(one_wave_calls[names(one_wave_calls) != "apart"], names),
                    one_wave_calls$apart), use.names = FALSE)
  expect_setequal(known, getNamespaceExports("pairwave"))
  run <- function(call, x) {
    tryCatch({
      utils::capture.output(print(eval(call)))
      "works"
    }, pairwave_error = conditionMessage)
  }
  kinds <- expand.grid(scales = c(TRUE, FALSE), demographics = c(TRUE, FALSE), id = c(TRUE, FALSE))
  # Each of the three with and without each other, by `make test`; all eight by `make attack`.
  for (i in few_or_many(c(1, 4, 6, 7), 1:8)) {
    x <- one_wave(kinds$scales[i], kinds$demographics[i], kinds$id[i])
    expect_identical(run(quote(x), x), "works")
    for (kind in setdiff(names(one_wave_calls), "apart")) for (name in names(one_wave_calls[[kind]])) {
      wanted <- switch(
        kind, works = "^works$", two = "needs (two|three) waves?.*study has one wave",
        scales = if (kinds$scales[i]) "^works$" else "scale|items to count",
        demographics = if (kinds$demographics[i]) "^works$" else "must declare its demographics",
        retrospective = "must have a retrospective wave", codes = "must have coded material"
      )
      expect_match(run(one_wave_calls[[kind]][[name]], x), wanted, info = paste(name, i))
    }
  }
})

test_that("a profile changes nothing about what one wave needs", {
  x <- one_wave(profile = "hesa")
  for (call in one_wave_calls$two) {
    expect_error(eval(call), "needs (two|three) waves?", class = "pairwave_error")
  }
  expect_s3_class(participation(x), "pairwave_participation")
  expect_error(utils::capture.output(print(x)), NA)
})
