# What gives a result of counts, and what does not.
engine_given <- list(demographics = demographics, paired_change = paired_change,
                     wave_means = wave_means, participation = participation,
                     scale_reliability = scale_reliability, item_change = item_change,
                     persistence = persistence)
engine_refused <- list(
  attrition = attrition, unpaired_change = unpaired_change, item_frequencies = item_frequencies,
  missing_patterns = missing_patterns, response_shift = response_shift,
  code_frequencies = code_frequencies, quotes = quotes, codebook = codebook,
  joint_display = joint_display, link_waves = link_waves, coder_agreement = coder_agreement,
  co_occurrence = co_occurrence, review_quotes = review_quotes, as.data.frame = as.data.frame
)

test_that("every method for a cohort of tables is tried here", {
  methods <- getNamespaceInfo("pairwave", "S3methods")
  found <- methods[methods[, 2] == "pairwave_engine_cohort", 1]
  expect_setequal(found, c(names(engine_given), names(engine_refused), "print", "format"))
})

test_that("what needs rows is refused by class, and says what to do", {
  skip_if_not_installed("RSQLite")
  cohort <- small_engine_cohort()
  others <- list(
    review_links, function(x) write_cohort(x, "cohort.sav"),
    function(x) paired_change(x, weights = data.frame()),
    function(x) demographics(x, outcomes = "s"), function(x) demographics(x, weights = "w")
  )
  for (one in c(engine_refused, others)) {
    expect_error(one(cohort), class = "pairwave_error_engine_rows")
  }
  expect_snapshot(error = TRUE, {
    attrition(cohort)
    demographics(cohort, weights = "w")
    demographics(cohort, columns = "sexx")
  })
})

test_that("whatever a source refuses or fails at, the error names the function that was called", {
  skip_if_not_installed("RSQLite")
  names_itself <- function(name, cohort, ...) {
    error <- tryCatch({
      do.call(name, list(cohort, ...), quote = TRUE)
      NULL
    }, pairwave_error = identity)
    if (!is.null(error)) expect_identical(deparse(conditionCall(error)[[1]]), name)
    !is.null(error)
  }
  refused <- function(cohort, names) sum(vapply(names, names_itself, NA, cohort = cohort))
  expect_identical(refused(small_engine_cohort(), names(engine_refused)), length(engine_refused))
  given <- c(names(engine_given), "check_cohort")
  sums <- moments_case(3, 5)
  expect_identical(refused(sums$cohort, given), 3L)
  # A connection that is closed: every statement fails.
  suppressWarnings(DBI::dbDisconnect(sums$con))
  expect_identical(refused(sums$cohort, given), length(given))
  con <- DBI::dbConnect(RSQLite::SQLite())
  waves <- engine_waves(3)
  folder <- withr::local_tempdir()
  engine_local(waves, folder)
  engine_tables(con, waves)
  cohort <- engine_cohort(list(db = con), folder, names(waves))
  DBI::dbDisconnect(con)
  expect_identical(refused(cohort, given), length(given))
  for (name in c("demographics", "paired_change")) {
    expect_true(names_itself(name, cohort, by = "sex"))
  }
})

test_that("of sums alone there is no change by groups and no bootstrap", {
  skip_if_not_installed("RSQLite")
  cohort <- small_engine_cohort(source = list(moments = 2))
  expect_snapshot(error = TRUE, {
    paired_change(cohort, by = "sex")
    paired_change(cohort, interval = "bootstrap")
  })
  # Of three pairs or fewer there is a change, where as many may be summed.
  expect_s3_class(paired_change(cohort), "pairwave_change")
})
