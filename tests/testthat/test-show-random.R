# Random studies: what sentences, tables and the report say is in the frame, and no p stands
# without the word whether it is adjusted. PAIRWAVE_RANDOM_RESULTS: how many cohorts (3);
# PAIRWAVE_RANDOM_REPORTS: how many reports (1); PAIRWAVE_RANDOM_SEED: another seed.
skip_second_time()

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

seed_of <- function(seed) seed + as.integer(Sys.getenv("PAIRWAVE_RANDOM_SEED", "0"))

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

# Cohorts of one study, of which some may have nobody in two waves.
random_pooled <- function() {
  sizes <- sample(1:25, sample(1:4, 1), replace = TRUE)
  year <- rep(2017 + seq_along(sizes), sizes)
  before <- round(stats::rnorm(length(year), 20, 5))
  after <- before + round(stats::rnorm(length(year), year %% 3, 3))
  after[stats::runif(length(year)) < 0.2] <- NA
  pooled_change(data.frame(year, before, after), waves = c("before", "after"), by = "year")
}

# Texts of a table: its cells, without heads, and its notes.
table_text <- function(table) c(unlist(table$body), table$notes)

test_that("each number of a pooled change is in the frame, and p is said not to be adjusted", {
  times <- as.integer(Sys.getenv("PAIRWAVE_RANDOM_RESULTS", "3"))
  withr::local_seed(seed_of(93))
  for (i in seq_len(times)) {
    pooled <- random_pooled()
    table <- as_print_table(pooled)
    cohorts <- as.character(pooled$cohort)
    numbers <- setdiff(numbers_in(table_text(table)),
                       c(always_said, cohorts, written(pooled), numbers_in(pooled$note)))
    expect_identical(numbers, character(), label = paste("pooled", i))
    expect_match(table$notes, "p is not adjusted", all = FALSE)
  }
})

test_that("each number that a sentence says is in the frame", {
  times <- as.integer(Sys.getenv("PAIRWAVE_RANDOM_RESULTS", "3"))
  withr::local_seed(seed_of(90))
  said <- 0
  for (i in seq_len(times)) {
    results <- random_results(random_cohort(), sample(c("holm", "BH"), 1))
    for (name in setdiff(names(results), "lost")) {
      text <- as.character(describe(results[[name]]))
      # What a comparison of groups needs is of the method.
      text <- gsub("fewer than 2 groups", "", text, fixed = TRUE)
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
  withr::local_seed(seed_of(91))
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
  withr::local_seed(seed_of(92))
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

# The report's words of some cohort, without figures: its template knitted to Markdown.
knitted <- function(cohort) {
  lines <- readLines(report_skeleton())
  lines[startsWith(lines, "drawn <- ")] <- "drawn <- FALSE"
  params <- list(study = cohort, date = as.Date("2026-01-31"))
  folder <- withr::local_tempdir()
  withr::local_dir(folder)
  writeLines(lines, "report.Rmd")
  room <- new.env(parent = globalenv())
  room$params <- params
  withr::local_options(knitr.in.progress = TRUE)
  knitr::knit("report.Rmd", "report.md", envir = room, quiet = TRUE)
  gsub("\\\\", "", gsub("&#[0-9]+;", " ", readLines("report.md")))
}

# Degrees of freedom of the test over all waves, as Greenhouse and Geisser correct them.
corrected_df <- function(result) {
  frame <- as.data.frame(result)
  of <- function(statistic) frame$estimate[frame$statistic == statistic]
  df <- c(of("epsilon_gg") * of("df_waves"), of("epsilon_gg") * of("df_error"))
  vapply(df[!is.na(df)], decimals, "")
}

# Lines of a report by the heading that they stand under.
sections <- function(lines) {
  heads <- grep("^#{1,3} ", lines)
  split(lines, findInterval(seq_along(lines), heads))[-1]
}

# Whether the table whose head is line `at` has a number in its column of p.
has_p <- function(lines, at) {
  column <- which(trimws(strsplit(lines[at], "|", fixed = TRUE)[[1]]) == "p")
  body <- lines[-seq_len(at)]
  body <- body[seq_len(match(TRUE, !startsWith(body, "|"), length(body) + 1) - 1)]
  cells <- vapply(strsplit(body, "|", fixed = TRUE), `[`, "", column)
  any(grepl("[0-9]", cells))
}

test_that("each number and each p of a report is that of a result, and says how it stands", {
  skip_without_peer("knitr")
  times <- as.integer(Sys.getenv("PAIRWAVE_RANDOM_REPORTS", "1"))
  withr::local_seed(seed_of(94))
  for (i in seq_len(times)) {
    cohort <- random_cohort()
    parts <- sections(knitted(cohort))
    names(parts) <- vapply(parts, function(part) sub("^#+ ", "", part[1]), "")
    results <- list(
      "In brief" = list(paired_change(cohort)), "What changed" = list(paired_change(cohort)),
      "Every figure of change" = list(paired_change(cohort)),
      "Did it last?" = list(persistence(cohort)),
      "What was left later" = list(persistence(cohort)),
      "How sure can we be?" = list(paired_change(cohort), scale_reliability(cohort),
                                   attrition(cohort)),
      "Item by item" = list(item_change(cohort)),
      "The scales and how reliable they are" = list(scale_reliability(cohort)),
      "Who was not found again" = list(attrition(cohort), attrition(cohort, compare = "linkage")),
      "Who took part" = list(demographics(cohort))
    )
    for (head in names(results)) {
      text <- parts[[head]][-1]
      # Formulae of a note are of the method, and names of items are no numbers.
      text <- gsub("sqrt\\([^.]*/ 2\\)|\\(20[0-9][0-9]\\)|Dalton \\(2012\\)", "", text)
      allowed <- unlist(lapply(results[[head]], function(result) {
        said <- unlist(lapply(c("rule", "note"), function(name) result[[name]]))
        c(written(result), corrected_df(result), numbers_in(said))
      }))
      expect_identical(setdiff(numbers_in(text), c(always_said, allowed)), character(),
                       label = paste(head, i))
    }
    # What says a p outside a column says as well whether it is adjusted.
    every <- unlist(parts)
    notes <- every[grepl("[( ,]p (=|<) ?[0-9]", every)]
    expect_match(notes, "adjusted|exploratory|primary outcome", label = paste("report", i))
    # A column with a p has another beside it, adjusted.
    headed <- Filter(function(at) has_p(every, at), grep("\\| +p +\\|", every))
    if (length(headed)) {
      expect_match(every[headed], "p \\((Holm|BH)\\)", label = paste("report", i))
    }
  }
})
