# What pairwave does that other packages do not, tried on each of them here: the
# README's table is what this prints. yes and no are what was found; a dash is
# where a package does not set out to do it. coin is that of the R library that
# runs this.
# peers: rstatix gtsummary effectsize
suppressPackageStartupMessages({
  library(pairwave)
  library(coin)
})

tries <- function(expr) tryCatch(isTRUE(expr), error = function(e) FALSE)

three <- data.frame(
  id = 1:9, pre = c(24, 28, 31, 22, 27, 30, 25, 29, 26),
  post = c(27, 30, 31, 26, 29, NA, 24, 31, 27),
  later = c(26, 31, 33, 25, NA, 30, 25, NA, 28)
)
long <- do.call(rbind, lapply(c("pre", "post", "later"), function(wave) {
  data.frame(id = three$id, wave = wave, score = three[[wave]])
}))
long$wave <- factor(long$wave, c("pre", "post", "later"))
change <- paired_change(three, waves = c("pre", "post", "later"), id = "id")
# Complete pairs: pre and post 8, pre and later 7, post and later 6.
ours <- function(result, statistic) result$estimate[result$statistic == statistic]

before <- c(9, 14, 8, 11, 14, 10, 8, 14, 12, 14, 13, 9, 15, 12, 9)
after <- c(13, 15, 9, 12, 16, 10, 8, 13, 12, 16, 9, 10, 16, 12, 9)
fifteen <- data.frame(before, after)
two <- data.frame(wave = factor(rep(c("before", "after"), each = 15)),
                  y = c(before, after))
# All 2^10 signs of the ranks of the 10 changes other than zero.
exact_p <- local({
  d <- (after - before)[after != before]
  ranks <- rank(abs(d))
  sums <- as.matrix(expand.grid(rep(list(c(0, 1)), length(d)))) %*% ranks
  min(1, 2 * min(mean(sums <= sum(ranks[d > 0])), mean(sums >= sum(ranks[d > 0]))))
})
exact <- function(p) abs(p - exact_p) < 1e-12

# Algina and Keselman 2003, from R's pt() alone.
d_av_limits <- local({
  d <- after - before
  t <- mean(d) / (sd(d) / sqrt(15))
  ncp <- vapply(c(0.975, 0.025), function(p) {
    uniroot(function(ncp) suppressWarnings(pt(t, 14, ncp)) - p, c(-10, 10), tol = 1e-12)$root
  }, 0)
  ncp * sqrt(2 * var(d) / (15 * (var(before) + var(after))))
})
same_limits <- function(low, high) max(abs(c(low, high) - d_av_limits)) < 1e-6

asked <- data.frame(first = haven::labelled_spss(
  c(1, 1, 2, -99, 1), c(Yes = 1, No = 2, Unsure = 3, "Prefer not to say" = -99),
  na_values = -99, label = "First in family"
))
gt_table <- function(data, ...) {
  as.data.frame(tibble::as_tibble(suppressMessages(
    gtsummary::tbl_summary(data, ...)
  )))
}
counted <- demographics(asked, undisclosed = "first")
sixteen <- data.frame(x = factor(c("a", rep("b", 15))))
one_pair <- data.frame(before = c(3, 4), after = c(5, NA))

cohort <- read_cohort(system.file("extdata/demo/study.yml", package = "pairwave"))
kept <- persistence(cohort)

claims <- list(
  "Three contrasts in one call, each with the n of its own complete pairs" = c(
    pairwave = tries(identical(ours(change, "n"), c(8, 6, 7))),
    rstatix = tries(identical(
      as.integer(rstatix::pairwise_t_test(long, score ~ wave, paired = TRUE,
                                          id = "id")$n1), c(8L, 7L, 6L)
    )),
    effectsize = NA, coin = NA, gtsummary = NA
  ),
  "Exact signed-rank p with ties and zeros, equal to all sign patterns" = c(
    pairwave = tries(exact(ours(
      paired_change(fifteen, waves = c("before", "after"), zeros = "wilcoxon"),
      "p_signed_rank"
    ))),
    rstatix = tries(exact(suppressWarnings(
      rstatix::wilcox_test(two, y ~ wave, paired = TRUE, exact = TRUE)$p
    ))),
    effectsize = NA,
    coin = tries(exact(as.numeric(pvalue(wilcoxsign_test(
      after ~ before, distribution = "exact", zero.method = "Wilcoxon"
    ))))),
    gtsummary = NA
  ),
  "d_av with the interval of the noncentral t" = c(
    pairwave = tries({
      row <- subset(as.data.frame(paired_change(fifteen, waves = c("before", "after"))),
                    statistic == "d_av")
      same_limits(row$conf_low, row$conf_high)
    }),
    rstatix = NA,
    effectsize = tries({
      d <- effectsize::rm_d(after, before, method = "av", adjust = FALSE)
      same_limits(d$CI_low, d$CI_high)
    }),
    coin = NA, gtsummary = NA
  ),
  "What can't be computed is a row with its reason, not an error" = c(
    pairwave = tries({
      row <- subset(as.data.frame(paired_change(one_pair, waves = c("before", "after"))),
                    statistic == "t")
      is.na(row$estimate) && nzchar(row$note)
    }),
    rstatix = tries(is.data.frame(rstatix::t_test(
      data.frame(wave = factor(c("a", "b")), y = c(3, 5)), y ~ wave, paired = TRUE
    ))),
    effectsize = tries({
      row <- effectsize::rm_d(5, 3, method = "av")
      any(grepl("[a-z]{3}", unlist(lapply(row, as.character))))
    }),
    coin = tries(is.finite(pvalue(wilcoxsign_test(5 ~ 3, distribution = "exact")))),
    gtsummary = NA
  ),
  "Straight from an SPSS column, \"prefer not to say\" has a row with its share" = c(
    pairwave = tries({
      row <- subset(as.data.frame(counted), level_label == "Undisclosed")
      row$n == 1 && row$percent == 20
    }),
    rstatix = NA, effectsize = NA, coin = NA,
    gtsummary = tries({
      table <- gt_table(asked)
      grepl("(20%)", table[table[[1]] %in% "Prefer not to say", 2], fixed = TRUE)
    })
  ),
  "Straight from an SPSS column, a labelled answer that nobody gave has its 0" = c(
    pairwave = tries(subset(as.data.frame(counted), level_label == "Unsure")$n == 0),
    rstatix = NA, effectsize = NA, coin = NA,
    gtsummary = tries("Unsure" %in% gt_table(asked)[[1]])
  ),
  "1 of 16 is 6.3%, half away from zero" = c(
    pairwave = tries(demographics(sixteen)$percent[1] == 6.3),
    rstatix = NA, effectsize = NA, coin = NA,
    gtsummary = tries({
      table <- gt_table(sixteen, digits = x ~ c(0, 1))
      grepl("(6.3%)", table[table[[1]] == "a", 2], fixed = TRUE)
    })
  ),
  "Links codes that differ by a slip, and says how many links may be wrong" = c(
    pairwave = tries(any(cohort$links$decision %in% NA) && cohort$expected_false >= 0),
    rstatix = NA, effectsize = NA, coin = NA, gtsummary = NA
  ),
  "Says whether a gain lasted: margin, retained share, tipping point for the lost" = c(
    pairwave = tries(all(is.finite(c(ours(kept, "p_persistence")[1],
                                     ours(kept, "retention")[1],
                                     ours(kept, "tipping_point")[1])))),
    rstatix = NA, effectsize = NA, coin = NA, gtsummary = NA
  ),
  "Change in plain sentences, no word of cause" = c(
    pairwave = tries(all(grepl("^On .*\\.$", describe(paired_change(cohort))$sentence))),
    rstatix = NA, effectsize = NA, coin = NA, gtsummary = NA
  )
)

tools <- c("pairwave", "rstatix", "effectsize", "coin", "gtsummary")
version <- vapply(tools, function(tool) as.character(packageVersion(tool)), "")
cells <- vapply(claims, function(found) {
  ifelse(is.na(found), "-", ifelse(found, "yes", "no"))[tools]
}, character(length(tools)))
cat(
  paste0("| | ", paste(tools, version, collapse = " | "), " |"),
  paste0("|---|", strrep("---|", length(tools))),
  paste0("| ", names(claims), " | ", apply(cells, 2, paste, collapse = " | "), " |"),
  sep = "\n"
)
if (!all(vapply(claims, `[[`, NA, "pairwave"))) quit(status = 1)
