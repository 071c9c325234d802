test_that("answers in texts are put in order where that is known, else left to the analyst", {
  codes <- c("KT14M3", "AB02X7", "QW28P5", "LM09R4", "ZX17T8", "DF21G6")
  wave <- function(one, two) {
    data <- data.frame(code = codes, t1 = one, t2 = rev(one), t3 = one, u1 = two, u2 = two,
                       u3 = rev(two))
    data
  }
  agree <- c("Agree", "Strongly agree", "Disagree", "Agree", "Neutral", "Agree")
  odd <- c("Mostly", "Hardly ever", "Mostly", "Now and then", "Mostly", "Now and then")
  path <- draft_of(pre.csv = wave(agree, odd), post.csv = wave(rev(agree), odd))
  expect_snapshot(writeLines(readLines(path)))
  study <- read_study(path)
  expect_identical(study$scales$scale_t$answers, c("Strongly disagree", "Disagree", "Neutral",
                                                   "Agree", "Strongly agree"))
  expect_named(study$scales, "scale_t")
  expect_identical(nrow(read_cohort(path)$people), 6L)
})

test_that("labels are drafted as answers, with the end that is high", {
  skip_if_not_installed("haven")
  withr::local_seed(9)
  agree <- c("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
  codings <- list(
    plain = stats::setNames(1:5, agree), reversed = stats::setNames(5:1, agree), zero = stats::setNames(0:4, agree),
    own = stats::setNames(1:5, c("Red", "Orange", "Yellow", "Green", "Blue")),
    gaps = stats::setNames(c(1, 3, 5), agree[c(1, 3, 5)]), gaps_reversed = stats::setNames(c(5, 3, 1), agree[c(1, 3, 5)])
  )
  drafts <- lapply(codings, function(labels) {
    dir <- withr::local_tempdir(.local_envir = parent.frame(3))
    for (wave in c("pre", "post")) {
      items <- lapply(c(q1 = 1, q2 = 2, q3 = 3), function(i) haven::labelled(
        as.double(sample(labels, 12, TRUE)), stats::setNames(as.double(labels), names(labels))
      ))
      haven::write_sav(cbind(code = sprintf("K%02d", 1:12), as.data.frame(items)), file.path(dir, paste0(wave, ".sav")))
    }
    path <- suppressMessages(use_study(file.path(dir, c("pre.sav", "post.sav"))))
    scale <- read_study(path)$scales[[1]]
    survey <- read_survey(file.path(dir, "pre.sav"))
    words <- vapply(survey[c("q1", "q2", "q3")], function(x) as.character(bare_values(as_label_text(x))), character(12))
    known <- matrix(match(words, if (is.null(scale$answers)) agree else scale$answers), 12)
    list(answers = scale$answers, range = scale$range, ends = paste(grep("high|`reverse`|item to", readLines(path), value = TRUE), collapse = "\n"),
         scores = read_cohort(path)$scores$score[1:12], by_words = rowMeans(known))
  })
  for (coding in c("plain", "reversed", "zero")) {
    expect_identical(drafts[[coding]]$answers, agree, info = coding)
    lowest <- drafts[[coding]]$range[1]
    expect_equal(drafts[[coding]]$scores, drafts[[coding]]$by_words + lowest - 1, info = coding)
  }
  expect_null(drafts$gaps$answers)
  expect_snapshot(writeLines(vapply(drafts, `[[`, "", "ends")))
})

test_that("a scale is called by its question, or by what its items' names share", {
  survey <- data.frame(q1 = 1, q2 = 2, hope1 = 1, x_1 = 1, b1 = 1, calm = 1)
  expect_identical(battery_name("hope1", survey), "hope")
  expect_identical(battery_name("x_1", survey), "scale_x")
  expect_identical(battery_name("b1", survey), "scale_b")
  expect_identical(battery_name("q1", survey), "scale")
  expect_identical(battery_name("calm", survey), "scale")
  attr(survey$q1, "label") <- "How sure are you?: at work"
  attr(survey$q2, "label") <- "How sure are you?: at home"
  expect_identical(battery_name(c("q1", "q2"), survey), "how_sure_are_you")
})
