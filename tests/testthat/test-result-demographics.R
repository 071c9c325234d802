test_that("the result is one long frame with numerator and denominator", {
  result <- table_2()
  expect_s3_class(result, c("pairwave_demographics", "pairwave_result",
                            "data.frame"), exact = TRUE)
  expect_named(result, c("who", "group", "variable", "label", "level",
                         "level_label", "outcome", "statistic", "n",
                         "denominator", "percent", "estimate", "rule", "note",
                         "method", "weighted", "reason", "about", "setting",
                         "status"))
  expect_identical(unique(result$denominator), 15L)
  expect_identical(as.vector(tapply(result$n, result$variable, sum)),
                   rep(15L, 4))
  expect_identical(result$level[1:6], c("1", "2", "3", "4", "5", NA))
  expect_identical(result$percent[1], 73.3)
})

test_that("levels follow the labels, then the codes without a label", {
  x <- labelled(c(7, 2, 2, 9), c(Third = 3, Second = 2, First = 1))
  expect_identical(shown(demographics(frame(x = x), undisclosed = FALSE)),
                   c(Third = 0L, Second = 2L, First = 0L, "7" = 1L, "9" = 1L))
  expect_identical(
    shown(demographics(data.frame(x = factor("b", levels = c("b", "a"))))),
    c(b = 1L, a = 0L)
  )
  expect_identical(shown(demographics(data.frame(x = c(TRUE, TRUE)))),
                   c(Yes = 2L, No = 0L))
  expect_identical(shown(demographics(data.frame(x = c("b", "B", "a")))),
                   c(B = 1L, a = 1L, b = 1L))
  expect_identical(shown(demographics(data.frame(x = c(1e6, 2)),
                                      columns = "x")),
                   c("2" = 1L, "1000000" = 1L))
})

test_that("nobody is lost: a missing answer is in a row", {
  people <- data.frame(x = c("a", NA, " "))
  expect_identical(shown(demographics(people)), c(a = 1L, Missing = 2L))
  expect_identical(shown(demographics(people, undisclosed = TRUE)),
                   c(a = 1L, Undisclosed = 2L))
  expect_identical(
    shown(demographics(people, undisclosed = "x",
                       undisclosed_label = "Not said")),
    c(a = 1L, "Not said" = 2L)
  )
  expect_identical(shown(demographics(people[1, , drop = FALSE],
                                      undisclosed = FALSE)), c(a = 1L))
  all_missing <- data.frame(x = c(NA_character_, NA_character_))
  expect_identical(shown(demographics(all_missing)), c(Missing = 2L))
})

test_that("undisclosed answers are told by code, by label and by declaration", {
  x <- labelled(c(1, 2, 8, -99, NA), c(Yes = 1, No = 2,
                                       "Prefer not to say" = 8))
  counted <- demographics(
    frame(x = x),
    undisclosed_codes = list(-99, "prefer NOT to say")
  )
  expect_identical(shown(counted), c(Yes = 1L, No = 1L, Undisclosed = 3L))
  expect_identical(
    shown(demographics(frame(x = x), undisclosed = FALSE,
                       undisclosed_codes = list(-99, 8))),
    c(Yes = 1L, No = 1L, Missing = 3L)
  )
  range <- x
  attr(range, "na_range") <- c(-Inf, 0)
  class(range) <- c("haven_labelled_spss", class(range))
  expect_identical(
    shown(demographics(frame(x = range))),
    c(Yes = 1L, No = 1L, "Prefer not to say" = 1L, Undisclosed = 2L)
  )
  expect_identical(
    shown(demographics(data.frame(x = factor(c("a", "Undisclosed"))))),
    c(a = 1L, Undisclosed = 1L)
  )
})

cohort <- function() {
  people <- table_2_people()
  people$person <- 1:15
  people$pre <- c(1:10, rep(NA, 5))
  people$post <- c(NA, 1:12, NA, NA)
  people$attended <- 5L
  people$focus_group <- rep(c(TRUE, FALSE, NA), 5)
  people$nobody <- FALSE
  declare <- function(column, ...) list(column = column, ...)
  structure(
    list(
      study = list(
        demographics = list(
          declare("sex", label = "Sex of student", undisclosed = FALSE),
          declare("fif", undisclosed = TRUE)
        ),
        undisclosed = list(label = "Not said", codes = list(-99)),
        disclosure = "none"
      ),
      surveys = list(pre = people, post = people),
      people = people
    ),
    class = "pairwave_cohort"
  )
}

test_that("a cohort is counted as its study declares", {
  x <- cohort()
  result <- demographics(x)
  expect_identical(unique(result$label),
                   c("Sex of student", "First in Family (FiF)"))
  expect_identical(result$level_label,
                   c("Female", "Male", "Not asked", "Yes", "No", "Not said", "Not asked"))
  size <- function(who) demographics(x, who = who)$denominator[1]
  expect_identical(vapply(c("everyone", "linked", "pre", "post",
                            "focus_group"), size, 1L, USE.NAMES = FALSE),
                   c(13L, 9L, 10L, 12L, 5L))
  # Two are on the list only.
  expect_identical(result$n[result$level_label == "Not asked"], c(2L, 2L))
  expect_snapshot(demographics(x, who = "focus_group"))
})

test_that("bad input gets one clear error", {
  people <- data.frame(sex = c("f", "m"), age = c(20, 21))
  people$both <- list(1, 2)
  x <- cohort()
  expect_snapshot(error = TRUE, {
    demographics(1:3)
    demographics(people, columns = "sexx")
    demographics(people, columns = 1)
    demographics(people, columns = "both")
    demographics(people, undisclosed = "agee")
    demographics(people, undisclosed = 3)
    demographics(people, "sex")
    demographics(people, labels = "Sex")
    demographics(people, undisclosed_label = NULL)
    demographics(people[0, ])
    demographics(people["age"])
    demographics(people, disclosure = "hes")
    demographics(people, denominator = "everyone")
    demographics(people, style = c("paper", "bold"))
    demographics(x, who = "focus_groups")
    demographics(x, who = "nobody")
    demographics(x, who = 2)
  })
  x$study$disclosure <- "hes"
  expect_error(demographics(x), class = "pairwave_error_disclosure")
  x$study$disclosure <- "none"
  x$study$demographics <- list()
  expect_error(demographics(x), class = "pairwave_error_input")
})

test_that("codes that share a label are told apart by the code", {
  x <- new_labelled_column(c(1, 2, 2, 9), labels = c(Yes = 1, Other = 2, Other = 9))
  counted <- demographics(data.frame(x = x), columns = "x", undisclosed_codes = "Other")
  expect_identical(counted$level_label, c("Yes", "Undisclosed"))
  counted <- demographics(data.frame(x = x), columns = "x")
  expect_identical(counted$level_label, c("Yes", "Other (2)", "Other (9)"))
  expect_identical(counted$n, c(1L, 2L, 1L))
  expect_identical(levels(group_labels(x)), c("Yes", "Other (2)", "Other (9)"))
  other <- new_labelled_column(c("Yes", "No"))
  expect_identical(first_answers(list(x, other), data.frame(a = 2:3, b = 1:2)),
                   c("Other (2)", "Other (2)"))
})

# Two waves, of which the first asks sex and the second the year, though its file has an
# empty column of sex; a list of those who came.
asked_study <- function(pre, post, came, disclosure = "none") {
  dir <- withr::local_tempdir(.local_envir = parent.frame())
  write <- function(table, name) {
    write.csv(table, file.path(dir, name), row.names = FALSE, na = "")
  }
  write(pre, "pre.csv")
  write(post, "post.csv")
  write(data.frame(code = came, w1 = 1), "came.csv")
  study(
    waves = c(pre = "pre.csv", post = "post.csv"), id = "code", dir = dir,
    scales = list(confidence = list(items = c("q1", "q2"), range = c(1, 4))),
    demographics = list(list(column = "sex", label = "Sex", undisclosed = TRUE),
                        list(column = "year", label = "Year")),
    undisclosed = list(codes = list("no answer")),
    attendance = list(file = "came.csv", sessions = "w1"), disclosure = disclosure
  )
}

few_asked <- function(disclosure = "none", env = parent.frame()) {
  pre <- data.frame(code = c("A1", "B2", "C3", "D4"), q1 = 1, q2 = 2,
                    sex = c("f", "m", NA, "no answer"))
  post <- data.frame(code = c("A1", "B2", "E5"), q1 = 2, q2 = 2, sex = NA, year = c(1, 2, NA))
  read_cohort(asked_study(pre, post, c("A1", "E5", "F6"), disclosure))
}

test_that("who was not asked is nobody who would not say", {
  x <- few_asked()
  result <- demographics(x)
  n <- function(rows, variable) {
    of <- rows[rows$variable == variable & rows$statistic == "count", ]
    stats::setNames(of$n, of$level_label)
  }
  # E5 came to the second wave only, F6 to none.
  expect_identical(n(result, "sex"),
                   c(f = 1L, m = 1L, Undisclosed = 2L, "Not asked" = 2L))
  expect_identical(n(result, "year"), c("1" = 1L, "2" = 1L, Missing = 1L, "Not asked" = 3L))
  expect_identical(unique(result$denominator[result$variable == "sex"]), 4L)
  expect_identical(result$percent[result$variable == "sex"], c(25, 25, 50, NA))
  everyone <- demographics(x, denominator = "all")
  expect_identical(unique(everyone$denominator), 6L)
  expect_identical(everyone$percent[everyone$variable == "year"], c(16.7, 16.7, 16.7, 50))
  disclosed <- demographics(x, denominator = "disclosed")
  expect_identical(unique(disclosed$denominator), 2L)
  # The same word in groups, and in who was lost, for the same people.
  expect_identical(n(demographics(x, columns = "sex", by = "year"), "sex")[13:16],
                   c(f = 0L, m = 0L, Undisclosed = 2L, "Not asked" = 1L))
  groups <- paired_change(x, by = "sex", scales = "confidence")
  expect_setequal(groups$group[!is.na(groups$group)], c("f", "m", "Undisclosed", "Not asked"))
  lost <- attrition(x)
  expect_identical(lost$level[lost$variable %in% "sex" & lost$statistic == "count" &
                                lost$estimate > 0], c("f", "m", "Undisclosed"))
  expect_snapshot({
    result
    describe(result)
    demographics(x, who = c("pre", "post"), columns = "year")
  })
})

test_that("the line of those not asked is a cell under a profile", {
  result <- demographics(few_asked(list(threshold = 3)))
  result <- result[result$variable == "sex", ]
  # Two of six: with it goes the number of those asked.
  expect_true(all(is.na(result$n[result$level_label %in% c("Not asked", "f", "m")])))
  expect_true(all(is.na(result$denominator)))
  expect_true(all(is.na(result$percent)))
  many <- paste0("M", 11:40)
  pre <- data.frame(code = many[1:20], q1 = 1, q2 = 2, sex = rep(c("f", "m"), each = 10))
  post <- data.frame(code = many[11:30], q1 = 2, q2 = 2, sex = NA, year = 1)
  shown <- demographics(read_cohort(asked_study(pre, post, many[1], list(threshold = 3))))
  shown <- shown[shown$variable == "sex", ]
  expect_identical(shown$level_label, c("f", "m", "Undisclosed", "Not asked"))
  expect_identical(shown$n, c(10L, 10L, 0L, 10L))
  expect_identical(shown$denominator, rep(20L, 4))
  expect_identical(shown$percent, c(50, 50, 0, NA))
})
