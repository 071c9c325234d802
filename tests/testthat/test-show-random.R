# Random studies: what sentences and tables say is in the frame, and no p stands without
# the word whether it is adjusted. PAIRWAVE_RANDOM_RESULTS: how many cohorts (3).

random_cohort <- function() {
  folder <- tempfile()
  dir.create(folder)
  people <- sample(8:40, 1)
  waves <- c("pre", "post", "later")
  level <- stats::rnorm(people, 3, 0.7)
  sex <- sample(c("f", "m"), people, replace = TRUE)
  for (wave in waves) {
    here <- sort(sample(people, max(6, stats::rbinom(1, people, 0.8))))
    likert <- replicate(5, {
      x <- round(level[here] + stats::rnorm(length(here), stats::runif(1, -0.2, 0.8), 0.8))
      replace(pmin(5, pmax(1, x)), stats::runif(length(here)) < 0.03, NA)
    })
    colnames(likert) <- paste0("q", 1:5)
    survey <- data.frame(code = paste0("AB", 100 + here), sex = sex[here], likert,
                         passed = sample(c("no", "yes"), length(here), replace = TRUE))
    utils::write.csv(survey, file.path(folder, paste0(wave, ".csv")), row.names = FALSE,
                     na = "")
  }
  scale <- function(items) {
    list(items = items, score = sample(c("sum", "mean"), 1), range = c(1, 5), margin = 1)
  }
  declared <- if (stats::runif(1) < 0.5) list(scale = "hope", contrast = "pre -> post")
  arguments <- list(
    stats::setNames(paste0(waves, ".csv"), waves), id = "code",
    scales = list(hope = scale(paste0("q", 1:3)), calm = scale(c("q4", "q5"))),
    demographics = list(list(column = "sex")), dir = folder
  )
  arguments$primary <- declared
  read_cohort(do.call(study, arguments))
}

random_results <- function(cohort, adjust) {
  wide <- scores_wide(cohort, "hope")[c("pre", "post", "later")]
  list(
    change = paired_change(cohort, adjust = adjust),
    groups = paired_change(cohort, by = "sex", adjust = adjust),
    items = item_change(cohort, adjust = adjust),
    persistence = persistence(cohort),
    shift = response_shift(as.data.frame(wide), waves = names(wide)),
    lost = attrition(cohort)
  )
}

# Numbers of a text, without those inside names of waves, items and people.
numbers_in <- function(text) {
  unlist(regmatches(text, gregexpr("(?<![A-Za-z0-9_.])-?[0-9]+([.][0-9]+)?(?![0-9A-Za-z])",
                                   text, perl = TRUE)))
}

# Every way in which a number of the frame may be written.
written <- function(result) {
  frame <- as.data.frame(result)
  values <- unlist(frame[vapply(frame, is.numeric, NA)], use.names = FALSE)
  values <- unique(c(values, abs(values)))
  values <- values[is.finite(values)]
  unlist(lapply(0:3, function(digits) {
    vapply(c(values, 100 * values), decimals, "", digits)
  }))
}

# Levels, limits that tables are marked by, and the 0 of an interval.
always_said <- c("95", "90", "0.001", "5", "0", "100", caution_people, decimals(caution_alpha))

test_that("each number that a sentence says is in the frame", {
  times <- as.integer(Sys.getenv("PAIRWAVE_RANDOM_RESULTS", "3"))
  withr::local_seed(90)
  said <- 0
  for (i in seq_len(times)) {
    results <- random_results(random_cohort(), sample(c("holm", "BH"), 1))
    for (name in setdiff(names(results), "lost")) {
      text <- as.character(describe(results[[name]]))
      numbers <- setdiff(numbers_in(text), always_said)
      said <- said + length(numbers)
      expect_identical(setdiff(numbers, written(results[[name]])), character(),
                       label = paste(name, i))
    }
  }
  expect_gt(said, 50 * times)
})

# Sentences that say a p, each of which says whether it is adjusted, over what, or why not.
says_p <- function(text) text[grepl("[( ,]p [<=]", text)]

test_that("each p says whether it is adjusted and over what", {
  times <- as.integer(Sys.getenv("PAIRWAVE_RANDOM_RESULTS", "3"))
  withr::local_seed(91)
  for (i in seq_len(times)) {
    results <- random_results(random_cohort(), sample(c("holm", "BH"), 1))
    for (name in c("change", "groups", "items", "persistence")) {
      frame <- as.data.frame(results[[name]])
      tested <- frame$statistic %in% c("p", "p_persistence") & !is.na(frame$estimate)
      sentences <- says_p(as.character(describe(results[[name]])))
      qualified <- grepl("adjusted p [<=].* over [0-9]+ (test|scale|item)s?", sentences) |
        grepl("primary outcome|exploratory", sentences)
      if (sum(tested) > 1) {
        expect_identical(sentences[!qualified], character(), label = paste(name, i))
      }
      # In the table stands the adjusted p beside it, and over what in its notes.
      table <- as_print_table(results[[name]])
      if (sum(tested) > 1 && "p" %in% table$head) {
        expect_true(any(c("p (Holm)", "p (BH)") %in% table$head), label = paste(name, i))
        expect_true(any(grepl("adjusted over|over [0-9]+ items", table$notes)),
                    label = paste(name, i))
      }
    }
  }
})

test_that("methods name what was run, and nothing else", {
  times <- as.integer(Sys.getenv("PAIRWAVE_RANDOM_RESULTS", "3"))
  withr::local_seed(92)
  for (i in seq_len(times)) {
    cohort <- random_cohort()
    results <- random_results(cohort, sample(c("holm", "BH", "none"), 1))
    some <- unname(results[sample(length(results), sample(length(results), 1))])
    told <- as.data.frame(describe_methods(cohort, results = some))
    run <- unlist(lapply(some, function(x) {
      shown <- !is.na(x$estimate)
      c(x$method[shown], x[["interval"]][shown & !is.na(x[["conf_low"]])])
    }))
    expect_true(all(told$code[told$paragraph == "analysis"] %in% run))
    every <- unlist(methods_works_en, use.names = FALSE)
    cited <- unlist(strsplit(told$works, "\n", fixed = TRUE))
    allowed <- unlist(lapply(methods_en[names(methods_en) %in% run], `[`, -1))
    expect_identical(setdiff(cited, methods_works_en[allowed]), character())
    expect_true(all(cited %in% every))
  }
})
