# The figures of a cohort under a profile, and the means that wave_means() shows there.
published_unpaired <- function(profile, cohort = profiled_cohort(profile)) {
  means <- as.data.frame(wave_means(cohort))
  list(frame = as.data.frame(unpaired_change(cohort)), means = means[means$who == "wave", ])
}

test_that("with a threshold nothing is shown that the means of the waves do not tell", {
  skip_second_time()
  separate <- unlinked_cohort(c(24, 19, 15))
  any_shown <- FALSE
  for (k in c(5, 10, 30)) for (linked in c(TRUE, FALSE)) {
    separate$study$disclosure <- list(threshold = k)
    all <- if (linked) published_unpaired(list(threshold = k)) else
      published_unpaired(NULL, separate)
    for (at in table_blocks(all$frame, c("scale", "contrast"))) {
      part <- all$frame[at, ]
      wave <- function(name, statistic) {
        all$means[all$means$scale == part$scale[1] & all$means$wave == name &
                    all$means$statistic == statistic, ]
      }
      of <- function(statistic) part$estimate[part$statistic == statistic]
      told <- !is.na(c(wave(part$from[1], "mean")$estimate, wave(part$to[1], "mean")$estimate))
      if (!all(told)) {
        expect_true(all(is.na(part$estimate)) && all(is.na(part$n)))
        next
      }
      any_shown <- TRUE
      # From the means, spreads and numbers that are shown, and from nothing else.
      mean <- c(wave(part$from[1], "mean")$estimate, wave(part$to[1], "mean")$estimate)
      sd <- c(wave(part$from[1], "sd")$estimate, wave(part$to[1], "sd")$estimate)
      n <- c(wave(part$from[1], "mean")$n, wave(part$to[1], "mean")$n)
      expect_equal(c(of("mean_before"), of("mean_after"), of("sd_before"), of("sd_after"),
                     of("n_before"), of("n_after")), c(mean, sd, n))
      expect_equal(of("t"), diff(mean) / sqrt(sum(sd^2 / n)))
      expect_true(all(is.na(part$estimate[part$statistic %in% c(
        "superiority", "p_superiority", "t_superiority", "df_superiority", "n_both", "r",
        "t_linked", "p_linked", "change_linked", "p_linked_pooled", "t_linked_pooled"
      )])))
    }
  }
  expect_true(any_shown)
})

test_that("rounded means leave their difference alone", {
  all <- published_unpaired("hesa")
  shown <- all$frame[!is.na(all$frame$estimate), ]
  expect_setequal(shown$statistic, from_rounded_means)
  expect_true(all(shown$n %% 5 == 0) && all(is.na(all$frame$conf_low)))
  change <- shown[shown$statistic == "change", ]
  expect_gt(nrow(change), 0)
  for (i in seq_len(nrow(change))) {
    mean <- all$means[all$means$scale == change$scale[i] & all$means$statistic == "mean", ]
    expect_equal(change$estimate[i],
                 diff(mean$estimate[match(c(change$from[i], change$to[i]), mean$wave)]))
  }
})

test_that("items and groups are refused under a profile, and the rest prints", {
  skip_second_time()
  cohort <- profiled_cohort(list(threshold = 5))
  expect_snapshot(error = TRUE, {
    unpaired_change(cohort, by = "sex")
    unpaired_change(cohort, items = "b1")
  })
  separate <- unlinked_cohort(c(24, 19, 15), "disclosure: {threshold: 5}")
  local_reproducible_output(width = 150)
  expect_snapshot({
    unpaired_change(separate)
    describe(unpaired_change(separate))
    unpaired_change(profiled_cohort("hesa"))
    describe(unpaired_change(profiled_cohort("hesa")))
  })
})
