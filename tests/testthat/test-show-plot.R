skip_if_not_installed("ggplot2")
cohort <- demo_cohort()
change <- paired_change(cohort)

test_that("plot() draws what autoplot() returns", {
  grDevices::pdf(NULL)
  withr::defer(grDevices::dev.off())
  made <- plot(change, type = "shares")
  expect_s3_class(made, "ggplot")
  expect_identical(made$labels$alt,
                   ggplot2::autoplot(change, type = "shares")$labels$alt)
  expect_invisible(plot(change))
})

test_that("types are enumerated and misspelt options are errors", {
  expect_snapshot(error = TRUE, {
    ggplot2::autoplot(change, type = "slope")
    ggplot2::autoplot(cohort, typ = "slopes")
  })
})

test_that("the colours differ in grey and for colour-blind readers", {
  parts <- plot_colours[c("higher", "same", "lower")]
  expect_gt(min(dist(grey_of(parts))), 15)
  for (k in 2:11) {
    steps <- diff(grey_of(likert_colours(paste(seq_len(k)))))
    expect_true(all(steps < 0), info = k)
  }
  expect_true(all(diff(grey_of(likert_colours(letters[1:5]))) < -7))
})

test_that("a profile other than none refuses single people and answers", {
  guarded <- cohort
  guarded$study$disclosure <- "hesa"
  expect_error(ggplot2::autoplot(guarded, type = "slopes"),
               class = "pairwave_error_disclosure")
  expect_error(ggplot2::autoplot(guarded, type = "likert"),
               class = "pairwave_error_disclosure")
  expect_snapshot(ggplot2::autoplot(guarded, type = "slopes"), error = TRUE)
})

test_that("every plot can be drawn of little or nothing", {
  skip_second_time()
  nobody <- data.frame(a = numeric(), b = numeric(), c = numeric())
  still <- data.frame(a = c(2, 2, 2), b = c(2, 2, 2), c = c(3, 3, NA))
  for (answers in list(nobody, still[1, ], still)) {
    result <- paired_change(answers, waves = c("a", "b", "c"))
    for (type in c("estimation", "shares")) {
      expect_s3_class(draw(result, type = type), "ggplot")
    }
    expect_s3_class(draw(wave_means(answers, waves = c("a", "b", "c"))), "ggplot")
    for (made in list(item_change(data.frame(q_a = answers$a, q_b = answers$b), items = "q",
                                  waves = c("*_a", "*_b")),
                      missing_patterns(answers, waves = c("a", "b")))) {
      expect_s3_class(draw(made), "ggplot")
    }
    expect_s3_class(draw(persistence(answers, waves = c("a", "b", "c"))), "ggplot")
  }
})

# Every kind of result: what new_result() makes, wherever it is called.
result_kinds <- function() {
  found <- character()
  look <- function(code) {
    if (!is.call(code)) return()
    if (identical(code[[1]], quote(new_result))) {
      words <- unlist(lapply(as.list(code)[-(1:2)], function(part) {
        if (is.character(part)) part else if (is.call(part)) {
          Filter(is.character, as.list(part))
        }
      }))
      found <<- c(found, grep("^pairwave_", words, value = TRUE))
    }
    for (part in as.list(code)) if (!missing(part)) look(part)
  }
  here <- asNamespace("pairwave")
  for (name in ls(here)) {
    made <- get(name, here)
    if (is.function(made)) look(body(made))
  }
  unique(c(found, "pairwave_change_summary", "pairwave_unpaired_summary"))
}

test_that("every kind of result has a plot, or an error that says what to draw instead", {
  skip_second_time()
  kinds <- result_kinds()
  expect_gt(length(kinds), 20)
  methods <- package_methods()
  drawn <- sub("^pairwave_", "", methods[grepl("autoplot", methods[, 1]), 2])
  has <- sub("^pairwave_", "", kinds) %in% drawn
  # Of a shift the plot of change, of a brief the words of sentences.
  inherited <- kinds %in% c("pairwave_shift", "pairwave_brief")
  expect_identical(kinds[!has & !inherited & !kinds %in% names(no_plot_but)], character())
  expect_identical(intersect(names(no_plot_but), paste0("pairwave_", drawn)), character())
  for (kind in names(no_plot_but)) {
    object <- structure(list(), class = c(kind, "pairwave_result"))
    expect_error(ggplot2::autoplot(object), class = "pairwave_error_argument", info = kind)
  }
})

test_that("a result without a plot says what can be drawn", {
  expect_snapshot(error = TRUE, {
    ggplot2::autoplot(codebook(cohort))
    ggplot2::autoplot(describe(change))
    plot(summary(change))
  })
})

test_that("labels break where they must, and long words too", {
  expect_identical(wrap_label(c("short", NA, strrep("x", 25)), 10),
                   c("short", NA, "xxxxxxxxxx\nxxxxxxxxxx\nxxxxx"))
  expect_identical(wrap_label("a word and another", 10), "a word and\nanother")
  expect_identical(line_count(c("a", "b\nc\nd", NA)), 3)
  expect_identical(line_count(character()), 1)
})

test_that("what a profile hides is not in a picture, nor in the data behind it", {
  skip_second_time()
  small <- cohort
  small$study$disclosure <- list(threshold = 5)
  codes <- unique(as.character(cohort$surveys$pre[[cohort$study$id$column[1]]]))
  expect_gt(length(codes), 30)
  for (made in list(
    ggplot2::autoplot(paired_change(small)), ggplot2::autoplot(demographics(small)),
    ggplot2::autoplot(participation(small)), ggplot2::autoplot(attrition(small)),
    ggplot2::autoplot(item_change(small)), ggplot2::autoplot(small)
  )) {
    held <- rawToChar(replace_nul(serialize(made, NULL)))
    for (code in codes) expect_false(grepl(code, held, fixed = TRUE, useBytes = TRUE), info = made$labels$alt)
  }
  hidden <- ggplot2::autoplot(demographics(small))
  expect_true(anyNA(hidden$data$n))
  expect_true(all(is.na(hidden$data$percent[is.na(hidden$data$n)])))
})
