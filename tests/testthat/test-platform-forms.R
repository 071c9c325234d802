# One survey in every form in which a platform exports it, as .csv, .xlsx and .sav, must
# be the same people, answers, scores, demographics, options, texts and times, cell by
# cell. What they are is worked out from the simulation, not read.
expect_same_cohort <- function(study, columns, survey, minutes, info) {
  found <- found_people(suppressWarnings(read_cohort(study), classes = "pairwave_warning_names"), columns)
  # JISC's text tells no seconds.
  expect_equal(found, expected_people(survey, minutes), tolerance = 1e-9, info = info)
}

test_that("one survey is the same cohort from every form, as text, workbook and SPSS file", {
  skip_if_not_installed("haven")
  skip_if_not_installed("readxl")
  # So many surveys in all forms; else one, and those that a workbook or an SPSS file is
  # most often of.
  many <- asked_or("PAIRWAVE_PLATFORM_FORMS", 0, 3)
  whole <- many > 0
  often <- list(xlsx = c("microsoft, quiz", "surveymonkey, 2024"), sav = c("jisc, coded", "google"))
  for (seed in seq_len(max(many, 1))) {
    survey <- simulated_survey(seed = seed)
    for (name in names(platform_forms)) {
      form <- platform_forms[[name]]
      for (ending in c("csv", "xlsx")) {
        if (!whole && ending == "xlsx" && !name %in% often$xlsx) next
        dir <- withr::local_tempdir()
        plan <- write_platform_form(form, survey, dir, ending)
        expect_same_cohort(plan, form$study$columns, survey, isTRUE(form$minutes), paste(name, ending, seed))
      }
      if (!whole && !name %in% often$sav) next
      saved <- suppressWarnings(write_platform_sav(form, survey, withr::local_tempdir()),
                                classes = c("pairwave_warning_written", "pairwave_warning_names"))
      expect_same_cohort(saved$study, saved$columns, survey, isTRUE(form$minutes) && is.null(form$sav),
                         paste(name, "sav", seed))
    }
  }
})

test_that("every form is recognised by its heading, and what it asks is kept", {
  survey <- simulated_survey()["pre"]
  for (name in setdiff(names(platform_forms), "a platform of one's own")) {
    form <- platform_forms[[name]]
    dir <- withr::local_tempdir()
    plan <- write_platform_form(form, survey, dir)
    source <- wave_source(plan$waves$pre, dir)
    read <- suppressWarnings(do.call(read_survey, source[setdiff(names(source), "damaged")]))
    expect_identical(attr(read, "survey")$platform, sub(",.*", "", name), info = name)
    labels <- survey_labels(read)
    columns <- form$study$columns
    for (i in 1:3) expect_match(labels[[columns$items[i]]], form_items[i], fixed = TRUE, info = name)
    for (k in 1:3) expect_match(labels[[columns$ticks[k]]], helped[k], fixed = TRUE, info = name)
    expect_identical(unname(labels[c(columns$sex, columns$year)]), unname(form_questions[c("sex", "year")]), info = name)
    set <- attr(read, "survey")$mr_sets[[1]]
    expect_identical(set$variables, columns$ticks, info = name)
    expect_identical(set$label, form_questions[["helped"]], info = name)
  }
})

test_that("a draft of each form has the scale, the people and the demographics, and needs no edit", {
  survey <- simulated_survey(n = 30, seed = 5)
  truth <- expected_people(survey)
  known <- setdiff(names(platform_forms), "a platform of one's own")
  for (name in if (asked_or("PAIRWAVE_PLATFORM_FORMS", 0, 3) > 0) known else "jisc, coded") {
    form <- platform_forms[[name]]
    dir <- withr::local_tempdir()
    write_platform_form(form, survey, dir)
    # (Title lines and repeated headings are warned of.)
    path <- suppressWarnings(suppressMessages(use_study(list.files(dir, full.names = TRUE))), classes = "pairwave_warning")
    cohort <- suppressWarnings(read_cohort(path), classes = "pairwave_warning")
    columns <- form$study$columns
    expect_setequal(names(cohort$surveys), names(survey))
    expect_identical(cohort$study$scales[[1]]$items, columns$items, info = name)
    expect_identical(vapply(cohort$study$demographics, `[[`, "", "column"), c(columns$sex, columns$year), info = name)
    scores <- scores_wide(cohort, names(cohort$study$scales)[1])
    for (wave in names(survey)) {
      expect_equal(sort(scores[[wave]]), sort(truth$score[truth$wave == wave]), info = paste(name, wave))
    }
    paired <- merge(truth[truth$wave == "pre", c("code", "score")], truth[truth$wave == "later", c("code", "score")], by = "code")
    expect_equal(sum(!is.na(scores$pre) & !is.na(scores$later)), sum(stats::complete.cases(paired)), info = name)
  }
})
