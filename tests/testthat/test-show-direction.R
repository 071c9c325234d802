falling <- data.frame(pre = c(14, 9, 17, 11, 6, 12), post = c(9, 8, 10, 12, 3, 12))

printed <- function(x) {
  table <- as_print_table(x)
  c(table$caption, table$head, unlist(table$body), table$notes)
}

test_that("a table, a summary and sentences say where lower is better", {
  skip_if_not(l10n_info()[["UTF-8"]])
  change <- paired_change(falling, waves = names(falling), better = "lower", label = "PHQ-9",
                          reliability = 0.9)
  expect_snapshot(change)
  expect_snapshot(describe(change))
  later <- transform(falling, later = c(10, 9, 12, 13, 4, NA))
  lasted <- persistence(later, waves = names(later), better = "lower", margin = 3)
  expect_snapshot(lasted)
  expect_snapshot(describe(lasted))
})

test_that("scales of several directions stand in one table, each with its own words", {
  three <- do.call(rbind, lapply(c("higher", "lower", "none"), function(better) {
    one <- as.data.frame(paired_change(falling, waves = names(falling), better = better,
                                       label = paste("Scale", better)))
    one$scale <- better
    one
  }))
  table <- as_print_table(new_paired_change(three, change_options()))
  expect_identical(table$body$better, c("1 / 1 / 4", "4 / 1 / 1", "1 higher / 1 same / 4 lower"))
  expect_true("On Scale lower lower is better: a negative change is an improvement." %in%
                table$notes)
  expect_true("On Scale none neither higher nor lower counts as the good side." %in% table$notes)
})

test_that("nothing but lower and none is said of a direction", {
  frame <- function(direction) data.frame(scale = NA, label = "S", direction = direction)
  expect_null(direction_notes(frame("higher")))
  expect_null(direction_notes(frame("none"), signed = FALSE))
  expect_identical(direction_notes(frame("lower"), signed = FALSE), "On S lower is better.")
  expect_identical(unname(moved_words(c("higher", "none"))), c("Higher", "Same", "Lower"))
  expect_identical(unname(moved_words("lower")), c("Lower", "Same", "Higher"))
  expect_identical(unname(moved_words(c("higher", "lower"))), c("Better", "Same", "Worse"))
  expect_identical(on_scale("S", NA, "lower"), "on S, where lower is better, ")
  expect_identical(on_scale(NA, NA, "lower"), "lower is better: ")
  expect_identical(on_scale("S", NA, "none"), "on S, ")
})

test_that("a scale without a direction has no word of better and worse, and no other number", {
  skip_second_time()
  skip_if_not_installed("ggplot2")
  for (seed in few_or_many(2, 1:2)) {
    dir <- mirrored_folders(seed, waves = 3, n = c(30, 9)[seed])$lower
    of <- function(better) {
      suppressMessages(suppressWarnings(read_cohort(mirrored_study(dir, better))))
    }
    none <- of("none")
    higher <- of("higher")
    results <- function(x, test) {
      list(
        change = paired_change(x), by = paired_change(x, by = "sex"), items = item_change(x),
        answers = item_frequencies(x), lasted = persistence(x, test = test),
        means = wave_means(x), shift = response_shift(x, scales = "trouble"),
        said = joint_display(x), plan = plan_sample(paired_change(x), n = 20)
      )
    }
    without <- results(none, "non_inferiority")
    with <- results(higher, "equivalence")
    for (name in names(without)) {
      frames <- lapply(list(without[[name]], with[[name]]), as.data.frame)
      facts <- c("estimate", "conf_low", "conf_high", "n", "change")
      facts <- intersect(facts, names(frames[[1]]))
      expect_identical(frames[[1]][facts], frames[[2]][facts], info = name)
      words <- c(printed(without[[name]]), frames[[1]]$rule, frames[[1]]$note,
                 frames[[1]]$statistic)
      expect_false(any(grepl(words_of_better, words)), info = name)
    }
    said <- lapply(list(without, with), function(of) {
      unlist(lapply(of[c("change", "by", "items", "lasted")], function(x) as.character(describe(x))))
    })
    expect_identical(said[[1]], said[[2]])
    expect_false(any(grepl(words_of_better, said[[1]])))
    expect_false(any(grepl(words_of_better, printed(summary(without$change)))))
    plots <- list(
      ggplot2::autoplot(without$change), ggplot2::autoplot(without$change, type = "shares"),
      ggplot2::autoplot(without$lasted), ggplot2::autoplot(none, type = "trajectory"),
      ggplot2::autoplot(none, type = "slopes"),
      ggplot2::autoplot(none, type = "likert", scales = "trouble")
    )
    for (plot in plots) {
      expect_false(any(grepl(words_of_better, plot_texts(plot))))
    }
    methods <- describe_methods(none, results = unname(without[c("change", "items", "lasted")]))
    expect_false(any(grepl(words_of_better, methods$sentence)))
  }
})

is_cell_of_none <- function(table) grepl("higher", table$body$better)

test_that("tables, sentences and methods of the mirror are the same, turned", {
  for (seed in few_or_many(1, 1:2)) {
    cohorts <- mirrored_cohorts(seed, n = c(26, 9)[seed])
    expect_turned_printed <- function(make, info) {
      made <- lapply(cohorts, function(x) suppressWarnings(make(x)))
      texts <- lapply(made, function(x) {
        table <- as_print_table(x)
        table$notes <- setdiff(table$notes, c(
          direction_notes(as.data.frame(x)), direction_notes(as.data.frame(x), signed = FALSE),
          "The margin is of the loss, which is a rise where lower is better."
        ))
        # A response shift has no direction on either side.
        if (inherits(x, "pairwave_shift")) table$body$better[is_cell_of_none(table)] <- ""
        list(head = table$head, body = unlist(table$body, use.names = FALSE), notes = table$notes)
      })
      for (part in names(texts$lower)) {
        expect_turned(texts$lower[[part]], texts$higher[[part]], paste(info, part, seed))
      }
    }
    trouble <- function(x) paired_change(x, scales = "trouble", also = c("medians", "bayes_factor"))
    expect_turned_printed(trouble, "change")
    expect_turned_printed(function(x) persistence(x, scales = "trouble"), "persistence")
    expect_turned_printed(function(x) item_change(x, scales = "trouble"), "items")
    expect_turned_printed(function(x) wave_means(x, scales = "trouble"), "means")
    expect_turned_printed(function(x) response_shift(x, scales = "trouble"), "shift")
    for (make in list(
      trouble, function(x) paired_change(x, scales = "trouble", by = "sex"),
      function(x) persistence(x, scales = "trouble"), function(x) item_change(x, scales = "trouble"),
      function(x) persistence(x, scales = "trouble", test = "equivalence")
    )) {
      said <- lapply(cohorts, function(x) as.character(describe(make(x))))
      expect_turned(said$lower, said$higher, seed)
    }
    methods <- lapply(cohorts, function(x) describe_methods(x, results = list(trouble(x))))
    expect_match(methods$lower$sentence, "On Trouble and quit lower scores are better", all = FALSE)
    expect_identical(setdiff(methods$lower$code, "direction"), methods$higher$code)
  }
})

test_that("pictures of the mirror are the same, turned", {
  skip_second_time()
  skip_if_not_installed("ggplot2")
  for (seed in few_or_many(1, 1:2)) {
    cohorts <- mirrored_cohorts(seed, n = c(26, 9)[seed])
    other <- mirrored_cohorts(seed + 500, n = 20)
    pictures <- list(
      estimation = function(x) ggplot2::autoplot(paired_change(x, scales = "trouble")),
      d_av = function(x) {
        ggplot2::autoplot(paired_change(x, scales = "trouble"), statistic = "d_av")
      },
      shares = function(x) {
        ggplot2::autoplot(paired_change(x, scales = "trouble"), type = "shares")
      },
      margin = function(x) ggplot2::autoplot(persistence(x, scales = "trouble")),
      trajectory = function(x) ggplot2::autoplot(x, scales = "trouble"),
      slopes = function(x) ggplot2::autoplot(x, type = "slopes", scales = "trouble"),
      likert = function(x) ggplot2::autoplot(x, type = "likert", scales = "trouble")
    )
    for (name in names(pictures)) {
      made <- lapply(cohorts, function(x) suppressWarnings(pictures[[name]](x)))
      expect_mirrored_picture(made$lower, made$higher, name)
    }
  }
})
