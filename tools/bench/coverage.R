# How often each interval that pairwave gives by default holds the truth, over many
# samples of made-up answers: `make bench BENCH=coverage`. The seed of a cell is its
# number, so that the table is the same on any number of cores.
#
# PAIRWAVE_COVERAGE_SAMPLES: samples a cell (2,000); PAIRWAVE_COVERAGE_CORES: 2;
# PAIRWAVE_COVERAGE_STUDY and PAIRWAVE_COVERAGE_ANSWERS: one of the studies and of the
# kinds of answers below, all by default;
# PAIRWAVE_COVERAGE_FILE: where the cells are kept as CSV too.
suppressMessages(library(pairwave))

samples <- as.integer(Sys.getenv("PAIRWAVE_COVERAGE_SAMPLES", "2000"))
cores <- as.integer(Sys.getenv("PAIRWAVE_COVERAGE_CORES", "2"))
sizes <- c(12, 20, 40, 100)
waves <- c("pre", "post", "later")

# ---- answers ----------------------------------------------------------------

# Three waves of n people: a lasting part of each person, a gain, and most of it later.
items_of <- function(n, items, middle, gain) {
  lasting <- stats::rnorm(n, 0, 0.6)
  sapply(c(middle, middle + gain, middle + 0.8 * gain), function(mean) {
    answers <- matrix(mean + lasting + stats::rnorm(n * items, 0, 0.7), n)
    rowSums(matrix(pmin(4, pmax(1, round(answers))), n))
  })
}
answers <- list(
  "item 1-4" = function(n) items_of(n, 1, 2.6, 0.35),
  "item at ceiling" = function(n) items_of(n, 1, 3.9, 0.3),
  "10 items" = function(n) items_of(n, 10, 2.6, 0.25),
  "10 at ceiling" = function(n) items_of(n, 10, 3.7, 0.2),
  "skewed" = function(n) {
    lasting <- stats::rlnorm(n)
    cbind(lasting, lasting + stats::rlnorm(n) - 1, lasting + stats::rlnorm(n) - 1.1)
  },
  "normal" = function(n) {
    lasting <- stats::rnorm(n)
    sapply(c(0, 0.5, 0.4), function(mean) mean + lasting + stats::rnorm(n, 0, 0.7))
  }
)

# Whoever stood low after is lost later, 37 of 100.
lose <- function(x) {
  z <- (x[, 2] - mean(x[, 2])) / max(stats::sd(x[, 2]), 1e-9)
  x[stats::runif(nrow(x)) < stats::plogis(-0.6 - z), 3] <- NA
  x
}

frame_of <- function(x) stats::setNames(as.data.frame(x), waves)

# ---- measures: rows of statistic, low, high, noted ---------------------------

rows_of <- function(result, keep = TRUE) {
  f <- as.data.frame(result)
  f <- f[f$statistic %in% names(true_of) & keep, ]
  data.frame(statistic = f$statistic, low = f$conf_low, high = f$conf_high,
             noted = !is.na(f[["caution"]] %||% NA) & !is.na(f$conf_low))
}
`%||%` <- function(a, b) if (is.null(a)) b else a

# Which estimate of everyone a statistic's interval is for.
true_of <- c(
  change = "change", change_likelihood = "change", d_av = "d_av", d_z = "d_z", d_b = "d_b",
  g_av = "d_av", g_z = "d_z", share_improved = "share_improved",
  share_same = "share_same", share_worse = "share_worse", superiority = "superiority",
  share_of_moved = "share_of_moved", odds_improved = "odds_improved",
  rank_biserial = "rank_biserial",
  hodges_lehmann = "hodges_lehmann", change_since = "change", retention = "retention"
)

# Estimates of everyone, from as good as all of them.
truth_of <- function(draw) {
  set.seed(20)
  x <- draw(4e5)
  of <- function(columns) {
    f <- as.data.frame(paired_change(frame_of(x)[columns], waves = columns))
    stats::setNames(f$estimate, f$statistic)
  }
  mean <- colMeans(x)
  list(complete = of(waves[1:2]),
       lost = c(of(waves[2:3]), retention = (mean[[3]] - mean[[1]]) / (mean[[2]] - mean[[1]])))
}

# Without the words, which would take most of the time.
change <- function(x, ...) {
  pairwave:::estimate_scale_change(
    as.list(x), pairwave:::change_options(...), scale = NA, label = NA, groups = NULL,
    reliability = function(from) pairwave:::given_reliability(NULL)
  )
}
studies <- list(
  "complete" = function(x) rows_of(change(frame_of(x)[waves[1:2]])),
  "lost" = function(x) rows_of(change(frame_of(lose(x))[waves[2:3]])),
  "persistence, lost" = function(x) {
    rows_of(pairwave:::persistence_of(unname(as.list(frame_of(lose(x)))), NULL, 1,
                                      "non_inferiority", 0.95))
  },
  "complete, bootstrap t" = function(x) {
    found <- change(frame_of(x)[waves[1:2]], interval = "bootstrap_t", resamples = 1999)
    rows_of(found, keep = found$statistic == "change")
  }
)
# By more points than these an interval is said not to cover its level.
tolerated <- 1.5

# What each is the truth of.
truth_for <- c("complete" = "complete", "lost" = "lost", "persistence, lost" = "lost",
               "complete, bootstrap t" = "complete")
# Of 90 percent, all others of 95.
level_of <- function(statistic) ifelse(statistic == "change_since", 90, 95)

# ---- one cell ---------------------------------------------------------------

measure <- function(cell, truth) {
  set.seed(cell$seed)
  study <- studies[[cell$study]]
  found <- do.call(rbind, lapply(seq_len(samples), function(i) {
    study(answers[[cell$answers]](cell$n))
  }))
  true <- truth[[cell$answers]][[truth_for[[cell$study]]]]
  found$covers <- found$low <= true[true_of[found$statistic]] + 1e-9 &
    found$high >= true[true_of[found$statistic]] - 1e-9
  do.call(rbind, lapply(split(found, factor(found$statistic, names(true_of))), function(one) {
    given <- one[!is.na(one$low), ]
    if (!nrow(given)) return(NULL)
    silent <- given[!given$noted, ]
    data.frame(cell[c("study", "answers", "n")], statistic = one$statistic[1],
               cover = 100 * mean(given$covers), given = 100 * nrow(given) / nrow(one),
               noted = 100 * mean(given$noted),
               cover_silent = if (nrow(silent) >= 100) 100 * mean(silent$covers) else NA)
  }))
}

cells <- expand.grid(n = sizes, answers = names(answers), study = names(studies),
                     stringsAsFactors = FALSE)
cells <- cells[!grepl("bootstrap", cells$study) | cells$answers %in% c("skewed", "normal"), ]
cells$seed <- seq_len(nrow(cells))
only <- Sys.getenv("PAIRWAVE_COVERAGE_STUDY")
if (nzchar(only)) cells <- cells[cells$study == only, ]
kind <- Sys.getenv("PAIRWAVE_COVERAGE_ANSWERS")
if (nzchar(kind)) cells <- cells[cells$answers == kind, ]
truth <- lapply(answers[unique(cells$answers)], truth_of)
# The long cells first.
order <- order(-cells$n)
table <- parallel::mclapply(order, function(i) measure(cells[i, ], truth),
                            mc.cores = cores, mc.preschedule = FALSE)
stopifnot(vapply(table, is.data.frame, NA))
table <- do.call(rbind, table)
file <- Sys.getenv("PAIRWAVE_COVERAGE_FILE")
if (nzchar(file)) utils::write.csv(table, file, row.names = FALSE)

# ---- what it was before -----------------------------------------------------

# n = 12, 20, 40, of intervals as they were made before: rank_biserial by Fisher's z
# with a null variance, change_likelihood by Satterthwaite's df alone.
before <- list(
  "complete change skewed" = c(84.3, 85.3, 88.8),
  "complete rank_biserial item 1-4" = c(97.3, 93.4, 94.3),
  "complete rank_biserial item at ceiling" = c(98.9, 97.1, 93.3),
  "complete rank_biserial 10 items" = c(90.4, 90.9, 92.6),
  "complete rank_biserial skewed" = c(90.4, 91.6, 92.4),
  "lost change_likelihood item 1-4" = c(90.3, 92.3, 91.4),
  "lost change_likelihood item at ceiling" = c(95.3, 91.1, 89.1),
  "lost change_likelihood 10 items" = c(89.6, 90.8, 92.0),
  "persistence, lost change_since item 1-4" = c(87.9, 88.6, 82.4),
  "persistence, lost change_since item at ceiling" = c(78.9, 86.8, 81.8),
  "persistence, lost change_since 10 items" = c(88.4, 87.3, 84.1),
  "persistence, lost retention item 1-4" = c(88.0, 87.3, 86.5),
  "persistence, lost retention item at ceiling" = c(90.7, 93.7, 90.4),
  "persistence, lost retention 10 items" = c(91.9, 91.5, 90.8)
)

# ---- print ------------------------------------------------------------------

is_off <- function(cell) abs(cell$cover - level_of(cell$statistic)) > tolerated

cat(sprintf("%d samples a cell; coverage in percent. ~ most samples have a note that says\n",
            samples),
    "so; ! off by more than 1.5 points without one; (before) where it was otherwise.\n", sep = "")
for (study in names(studies)) {
  cat("\n== ", study, "\n", sep = "")
  cat(sprintf("%-18s %-16s %s\n", "", "",
              paste(sprintf("%14s", paste("n =", sizes)), collapse = "")))
  part <- table[table$study == study, ]
  for (statistic in intersect(names(true_of), part$statistic)) {
    for (kind in intersect(names(answers), part$answers[part$statistic == statistic])) {
      was <- before[[paste(study, statistic, kind)]]
      cell <- vapply(seq_along(sizes), function(k) {
        one <- part[part$statistic == statistic & part$answers == kind & part$n == sizes[k], ]
        if (!nrow(one)) return("-")
        off <- is_off(one)
        paste0(sprintf("%.1f", one$cover), if (!off) "" else if (one$noted > 50) "~" else "!",
               if (k <= length(was)) sprintf(" (%.1f)", was[k]))
      }, "")
      cat(sprintf("%-18s %-16s %s\n", statistic, kind, paste(sprintf("%14s", cell), collapse = "")))
    }
  }
}

silent <- table[is_off(table) & table$noted <= 50, ]
cat("\n", nrow(table), " cells; ", sum(is_off(table)), " off by more than ", tolerated, " points, ",
    nrow(silent), " of these without a note (one such cell has a standard error of ",
    sprintf("%.1f", 100 * sqrt(0.95 * 0.05 / samples)), ")\n", sep = "")
silent <- silent[order(silent$study, silent$statistic, silent$answers, silent$n), ]
cat(sprintf("  %s: %s, %s, n = %d: %.1f (level %d, %.0f%% of samples noted)\n", silent$study,
            silent$statistic, silent$answers, silent$n, silent$cover, level_of(silent$statistic),
            silent$noted), sep = "")
