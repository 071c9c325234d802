test_that("the same row is the same person in both waves", {
  cohort <- read_cohort(recalled_study())
  expect_identical(names(cohort$surveys), c("then", "now"))
  expect_identical(nrow(cohort$people), 6L)
  expect_identical(cohort$people$then, cohort$people$now)
  expect_true(all(cohort$respondents$status == "linked"))
  wide <- scores_wide(cohort, "confidence")
  expect_identical(wide$then, c(1.5, 3, 2, 1.5, 2.5, NA))
  expect_identical(wide$now, c(3.5, 4, 2.5, 3.5, NA, 4))
  found <- as.data.frame(paired_change(cohort))
  of <- function(statistic) found$estimate[found$statistic == statistic]
  direct <- stats::t.test(wide$now, wide$then, paired = TRUE)
  expect_equal(c(of("n"), of("change"), of("p")), c(4, unname(direct$estimate), direct$p.value))
  # What was asked once is a question of the wave that asked it.
  expect_false("liked" %in% names(cohort$surveys$then))
  expect_true(all(c("liked", "q1_then") %in% names(cohort$surveys$now)))
})

test_that("a code links the form to other waves, and its blanks to itself", {
  path <- recalled_study(
    c("id: {column: code}"),
    function(form) cbind(form, code = c("a1", "b2", "c3", "", "", "a1")),
    c("  now: {file: form.csv, label: Now}", "  later: {file: later.csv, label: Later}")
  )
  utils::write.csv(data.frame(code = c("a1", "b2", "z9"), q1 = 1:3, q2 = 1:3, sex = "F"),
                   file.path(dirname(path), "later.csv"), row.names = FALSE)
  cohort <- read_cohort(path)
  status <- split(as.character(cohort$respondents$status), cohort$respondents$wave)
  expect_identical(status$then, status$now)
  expect_identical(sum(status$now == "duplicate"), 1L)
  expect_true(all(status$now %in% c("linked", "duplicate")))
  expect_identical(sum(!is.na(cohort$people$then) & !is.na(cohort$people$later)), 2L)
  expect_error(participation(cohort), NA)
})

test_that("records set aside are set aside in both, and counted", {
  cohort <- read_cohort(recalled_study(
    "exclude: [{reason: preview, column: liked, is: 3}]"
  ))
  expect_identical(vapply(cohort$surveys, nrow, 0L), c(then = 5L, now = 5L))
  flow <- as.data.frame(participation(cohort))
  expect_identical(flow$n[flow$outcome == "received"], c(6L, 6L))
})

test_that("texts are scored looking back as they are now, and items may have any name", {
  words <- c("No", "Rather no", "Rather yes", "Yes")
  as_words <- function(form) {
    form[1:4] <- lapply(form[1:4], function(x) words[x])
    names(form)[1:2] <- c("q1_now", "q2_now")
    form
  }
  path <- recalled_study(
    NULL, as_words, "  now: {file: form.csv, label: Now, rename: {q1: q1_now, q2: q2_now}}"
  )
  lines <- readLines(path)
  lines <- sub("range: [1, 4]", "range: [1, 4], answers: [No, Rather no, Rather yes, \"Yes\"]",
               lines, fixed = TRUE)
  writeLines(lines, path)
  expect_identical(scores_wide(read_cohort(path), "confidence")$then, c(1.5, 3, 2, 1.5, 2.5, NA))
})

test_that("a form that does not ask every item again is refused, and a check names it", {
  path <- recalled_study(NULL, function(form) form[names(form) != "q2_then"])
  expect_snapshot(read_cohort(path), error = TRUE)
  found <- as.data.frame(check_cohort(path))
  expect_true(any(found$rule == "column_lost" & found$wave %in% "then"))
})

test_that("everything that works on linked people works on one form", {
  cohort <- read_cohort(recalled_study())
  for (call in list(quote(attrition(cohort)), quote(item_change(cohort)),
                    quote(missing_patterns(cohort)), quote(wave_means(cohort)),
                    quote(scale_reliability(cohort)), quote(unpaired_change(cohort)),
                    quote(demographics(cohort)), quote(check_cohort(cohort)),
                    quote(as.data.frame(cohort, shape = "long")), quote(codebook(cohort)))) {
    expect_s3_class(eval(call), "data.frame")
  }
})
