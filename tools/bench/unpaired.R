# How often the 95% intervals of unpaired_change() hold the truth, by what answers look like,
# how many there are, and how many people are in both waves: nobody, half of the smaller wave,
# all of it. Welch's interval takes nobody to be in both; the partly overlapping samples t
# knows who is; the last column knows the correlation and that all of the smaller wave are in
# both, as one of the range over r does. 2,000 samples a cell, or PAIRWAVE_UNPAIRED_SAMPLES;
# seeded.
library(pairwave)

samples <- as.integer(Sys.getenv("PAIRWAVE_UNPAIRED_SAMPLES", "2000"))

# A change of half a standard deviation; the answers of one person correlate.
draws <- list(
  normal = function(latent, wave) latent,
  "normal, SD 1 and 2" = function(latent, wave) latent * wave,
  "ten items" = function(latent, wave) {
    sums <- 0
    for (item in 1:10) sums <- sums + draws[["one item"]](latent, wave)
    sums
  },
  "one item" = function(latent, wave) {
    at <- 2.5 + 0.8 * latent + stats::rnorm(length(latent), 0, 0.6)
    pmin(4, pmax(1, round(at)))
  },
  "item at ceiling" = function(latent, wave) {
    at <- 3.4 + 0.8 * latent + stats::rnorm(length(latent), 0, 0.6)
    pmin(4, pmax(1, round(at)))
  }
)

# Two waves as columns with a row for each person; `both` people are in both, first.
draw_waves <- function(kind, n, both) {
  rows <- sum(n) - both
  first <- stats::rnorm(rows)
  again <- 0.6 * first + 0.8 * stats::rnorm(rows) + 0.5
  before <- kind(first, 1)
  after <- kind(again, 2)
  before[seq_len(rows) > n[1]] <- NA
  after[seq_len(rows) > both & seq_len(rows) <= n[1]] <- NA
  list(before = before, after = after)
}

truth_of <- function(kind) {
  x <- kind(stats::rnorm(4e5), 1)
  y <- kind(stats::rnorm(4e5) + 0.5, 2)
  z <- kind(stats::rnorm(4e5), 1)
  c(change = mean(y) - mean(x), superiority = mean(y > z) + mean(y == z) / 2,
    d_av = (mean(y) - mean(x)) / sqrt((stats::var(x) + stats::var(y)) / 2))
}

correlation_of <- function(kind) {
  waves <- draw_waves(kind, c(1e5, 1e5), 1e5)
  stats::cor(waves$before, waves$after)
}

intervals_of <- function(waves, r) {
  tally <- pairwave:::new_tally(waves)
  rows <- pairwave:::unpaired_figures(tally, 1L, 1L, 2L, 0.95, NULL)
  take <- function(statistic) unlist(rows[match(statistic, rows$statistic),
                                          c("conf_low", "conf_high")], use.names = FALSE)
  same <- .Call(pairwave:::pw_call_unpaired, tally$pointer, 1L, 1L, 2L, r)$assumed
  change <- rows$estimate[rows$statistic == "change"]
  half <- stats::qt(0.975, same[3]) * same[1]
  list(Welch = take("change"), overlapping = take("change_linked"),
       pooled = take("change_linked_pooled"), superiority = take("superiority"),
       d_av = take("d_av"), "r known" = change + c(-half, half))
}

measures <- c(Welch = "change", overlapping = "change", pooled = "change",
              superiority = "superiority", d_av = "d_av", "r known" = "change")

set.seed(20)
cat("95% intervals that hold the truth, in percent; of", samples, "samples a cell. A dash: the\n",
    "interval asks for people in both. Standard error",
    sprintf("%.1f", 100 * sqrt(0.95 * 0.05 / samples)), "\n\n")
head <- c("answers", "n", "in both", names(measures))
cat(sprintf("%-20s%-10s%-9s%s", head[1], head[2], head[3],
            paste(sprintf("%12s", head[-(1:3)]), collapse = "")), "\n")
for (name in names(draws)) {
  kind <- draws[[name]]
  truth <- truth_of(kind)
  r <- correlation_of(kind)
  for (n in list(c(12, 12), c(20, 12), c(40, 25), c(100, 60))) for (share in c(0, 0.5, 1)) {
    both <- round(share * min(n))
    held <- rowMeans(replicate(samples, {
      found <- intervals_of(draw_waves(kind, n, both), r)
      vapply(names(measures), function(one) {
        if (one == "r known" && share < 1) return(NA)
        limits <- found[[one]]
        limits[1] <= truth[[measures[[one]]]] & truth[[measures[[one]]]] <= limits[2]
      }, NA)
    }), na.rm = TRUE)
    cells <- ifelse(is.nan(held), "-", sprintf("%.1f", 100 * held))
    cat(sprintf("%-20s%-10s%-9s%s", name, paste(n, collapse = ", "), both,
                paste(sprintf("%12s", cells), collapse = "")), "\n")
  }
}
