# A study of one scale, whose waves are data frames of what is exported.
answered_cohort <- function(waves, answers, undisclosed = "Rather not say", ...) {
  dir <- withr::local_tempdir(.local_envir = parent.frame())
  ending <- vapply(waves, function(wave) {
    if (any(vapply(wave, inherits, NA, "haven_labelled"))) "sav" else "csv"
  }, "")
  for (name in names(waves)) {
    path <- file.path(dir, paste0(name, ".", ending[[name]]))
    if (ending[[name]] == "sav") haven::write_sav(waves[[name]], path) else
      write_utf8_csv(waves[[name]], path)
  }
  files <- stats::setNames(paste0(names(waves), ".", ending), names(waves))
  read_cohort(study(
    waves = files, id = "code", dir = dir, undisclosed = list(codes = undisclosed),
    scales = list(s = list(items = c("q1", "q2", "q3"), answers = answers, min_items = 2, ...))
  ))
}
# What people answered, 0 for declined and NA for nothing, in one of the ways in
# which an export may code it.
coded_items <- function(given, answers, how) {
  n <- length(answers)
  texts <- c("Rather not say", answers)
  declined <- n + 90
  codes <- switch(how,
    text = NULL, plain = seq_len(n), labels = seq_len(n), reversed = rev(seq_len(n)),
    shuffled = sample(n), far = sort(sample(5 * n, n)), zero = seq_len(n) - 1,
    many = sample(3 * n, n)
  )
  as.data.frame(lapply(given, function(x) {
    if (how == "text") return(sample(c(identity, toupper, tolower), 1)[[1]](texts[x + 1]))
    code <- c(declined, codes)[x + 1]
    if (how == "plain") return(ifelse(code == declined, "Rather not say", code))
    labels <- stats::setNames(c(codes, declined), sample(c(identity, toupper), 1)[[1]](
      c(answers, "Rather not say")
    ))
    haven::labelled_spss(as.double(code), labels[sample(length(labels))],
                         na_values = if (stats::runif(1) < 0.5) declined)
  }))
}

test_that("answers give the same scores however an export codes them", {
  skip_if_not_installed("haven")
  withr::local_seed(20)
  rounds <- asked_or("PAIRWAVE_CODINGS", 8, 12, again = 3)
  lists <- list(c("Disagree", "Neither", "Agree"), c("Never", "Rarely", "Sometimes", "Often", "Always"),
                c("trifft \u00fcberhaupt nicht zu", "trifft eher zu", "TRIFFT ZU: 3", "\u00c9videmment"))
  ways <- c("text", "plain", "labels", "reversed", "shuffled", "far", "zero", "many")
  for (i in seq_len(rounds)) {
    answers <- lists[[sample(3, 1)]]
    draw <- function() sample(c(0, seq_along(answers), NA), 15, TRUE)
    given <- lapply(c(pre = 1, post = 2), function(w) list(q1 = draw(), q2 = draw(), q3 = draw()))
    how <- c(pre = sample(ways, 1), post = sample(ways, 1))
    waves <- Map(function(one, how) {
      cbind(code = sprintf("P%02d", 1:15), coded_items(one, answers, how))
    }, given, how)
    cohort <- answered_cohort(waves, answers)
    for (wave in names(waves)) {
      value <- sapply(given[[wave]], function(x) ifelse(x == 0, NA, x))
      expected <- ifelse(rowSums(!is.na(value)) >= 2, rowMeans(value, na.rm = TRUE), NA)
      scores <- cohort$scores[cohort$scores$wave == wave, ]
      expect_equal(scores$score[order(scores$person)], expected,
                   info = paste(c(i, how, answers), collapse = " "))
      moved <- how[[wave]] %in% c("reversed", "zero")
      said <- attr(cohort$surveys[[wave]], "survey")$by_label
      if (moved) expect_identical(said, c("q1", "q2", "q3"))
      if (how[[wave]] %in% c("text", "plain", "labels")) expect_null(said)
    }
  }
})

labelled_items <- function(codes, labels) {
  x <- haven::labelled(as.double(codes), labels)
  data.frame(code = paste0("P", seq_along(codes)), q1 = x, q2 = x, q3 = x)
}

test_that("labels that can't be brought in line with the answers stop the reading", {
  skip_if_not_installed("haven")
  answers <- c("Disagree", "Neither", "Agree")
  reversed <- c(Agree = 1, Neither = 2, Disagree = 3)
  read <- function(codes, labels, ...) {
    answered_cohort(list(pre = labelled_items(codes, labels)), answers, ...)
  }
  expect_snapshot(error = TRUE, {
    read(c(1, 2, 3), c(No = 1, Neither = 2, Yes = 3))
    read(c(1, 2, 3), c(Agree = 1, Disagree = 3))
    read(c(1, 2, 3), c(Disagree = 1, "Neither nor" = 2, Agree = 3))
    read(c(1, 2, 9), c(reversed, "Don't know" = 9))
  })
  # Ends that agree with the codes, and labels that are codes over again, do no
  # harm; nor do labels that nobody chose.
  expect_identical(read(c(1, 2, 3), c(Disagree = 1, Agree = 3))$scores$score, c(1, 2, 3))
  expect_identical(read(c(1, 2, 3), c("1" = 1, "2" = 2, "3" = 3))$scores$score, c(1, 2, 3))
  expect_identical(read(c(1, 2, 3), c(reversed, "Don't know" = 9))$scores$score, c(3, 2, 1))
  # Nor do labels of an instrument in another language.
  german <- c("stimmt nicht" = 1, "stimmt kaum" = 2, "stimmt eher" = 3, "stimmt genau" = 4)
  items <- paste0("g", 1:10)
  wave <- as.data.frame(stats::setNames(rep(list(haven::labelled(c(1, 4), german)), 10), items))
  dir <- withr::local_tempdir()
  haven::write_sav(cbind(code = c("A1", "B2"), wave), file.path(dir, "pre.sav"))
  gse <- study(waves = c(pre = "pre.sav"), id = "code", dir = dir,
               scales = list(gse = list(instrument = "gse", items = items)))
  expect_identical(read_cohort(gse)$scores$score, c(10, 40))
})

test_that("a cohort says where labels were scored, and a check where they can't be", {
  skip_if_not_installed("haven")
  answers <- c("Disagree", "Neither", "Agree")
  waves <- list(
    pre = data.frame(code = c("P1", "P2", "P3"), q1 = answers, q2 = answers, q3 = answers),
    post = labelled_items(c(1, 2, 3), c(Agree = 1, Neither = 2, Disagree = 3))
  )
  cohort <- answered_cohort(waves, answers)
  expect_identical(cohort$scores$score, c(1, 2, 3, 3, 2, 1))
  expect_snapshot(cohort)
  expect_false("labels_differ" %in% check_cohort(cohort)$rule)
  path <- withr::local_tempdir()
  haven::write_sav(labelled_items(c(1, 2, 3), c(No = 1, Neither = 2, Yes = 3)),
                   file.path(path, "pre.sav"))
  found <- check_cohort(study(
    waves = c(pre = "pre.sav"), id = "code", dir = path,
    scales = list(s = list(items = c("q1", "q2", "q3"), answers = answers))
  ))
  expect_identical(found$variable[found$rule == "answers_differ"], c("q1", "q2", "q3"))
})

test_that("an item of numbers in which some declined needs no list of answers", {
  path <- text_file("code,q1,q2,q3", "A1,1,5,N/A", "B2,n/a,2,3", "C3,4,,2", "D4,N/A,1,N/A")
  read <- function(codes, ...) read_cohort(study(
    waves = c(pre = basename(path)), id = "code", dir = dirname(path),
    undisclosed = list(codes = codes),
    scales = list(s = list(items = "q1:q3", range = c(1, 5), min_items = 1, ...))
  ))
  expect_identical(read("N/A")$scores$score, c(3, 2.5, 3, 1))
  expect_identical(read("N/A", answers = as.character(1:5))$scores$score, c(3, 2.5, 3, 1))
  expect_error(read("Rather not"), class = "pairwave_error_score")
})

test_that("answers differ by what stands behind a number in front", {
  hours <- c("0.5 hours", "1.5 hours", "2.5 hours")
  expect_identical(anyDuplicated(plain_answer(hours)), 0L)
  expect_identical(anyDuplicated(plain_answer(c("1-2 times", "2-2 times", "3-5 times"))), 0L)
  expect_identical(plain_answer(c("1 - Never", "2. Often", "3) Always", "4=Yes", "5:", "12: a", " Never ")),
                   c("never", "often", "always", "yes", "5:", "a", "never"))
  path <- text_file("code,q1,q2", "A1,0.5 hours,2.5 hours", "B2,1.5 hours,0.5 hours")
  expect_identical(read_cohort(study(
    waves = c(pre = basename(path)), id = "code", dir = dirname(path),
    scales = list(s = list(items = "q1:q2", answers = hours))
  ))$scores$score, c(2, 1.5))
})

test_that("texts that carry a number are scored by it, and keep their words", {
  dir <- withr::local_tempdir()
  points <- c("1 (not at all)", "2", "3", "4", "5 (very much)")
  wave <- function(...) data.frame(code = c("A1", "B2", "C3", "D4"), q1 = points[c(1, 5, 3, 2)], q2 = c(points[c(2, 5, 3)], "Prefer not to say"))
  for (name in c("pre.csv", "post.csv")) utils::write.csv(wave(), file.path(dir, name), row.names = FALSE)
  plan <- function(...) study(waves = c(pre = "pre.csv", post = "post.csv"), id = "code", dir = dir, ...)
  cohort <- read_cohort(plan(scales = list(sure = list(items = "q1:q2", range = c(1, 5), min_items = 1)),
                             undisclosed = list(codes = "Prefer not to say")))
  expect_equal(scores_wide(cohort, "sure")$pre, c(1.5, 5, 3, 2))
  expect_identical(attr(cohort$surveys$pre, "survey")$by_number, c("q1", "q2"))
  expect_identical(names(column_labels(cohort$surveys$pre$q1)), points[c(1, 2, 3, 5)])
  expect_match(format(cohort), "scored by the number that each text of an answer carries: q1 and 1 more", all = FALSE)
  # A text without one is an error, as before.
  expect_error(read_cohort(plan(scales = list(sure = list(items = "q1:q2", range = c(1, 5))))), class = "pairwave_error_score")
})

test_that("two answers count as 0 and 1, unless a range says otherwise", {
  of <- function(...) complete_scale(list(items = c("a", "b"), answers = c("No", "Yes"), ...), "x")$range
  expect_identical(of(), c(0, 1))
  expect_identical(of(range = c(1, 2)), c(1, 2))
})
