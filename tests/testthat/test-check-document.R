confidence <- function() {
  answers <- data.frame(before = c(24, 27, 31, 22, 29), after = c(27, 31, 30, 27, 33))
  paired_change(answers, waves = c("before", "after"), label = "Confidence")
}

document <- function(lines, ending = ".md", env = parent.frame()) {
  path <- withr::local_tempfile(fileext = ending, .local_envir = env)
  writeLines(enc2utf8(lines), path, useBytes = TRUE)
  path
}

test_that("a number that no row has is listed with its line and the nearest", {
  found <- check_document(document(c(
    "Confidence rose by 3.00 [0.09, 5.91], t(4) = 2.86, p = .046 (n = 5).", "",
    "It rose by 3.00 [0.09, 5.19],", "t(5) = 2.86, p = .064 (n = 50)."
  )), confidence())
  expect_identical(found$written, c("3.00 [0.09, 5.19]", "t(5) = 2.86", "p = .064", "n = 50"))
  expect_identical(found$line, c(3L, 4L, 4L, 4L))
  expect_identical(found$kind, c("interval", "test", "p", "n"))
  expect_identical(attr(found, "checked"), 8L)
  expect_identical(found$nearest[1], 3)
  expect_match(found$of[1], "Confidence, before to after, change", fixed = TRUE)
  expect_snapshot({
    print(found)
    print(check_document(document("p = .046"), confidence()))
    print(check_document(document("nothing"), confidence()))
  })
})

test_that("a figure that value() writes is found, and not when a digit is another", {
  change <- paired_change(demo_cohort())
  frame <- as.data.frame(change)
  frame <- frame[!is.na(frame$estimate) & frame$statistic %in% c("n", "t", "p", "change", "d_av", "mean_after"), ]
  written <- vapply(seq_len(nrow(frame)), function(i) {
    text <- pairwave::value(change, frame$scale[i], frame$contrast[i], frame$statistic[i])
    if (frame$statistic[i] == "n") paste("n =", text) else text
  }, "")
  expect_identical(nrow(check_document(document(written), change)), 0L)
  # The last digit one further, and one before it another sign.
  digit <- regexpr("[0-9](?=[^0-9]*$)", written, perl = TRUE)
  other <- written
  regmatches(other, digit) <- as.character((as.integer(regmatches(written, digit)) + 5) %% 10)
  interval <- grepl("[", written, fixed = TRUE)
  found <- check_document(document(other[interval]), change)
  expect_identical(found$written, other[interval])
})

test_that("what is written otherwise is the same number, and what is no statistic none", {
  change <- confidence()
  same <- c("\u22123.00", "a change of 3.00, 95% CI 0.09 to 5.91", "p\u00a0=\u00a00.046", "p < .05", "P=.0459",
            "*p* = .046", "3.00 \\[0.09, 5.91\\]", "3.00 &#91;0.09, 5.91&#93;", "M = 26.60", "2.9e", "version 0.1.0",
            "95% CI", "10.1177/01234", "on 12.05.2024", "n = 5, all", "60% rose", "`p = .9`")
  skip_if_not(l10n_info()[["UTF-8"]])
  found <- check_document(document(same[-1]), change)
  expect_identical(found$written, c("60%", "p = .9"))
  # A sign is an error where the figure has the other.
  expect_identical(check_document(document(same[1]), change)$written, "-3.00")
})

test_that("every format gives the same numbers", {
  change <- confidence()
  text <- c("It rose by 3.00 [0.09, 5.91], p = .046.", "Then p = .123 &amp; 9.99.")
  html <- c("<style>p { margin: 9.87em }</style>", "<p class=\"x\"", "title=\"1.23\">It rose by 3.00 [0.09, 5.91],",
            "<em>p</em> = .046.</p><p>Then p = .123 &amp; 9.99.</p><script>var x = 7.77</script>")
  rmd <- c("---", "title: p = .111", "---", text, "```{r}", "x <- 8.88", "```", "and `r 6.66`")
  for (path in c(document(text), document(text, ".txt"), document(html, ".html"), document(rmd, ".Rmd"))) {
    expect_identical(check_document(path, change)$written, c("p = .123", "9.99"), info = path)
  }
  skip_without_report()
  word <- withr::local_tempfile(fileext = ".docx")
  rmarkdown::pandoc_convert(document(text), output = word)
  expect_identical(check_document(word, change)$written, c("p = .123", "9.99"))
})

test_that("a report has no number that its results have not", {
  skip_on_cran()
  skip_second_time()
  for (name in c("demo", if (few_or_many(FALSE, TRUE)) "hesa")) {
    path <- report_of(name)
    expect_identical(check_document(path, reported_cohorts[[name]]())$written, character(), info = name)
  }
})

test_that("the nearest number is never one that is suppressed", {
  open <- as.data.frame(paired_change(demo_cohort()))
  hidden <- paired_change(profiled_cohort(list(threshold = 5)))
  shown <- as.data.frame(hidden)
  gone <- which(is.na(shown$estimate) & !is.na(open$estimate) & open$estimate != 0)
  expect_gt(length(gone), 5)
  lines <- paste("It is", sprintf("%.6f", open$estimate[gone] + 1e-4))
  found <- check_document(document(lines), hidden)
  visible <- c(shown$estimate, shown$conf_low, shown$conf_high, shown$n, 100 * shown$estimate,
               100 * shown$conf_low, 100 * shown$conf_high)
  expect_gt(nrow(found), 5)
  expect_true(all(found$nearest %in% visible))
})

test_that("what can't be read, and what are no results, are errors that say so", {
  path <- document("x")
  expect_snapshot(error = TRUE, {
    check_document("a.pdf", confidence())
    check_document(3, confidence())
    check_document("nowhere.md", confidence())
    check_document(path, data.frame(p = 1))
    check_document(path, list())
    check_document(path, confidence(), 3)
  })
  broken <- document("x", ".docx")
  expect_error(check_document(broken, confidence()), class = "pairwave_error_input")
})
