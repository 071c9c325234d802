# What is said of a scale where lower is better is what is said of its mirror, with words
# and signs turned: for every function that gives a result, a sentence, a picture or a
# finding.
skip_second_time()

cohorts_to_mirror <- asked_or("PAIRWAVE_DIRECTION", 3, 8)

# By function or method what it gives of a cohort, or of two of them.
turned_results <- list(
  attrition.pairwave_cohort = function(x) list(attrition(x), attrition(x, compare = "linkage")),
  demographics.pairwave_cohort = function(x) {
    list(demographics(x, outcomes = "trouble"), demographics(x, by = "sex"))
  },
  item_change.pairwave_cohort = function(x) list(item_change(x)),
  item_frequencies.pairwave_cohort = function(x) {
    list(item_frequencies(x), item_frequencies(x, quartile_type = 6))
  },
  joint_display.pairwave_cohort = function(x) list(joint_display(x)),
  missing_patterns.pairwave_cohort = function(x) list(missing_patterns(x)),
  paired_change.pairwave_cohort = function(x) list(
    paired_change(x), paired_change(x, by = "sex"), paired_change(x, zeros = "wilcoxon"),
    paired_change(x, weights = attrition(x))
  ),
  paired_change.pairwave_cohorts = function(x) list(paired_change(x)),
  participation.pairwave_cohort = function(x) list(participation(x)),
  persistence.pairwave_cohort = function(x) {
    list(persistence(x), persistence(x, test = "equivalence"))
  },
  pooled_change.pairwave_cohorts = function(x) list(pooled_change(x)),
  response_shift.pairwave_cohort = function(x) list(response_shift(x, scales = "trouble")),
  scale_reliability.pairwave_cohort = function(x) list(scale_reliability(x)),
  wave_means.pairwave_cohort = function(x) list(wave_means(x)),
  plan_sample.pairwave_change = function(x) list(
    plan_sample(paired_change(x), n = 20), plan_sample(paired_change(x), n = 20,
                                                       alternative = "one_sided")
  ),
  check_cohort = function(x) list(check_cohort(x)),
  code_frequencies.pairwave_cohort = function(x) list(code_frequencies(x)),
  co_occurrence.pairwave_cohort = function(x) list(co_occurrence(x))
)

# What takes these, or says nothing of scores: the tests of its own look after it.
apart <- c(
  autoplot.pairwave_cohort = "a picture, below", plot.pairwave_cohort = "draws autoplot()'s",
  report = "sets together what is here; below", describe_methods = "below",
  provenance = "files and versions", codebook.pairwave_cohort = "answers as they are in a file",
  coder_agreement.pairwave_cohort = "of codes", quotes.pairwave_cohort = "of codes",
  review_links = "of links", browse = "shows in a window what is here", review_quotes.pairwave_cohort = "of codes",
  link_waves.pairwave_cohort = "of links", stack_cohorts = "gives cohorts",
  as.data.frame.pairwave_cohort = "scores as they are", write_cohort = "scores as they are",
  unpaired_change.pairwave_cohort = "of waves as groups, without a verdict",
  write_survey = "answers as they are", response_weights = "of people",
  describe.pairwave_cohort = "tests of its own", format.pairwave_cohort = "who came", print.pairwave_cohort = "who came",
  knit_print.pairwave_cohort = "who came", print.pairwave_cohorts = "who came",
  knit_print.pairwave_cohorts = "who came"
)

needs_three_waves <- c("persistence.pairwave_cohort")
needs_two_waves <- setdiff(names(turned_results), c(
  "demographics.pairwave_cohort", "item_frequencies.pairwave_cohort",
  "participation.pairwave_cohort", "scale_reliability.pairwave_cohort",
  "wave_means.pairwave_cohort", "check_cohort", "code_frequencies.pairwave_cohort",
  "co_occurrence.pairwave_cohort"
))

results_of <- function(name, cohorts, other) {
  make <- turned_results[[name]]
  lapply(names(cohorts), function(better) {
    x <- if (grepl("cohorts$", name)) {
      stack_cohorts(list(one = cohorts[[better]], two = other[[better]]))
    } else {
      cohorts[[better]]
    }
    suppressWarnings(suppressMessages(make(x)))
  })
}

# The functions of `walk` that a study with so many waves has.
walk_of <- function(waves) {
  names <- names(turned_results)
  if (waves < 3) names <- setdiff(names, needs_three_waves)
  if (waves < 2) names <- setdiff(names, needs_two_waves)
  names
}

# Without the rows of a response shift, which has no direction on either side.
with_direction <- function(frame) {
  if (is.null(frame[["direction"]])) frame else frame[!frame$direction %in% "none", ]
}

# Answers of the mirror, in a table of answers and of codes of a file.
turned_levels <- function(frame) {
  level <- suppressWarnings(as.numeric(frame$level))
  known <- !is.na(level)
  turned <- ifelse(frame$item %in% "quit", 1 - level, -level)
  frame$level[known] <- frame$level_label[known] <- format(turned[known], trim = TRUE)
  frame
}

test_that("every function that gives something of a cohort is turned or said to be apart", {
  methods <- package_methods()
  of_cohorts <- methods[, 2] %in% c("pairwave_cohort", "pairwave_cohorts") &
    methods[, 1] != "suppress"
  first <- vapply(setdiff(getNamespaceExports("pairwave"), methods[, 1]), function(name) {
    any(utils::head(names(formals(get(name, asNamespace("pairwave")))), 1) %in%
          c("cohort", "cohorts", "x"))
  }, NA)
  known <- c(names(turned_results), names(apart))
  expect_identical(setdiff(paste(methods[of_cohorts, 1], methods[of_cohorts, 2], sep = "."),
                           known), character())
  exported <- names(first)[first]
  expect_identical(setdiff(exported, c(known, "score_scale", "check_fails", "disagreements",
                                       "plot_size", "report_sections", "engine_sql",
                                       "code_saturation", "framework", "write_result")),
                   character())
})

test_that("results where lower is better are those of the mirror, turned", {
  for (seed in seq_len(cohorts_to_mirror)) {
    waves <- c(3, 2, 1)[(seed - 1) %% 3 + 1]
    n <- c(24, 12, 5, 60)[(seed - 1) %% 4 + 1]
    cohorts <- mirrored_cohorts(seed, waves = waves, n = n,
                                score = if (seed %% 2) "mean" else "sum")
    other <- mirrored_cohorts(seed + 500, waves = waves, n = n + 6,
                              score = if (seed %% 2) "mean" else "sum")
    # Both are of one kind, as benchmarks are chosen by the seed's parity.
    for (name in walk_of(waves)) {
      results <- results_of(name, cohorts, other)
      for (i in seq_along(results[[1]])) {
        info <- paste(name, i, "seed", seed)
        lower <- as.data.frame(results[[1]][[i]])
        higher <- as.data.frame(results[[2]][[i]])
        if (!is.null(lower[["level"]]) && !is.null(lower[["item"]])) {
          higher <- turned_levels(higher)
        }
        if (name == "check_cohort") {
          facts <- c("rule", "severity", "wave", "variable", "count")
          expect_identical(lower[facts], higher[facts], info = info)
        } else if (name == "plan_sample.pairwave_change") {
          turned <- c("change", "d_z")
          if (i == 2) higher[turned] <- -higher[turned]
          same <- setdiff(names(lower), c("direction", "rule", "note"))
          expect_equal(lower[same], higher[same], info = info)
        } else if (is.null(lower[["statistic"]]) || is.null(lower[["estimate"]])) {
          expect_equal(lower, higher, info = info)
        } else {
          expect_mirrored(with_direction(lower), with_direction(higher), info)
        }
      }
    }
  }
})

test_that("what a profile shows is the same in the mirror", {
  profiles <- list(list(threshold = 5), "hesa")
  for (i in few_or_many(4, 1:4)) {
    profile <- profiles[[c(1, 1, 2, 2)[i]]]
    seed <- c(1, 2, 1, 2)[i]
    cohorts <- lapply(mirrored_cohorts(seed, n = 40, shift = FALSE), function(cohort) {
      cohort$study$disclosure <- profile
      cohort
    })
    for (name in setdiff(walk_of(3), c("response_shift.pairwave_cohort",
                                       "pooled_change.pairwave_cohorts",
                                       "paired_change.pairwave_cohorts",
                                       "plan_sample.pairwave_change", "check_cohort"))) {
      results <- lapply(cohorts, function(x) {
        tryCatch(suppressWarnings(turned_results[[name]](x)),
                 pairwave_error_disclosure = function(e) "refused")
      })
      expect_identical(identical(results[[1]], "refused"), identical(results[[2]], "refused"),
                       info = name)
      for (k in seq_along(results[[1]])) {
        if (identical(results[[1]], "refused")) next
        frames <- lapply(results, function(one) as.data.frame(one[[k]]))
        if (is.null(frames[[1]][["status"]]) || is.null(frames[[1]]$statistic)) next
        higher <- if (is.null(frames[[2]][["item"]]) || is.null(frames[[2]][["level"]])) {
          frames[[2]]
        } else {
          turned_levels(frames[[2]])
        }
        shown <- facts_of(frames[[1]])
        mirror <- facts_of(mirrored_rows(higher))
        expect_identical(shown$status, mirror$status, info = paste(name, k, seed))
        expect_identical(is.na(shown$estimate), is.na(mirror$estimate), info = paste(name, k))
        counts <- shown$statistic %in% c("improved", "same", "worse", "n", "count", "at_ceiling",
                                         "reliable_gain", "reliable_loss")
        expect_identical(shown$estimate[counts], mirror$estimate[counts], info = paste(name, k))
      }
    }
  }
})

test_that("of PHQ-9 every count, share and threshold is that of its mirror", {
  withr::local_seed(909)
  n <- 45
  items <- paste0("q", 1:9)
  severe <- stats::rnorm(n, 1.4, 0.7)
  waves <- lapply(c(pre = 0, post = -0.6, later = -0.4), function(effect) {
    answers <- round(severe + effect + matrix(stats::rnorm(n * 9, 0, 0.7), n))
    answers <- pmin(pmax(answers, 0), 3)
    colnames(answers) <- items
    data.frame(code = sprintf("p%02d", 1:n), answers)[sort(sample(n, 38)), ]
  })
  cohort <- function(turn, ...) {
    dir <- withr::local_tempdir(.local_envir = parent.frame(2))
    for (wave in names(waves)) {
      frame <- waves[[wave]]
      if (turn) frame[items] <- 3 - frame[items]
      utils::write.csv(frame, file.path(dir, paste0(wave, ".csv")), row.names = FALSE)
    }
    suppressMessages(read_cohort(study(
      waves = c(pre = "pre.csv", post = "post.csv", later = "later.csv"), id = "code", dir = dir,
      scales = list(mood = list(items = items, margin = 2, important = 5, ...))
    )))
  }
  phq9 <- cohort(FALSE, instrument = "phq9")
  mirror <- cohort(TRUE, label = phq9$study$scales$mood$label, range = c(0, 3), score = "sum",
                   cutoff = list(above = 27 - 10))
  expect_identical(phq9$study$scales$mood$better, "lower")
  frames <- lapply(list(phq9, mirror), function(x) as.data.frame(paired_change(x)))
  same <- c("n", "improved", "same", "worse", "share_improved", "share_worse", "superiority",
            "share_of_moved", "odds_improved", "reliable_threshold", "reliable_gain",
            "reliable_loss", "recovered", "improved_only", "unchanged", "deteriorated",
            "important_gain", "important_loss", "at_floor", "at_ceiling", "p", "p_signed_rank",
            "bayes_factor")
  key <- function(x) x[x$statistic %in% same, c("contrast", "statistic", "estimate", "conf_low",
                                                "conf_high", "n")]
  expect_equal(key(frames[[1]]), key(frames[[2]]))
  expect_true(all(same %in% frames[[1]]$statistic))
  at <- function(x, statistic) x$estimate[x$statistic == statistic]
  expect_equal(at(frames[[1]], "cutoff"), 27 - at(frames[[2]], "cutoff"))
  expect_equal(at(frames[[1]], "mean_before"), 27 - at(frames[[2]], "mean_before"))
  expect_equal(at(frames[[1]], "change"), -at(frames[[2]], "change"))
  expect_true(all(at(frames[[1]], "change")[c(1, 3)] < 0))
  expect_true(all(at(frames[[1]], "improved")[c(1, 3)] > at(frames[[1]], "worse")[c(1, 3)]))
  said <- as.character(describe(paired_change(phq9)))
  expect_match(said[1], "[0-9]+ scored lower at post than at pre, [0-9]+ the same and [0-9]+ higher")
  expect_mirrored(persistence(phq9), persistence(mirror), "persistence")
  findings <- lapply(list(phq9, mirror), function(x) {
    x$study$checks$max_worse <- 0.2
    x$study$scales$mood$wording <- NULL
    as.data.frame(check_cohort(x))[c("rule", "wave", "variable", "count", "of")]
  })
  expect_identical(findings[[1]], findings[[2]])
  expect_true("many_worse" %in% findings[[1]]$rule)
})

test_that("a profile shows of a scale without a direction what it shows of any other", {
  dir <- mirrored_folders(4, waves = 3, n = 40)$lower
  for (profile in few_or_many(list(list(threshold = 5)), list(list(threshold = 5), "hesa"))) {
    results <- lapply(c("none", "higher"), function(better) {
      cohort <- suppressMessages(suppressWarnings(read_cohort(
        mirrored_study(dir, better, shift = FALSE, disclosure = profile)
      )))
      list(paired_change(cohort), paired_change(cohort, by = "sex"), item_change(cohort),
           persistence(cohort, test = "equivalence"))
    })
    for (i in seq_along(results[[1]])) {
      frames <- lapply(results, function(one) as.data.frame(one[[i]]))
      facts <- c("estimate", "conf_low", "conf_high", "n", "status")
      expect_identical(frames[[1]][facts], frames[[2]][facts], info = i)
      expect_true(any(frames[[1]]$status == "shown"), info = i)
    }
  }
})
