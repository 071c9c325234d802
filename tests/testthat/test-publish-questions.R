# Numbers alone: the locale changes nothing here.

shown_changes <- function(changes, counted, profile) {
  questions <- list(change = question_by_changes(changes))
  publish_together(counted, list(), questions, turns_of(list(), questions), profile)$change
}

test_that("who improved is rounded only where each number has more than one value", {
  set.seed(3)
  seen <- c(shown = 0, told = 0)
  for (profile in lapply(c("hesa", "ofs", "nhs", "ofqual"), disclosure_profile)) for (i in 1:25) {
    # Those who improved, stayed, became worse, and had no change.
    n <- sample(c(0, 2, 3, 7), 4, TRUE, c(1, 15, 2, 2))
    if (!sum(n[1:3]) || !n[4]) next
    sign <- rep(c(1, 0, -1, NA), n)
    counted <- list(!is.na(sign), is.na(sign), rep(TRUE, length(sign)))
    shown <- shown_changes(list(`pre+post` = sign), counted, profile)
    sizes <- c(n, sum(n[1:3]), sum(n))
    span <- round_counts(sizes, 100, profile)
    there <- sizes > 0
    each <- as.matrix(expand.grid(Map(seq, span$low[1:4] * there[1:4], span$high[1:4] * there[1:4])))
    all <- cbind(each, rowSums(each[, 1:3, drop = FALSE]), rowSums(each))
    fits <- colSums(t(all) < span$low | t(all) > span$high) == 0
    values <- apply(each[fits, , drop = FALSE], 2, function(x) length(unique(x)))
    told <- any(values[n > 0] == 1)
    if (length(shown)) expect_false(told)
    seen <- seen + c(length(shown), told)
  }
  expect_true(all(seen > 2))
})

test_that("who improved, then became worse, does not follow from two contrasts", {
  hesa <- disclosure_profile("hesa")
  # 2, 2 and 2 shown as 0, of 6 of 8 people who are shown as 10.
  sign <- rep(c(1, 0, -1, NA), each = 2)
  counted <- list(rep(TRUE, 8), is.na(sign))
  expect_length(shown_changes(list(one = sign), counted, hesa), 0)
  expect_identical(shown_changes(list(one = rep(sign, 6)), list(), hesa), "one")
  # Nobody has a change.
  expect_length(shown_changes(list(one = NA, two = NA), list(), hesa), 0)
})

test_that("the ways of contrasts are counted by contrast, and by two of them", {
  question <- question_by_changes(list(one = c(1, 1, -1, NA, NA), two = c(1, 0, -1, 1, NA)))
  counts <- function(of) {
    vapply(seq_len(ncol(of)), function(i) sum(of[question$answers, i]), 0)
  }
  expect_identical(counts(question$blocks$one), c(2, 0, 1))
  expect_identical(counts(question$blocks$two), c(2, 1, 1))
  # Both by themselves, then each pair of signs.
  expect_setequal(counts(question$watched), 0:2)
  expect_identical(length(counts(question$watched)), 10L)
  expect_identical(sum(counts(question$watched)), 11)
  expect_identical(lapply(question$populations, sum), list(one = 3L, two = 4L))
})

test_that("everyone and the linked come first, then who improved, then other people", {
  everyone <- list(everyone = TRUE, linked = TRUE, pre = TRUE)
  questions <- list(sex = list(populations = everyone), year = list(populations = everyone[-2]))
  changes <- list(`change gse` = list(populations = list(`pre+post` = TRUE)))
  turns <- turns_of(questions, changes)
  expect_identical(paste(turns$question, turns$block),
                   c("sex everyone", "sex linked", "year everyone", "change gse pre+post",
                     "year pre", "sex pre"))
})

test_that("an answer of several has those who gave it, and those who could have", {
  asked <- rep(c(TRUE, FALSE), c(3, 2))
  everyone <- list(everyone = rep(TRUE, 5))
  ticks <- question_by_tick(everyone, c(TRUE, FALSE, FALSE, FALSE, FALSE), asked, FALSE)
  expect_identical(ticks$answers, c(1L, 2L, 2L, 3L, 3L))
  expect_identical(ticks$of[ticks$answers], ticks$group)
  line <- question_by_tick(everyone, !asked, asked, TRUE)
  expect_identical(line$answers, c(2L, 2L, 2L, 1L, 1L))
  expect_identical(line$of[line$answers], line$group)
})

test_that("a table's answers are given to the people of each part", {
  parts <- list(people = list(c(TRUE, TRUE, FALSE, FALSE), c(FALSE, FALSE, TRUE, TRUE)))
  n <- cbind(c(1, 1), c(0, 1))
  expect_identical(give_answers(n, parts), c(1L, 2L, 2L, 3L))
})

test_that("only those who were not asked are counted as that", {
  question <- question_by(list(everyone = rep(TRUE, 3)), c(1L, 1L, 2L), c(FALSE, TRUE), c(TRUE, TRUE))
  # An answer (rows) is open to the people (columns) of its group.
  possible <- outer(question$of, question$group, `==`)
  expect_identical(possible, rbind(c(TRUE, TRUE, FALSE), c(FALSE, FALSE, TRUE)))
  alone <- question_by(list(everyone = TRUE), 1L, FALSE, TRUE)
  expect_true(all(outer(alone$of, alone$group, `==`)))
})
