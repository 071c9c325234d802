said <- function(...) {
  rows <- data.frame(...)
  if (is.null(rows$coder)) rows$coder <- "A"
  new_codes(rows, framework = new_framework(c("a > a1", "a > a2", "b")))
}
of <- function(f, code, statistic = "participants", group = NA) {
  f$estimate[f$code == code & f$statistic == statistic & f$group %in% group]
}

test_that("a parent has its participants once, never the sum", {
  x <- said(unit = as.character(c(1, 1, 2, 3, 4)), participant = c("P", "P", "P", "Q", "R"),
            code = c("a > a1", "a > a2", "a > a2", "a > a1", NA), source = c("s", "s", "s", "t", "t"))
  f <- code_frequencies(x)
  expect_identical(of(f, "a > a1"), 2)
  expect_identical(of(f, "a > a2"), 1)
  expect_identical(of(f, "a"), 2)
  expect_identical(of(f, "a", "units"), 3)
  expect_identical(of(f, "a", "sources"), 2)
  expect_identical(of(f, "a", "references"), 4)
  expect_identical(of(f, "b"), 0)
  people <- f[f$statistic == "participants", ]
  expect_identical(unique(people$denominator), 3L)
  expect_identical(people$percent[people$code == "a"], 66.7)
})

test_that("counts agree with counting one by one", {
  skip_second_time()
  set.seed(8)
  framework <- new_framework(c("a > a1 > x", "a > a1 > y", "a > a2", "b > b1", "c"))
  for (round in seq_len(few_or_many(12, 30, again = 3))) {
    n <- sample(5:60, 1)
    rows <- data.frame(
      unit = as.character(sample(20, n, TRUE)), coder = sample(c("A", "B"), n, TRUE),
      code = sample(c(framework$code, NA), n, TRUE)
    )
    rows$participant <- paste0("P", as.integer(rows$unit) %% 7)
    rows$source <- paste0("s", as.integer(rows$unit) %% 3)
    x <- new_codes(rows, framework = framework)
    for (coder in c("any", "all", "A")) {
      f <- as.data.frame(code_frequencies(x, coder = coder))
      given <- unique(x[c("unit", "coder", "code", "participant", "source")])
      given <- given[!is.na(given$code), ]
      if (coder == "A") given <- given[given$coder == "A", ]
      read <- unique(x[c("unit", "coder")])
      if (coder == "all" && nrow(given)) given <- given[vapply(seq_len(nrow(given)), function(i) {
        readers <- read$coder[read$unit == given$unit[i]]
        all(readers %in% given$coder[given$unit == given$unit[i] & given$code == given$code[i]])
      }, NA), ]
      for (code in framework$code) {
        here <- given[given$code == code | startsWith(given$code, paste0(code, " > ")), ]
        expect_identical(f$estimate[f$code == code], as.double(c(
          length(unique(here$participant)), length(unique(here$unit)),
          length(unique(here$source)), nrow(unique(here[c("unit", "code")]))
        )))
      }
    }
  }
})

test_that("groups and waves have their own denominators", {
  x <- said(unit = as.character(1:6), participant = c("P", "Q", "R", "P", "Q", "S"),
            wave = c("pre", "pre", "pre", "post", "post", "post"),
            code = c("b", "b", NA, "b", NA, NA))
  f <- code_frequencies(x, by = "wave", count = "participants")
  b <- f[f$code == "b", ]
  expect_identical(b$group, c(NA, "pre", "post"))
  expect_identical(b$estimate, c(2, 2, 1))
  expect_identical(b$denominator, c(4L, 3L, 3L))
  people <- data.frame(participant = c("P", "Q", "R"), sex = c("f", "m", "f"))
  f <- code_frequencies(x, by = "sex", people = people, count = "participants")
  expect_identical(f$group[f$code == "b"], c(NA, "f", "m", "Not known"))
  expect_identical(f$denominator[f$code == "b"], c(4L, 2L, 1L, 1L))
  expect_identical(f$estimate[f$code == "b"], c(2, 1, 1, 0))
})

test_that("codings without participants have rows that say so", {
  x <- said(unit = c("1", "2"), code = c("b", NA))
  f <- code_frequencies(x)
  expect_identical(f$note[f$code == "b"], c("the codings name no participant", NA,
                                             "the codings name no source", NA))
  expect_identical(of(f, "b", "units"), 1)
})
