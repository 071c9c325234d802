# Numbers alone: the locale changes nothing here.

two_answers <- function(populations, first) {
  question_by(populations, ifelse(first, 1L, 2L), c(FALSE, FALSE), c(TRUE, TRUE))
}

test_that("what two questions say of a whole together does not leave it one size", {
  hesa <- disclosure_profile("hesa")
  # 26 people shown as 25; by one question 13 and 13 that are shown as 15, so that they are
  # 26 at least; by another 12, 7 and 7 that are shown as 10, 5 and 5, 26 at most.
  everyone <- list(everyone = rep(TRUE, 26))
  by_three <- question_by(everyone, rep(1:3, c(12, 7, 7)), logical(3), rep(TRUE, 3))
  questions <- list(sex = two_answers(everyone, rep(c(TRUE, FALSE), each = 13)), year = by_three)
  turns <- turns_of(questions)
  shown <- publish_together(unname(everyone), list(), questions, turns, hesa)
  expect_identical(shown, list(sex = "everyone", year = character()))
  # Whichever comes first; alone each is fine.
  shown <- publish_together(unname(everyone), list(), questions, turns[2:1, ], hesa)
  expect_identical(shown, list(sex = character(), year = "everyone"))
  shown <- publish_together(unname(everyone), list(), questions["year"], turns[2, ], hesa)
  expect_identical(shown, list(year = "everyone"))
})

test_that("no count of two questions and their whole is left a single value by the others", {
  # PAIRWAVE_TOGETHER asks for more random tables than a build has time for.
  tables <- as.integer(Sys.getenv("PAIRWAVE_TOGETHER", "12"))
  set.seed(21)
  seen <- c(shown = 0, suppressed = 0)
  # People in and out of a part, and how many of each gave one of two answers to two questions.
  most <- 7
  all <- expand.grid(rep(list(0:most), 6))
  names(all) <- c("in", "out", "a in", "a out", "b in", "b out")
  all <- all[all$`a in` <= all$`in` & all$`b in` <= all$`in` &
               all$`a out` <= all$out & all$`b out` <= all$out, ]
  counts <- function(x) {
    both <- x$`in` + x$out
    list(
      whole = cbind(both, x$`in`),
      `a everyone` = cbind(x$`a in` + x$`a out`, both - x$`a in` - x$`a out`),
      `a part` = cbind(x$`a in`, x$`in` - x$`a in`),
      `b everyone` = cbind(x$`b in` + x$`b out`, both - x$`b in` - x$`b out`),
      `b part` = cbind(x$`b in`, x$`in` - x$`b in`)
    )
  }
  of_all <- counts(all)
  for (i in seq_len(tables)) {
    profile <- disclosure_profile(sample(c("hesa", "ofs", "nhs", "ofqual"), 1))
    # What is shown of more people than `most` could not be told from fewer here.
    true <- all[sample(which(all$`in` + all$out <= 7 & all$`in` + all$out > 1), 1), ]
    inside <- rep(c(TRUE, FALSE), c(true$`in`, true$out))
    first <- function(of) {
      seq_along(inside) <= true[[paste(of, "in")]] |
        (!inside & seq_along(inside) <= true$`in` + true[[paste(of, "out")]])
    }
    sets <- list(everyone = rep(TRUE, length(inside)), part = inside)
    questions <- list(a = two_answers(sets, first("a")), b = two_answers(sets, first("b")))
    shown <- publish_together(unname(sets), list(), questions, turns_of(questions), profile)
    named <- c("whole", paste(rep(names(shown), lengths(shown)), unlist(shown)))
    values <- function(named) {
      fits <- rep(TRUE, nrow(all))
      for (name in named) {
        size <- c(counts(true)[[name]])
        span <- round_counts(size, 100, profile)
        for (j in 1:2) {
          fits <- fits & of_all[[name]][, j] >= span$low[j] & of_all[[name]][, j] <= span$high[j]
        }
      }
      lapply(stats::setNames(nm = named), function(name) {
        apply(of_all[[name]][fits, , drop = FALSE], 2, function(x) length(unique(x)))
      })
    }
    left <- values(named)
    for (name in named) {
      alone <- values(unique(c("whole", name)))[[name]]
      told <- left[[name]] == 1 & c(counts(true)[[name]]) > 0 & alone > 1
      expect_false(any(told))
    }
    seen <- seen + c(length(named) - 1, 5 - length(named))
  }
  expect_true(all(seen > 0))
})

test_that("watched sizes do not follow, and nothing from nothing is fine", {
  hesa <- disclosure_profile("hesa")
  # Nobody else than these two could be in the part.
  sets <- list(everyone = rep(TRUE, 8), part = rep(c(TRUE, FALSE), c(2, 6)))
  questions <- list(a = two_answers(sets["everyone"], sets$part))
  shown <- publish_together(list(sets$everyone), list(sets$part), questions, turns_of(questions), hesa)
  expect_identical(shown, list(a = "everyone"))
  expect_identical(publish_together(list(sets$everyone), list(), list(), turns_of(list()), hesa),
                   list())
})

test_that("a size that is watched has all the room there is, beside counts or alone", {
  hesa <- disclosure_profile("hesa")
  inside <- cbind(c(TRUE, TRUE), c(TRUE, FALSE))
  expect_identical(sizes_of_whole(inside, c(2, 6), 0, hesa)$up, c(Inf, Inf))
  beside <- sizes_of_whole(inside, c(2, 6), 1, hesa)
  expect_identical(beside$down, c(0, Inf))
})

test_that("many parts are compared with those most alike", {
  set.seed(2)
  inside <- unique(matrix(runif(60 * 8) < 0.5, 60))
  moves <- moves_between_parts(inside, most = 5)
  apart <- as.matrix(stats::dist(inside + 0, "manhattan"))
  there <- moves$from > 0 & moves$to > 0
  # Both ways, each part with itself, and to nobody and from nobody.
  expect_setequal(paste(moves$from, moves$to), paste(moves$to, moves$from))
  expect_true(all(seq_len(nrow(inside)) %in% moves$from[moves$from == moves$to]))
  expect_identical(sum(!there), 2L * nrow(inside))
  expect_lt(mean(apart[cbind(moves$from, moves$to)[there, ]]), mean(apart))
})
