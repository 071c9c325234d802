# peers: boot coin exactRankTests
# Paired change beside R and its packages: the exact signed-rank test with ties,
# bootstrap intervals, everything about one scale for a million pairs, and how
# cost grows with people.
source("tools/bench/harness.R")
library(pairwave)

# Scores of 10 to 40, as the sum of ten items gives; `step` 0 for any number.
draw_pairs <- function(n, step = 1) {
  ability <- stats::rnorm(n)
  score <- function(shift) {
    x <- 25 + shift + 5 * ability + 3 * stats::rnorm(n)
    pmin(40, pmax(10, if (step > 0) round(x / step) * step else x))
  }
  data.frame(before = score(0), after = score(0.4))
}
change <- function(data, ...) {
  paired_change(data, waves = c("before", "after"), ...)
}
# The kernel's test alone, on a tally as all of pairwave computes it.
signed_rank <- function(data) {
  tally <- pairwave:::new_tally(list(data$before, data$after))
  .Call(pairwave:::pw_call_paired, pairwave:::tally_contrast(tally, 1L, 2L), FALSE,
        1e12)
}

set.seed(1)
tied <- draw_pairs(3000)
difference <- tied$after - tied$before
used <- difference[difference != 0]
cat(sprintf("3,000 pairs: %d changes other than zero, of %d sizes\n",
            length(used), length(unique(abs(used)))))
middle <- compare(
  "exact signed-rank test with ties, n = 3,000, zeros dropped",
  pairwave = function() signed_rank(tied),
  exactRankTests = function() {
    exactRankTests::wilcox.exact(used, exact = TRUE)
  },
  peer_times = 1
)
p <- c(pairwave = signed_rank(tied)[["p_signed_rank"]],
       exactRankTests = exactRankTests::wilcox.exact(used[1:500], exact = TRUE)$p.value)
cat(sprintf("  %.1f ms; p = %.6g; on the first 500 changes pairwave %.12g, exactRankTests %.12g\n",
            1000 * middle[["pairwave"]], p[["pairwave"]],
            signed_rank(data.frame(before = 0, after = used[1:500]))[["p_signed_rank"]],
            p[["exactRankTests"]]))
small <- draw_pairs(200)
compare(
  "exact signed-rank test with ties, n = 200",
  pairwave = function() signed_rank(small),
  coin = function() {
    coin::pvalue(coin::wilcoxsign_test(after ~ before, small,
                                       distribution = "exact",
                                       zero.method = "Wilcoxon"))
  }
)

five_hundred <- draw_pairs(500)
d <- as.matrix(five_hundred)
d_av <- function(data, i) {
  x <- data[i, 1]
  y <- data[i, 2]
  (sum(y) - sum(x)) / length(x) / sqrt((stats::var(x) + stats::var(y)) / 2)
}
compare(
  "10,000 BCa resamples, n = 500 (pairwave: of all its effects; boot: of d_av)",
  pairwave = function() change(five_hundred, interval = "bootstrap"),
  boot = function() {
    drawn <- boot::boot(d, d_av, 10000)
    boot::boot.ci(drawn, type = "bca")
  },
  peer_times = 3
)

for (step in c(1, 0)) {
  million <- draw_pairs(1e6, step)
  compare(
    paste0("all of paired_change() for 1,000,000 pairs of ",
           if (step) "scores" else "numbers without ties",
           ", beside wilcox.test() alone"),
    pairwave = function() change(million),
    stats = function() {
      stats::wilcox.test(million$after, million$before, paired = TRUE)
    },
    times = 3
  )
}

cat("\nseconds as n grows (paired_change(), all statistics)\n")
cat(sprintf("%10s %12s %12s %14s\n", "pairs", "scores", "no ties", "bootstrap"))
for (n in 10^(1:6)) {
  seconds <- vapply(list(
    function() change(scores), function() change(numbers),
    function() change(scores, interval = "bootstrap", resamples = 1000)
  ), function(run) {
    scores <- draw_pairs(n)
    numbers <- draw_pairs(n, 0)
    environment(run) <- environment()
    stats::median(vapply(1:3, function(i) system.time(run())[["elapsed"]], 0))
  }, 0)
  cat(sprintf("%10s %12.3f %12.3f %14.3f\n", format(n, big.mark = ",", scientific = FALSE),
              seconds[1], seconds[2], seconds[3]))
}
