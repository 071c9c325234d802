# Numbers alone: the locale changes nothing here.

test_that("OBrienKaiser gives its values over all waves", {
  found <- paired_change(obrien_kaiser, waves = c("pre", "post", "fup"))
  rows <- found[found$contrast == "all waves", ]
  expect_identical(unique(rows$n), 16L)
  # R 4.2.2: aov(), anova(lm(), test = "Spherical"), friedman.test().
  expect_equal(round(value(rows, "f"), 3), 14.852)
  expect_identical(c(value(rows, "df_waves"), value(rows, "df_error")), c(2, 30))
  expect_equal(signif(value(rows, "p_anova"), 3), 3.29e-5)
  expect_equal(round(value(rows, "epsilon_gg"), 4), 0.7720)
  expect_equal(signif(value(rows, "p_gg"), 3), 1.89e-4)
  expect_equal(round(value(rows, "epsilon_hf"), 4), 0.8437)
  expect_equal(round(value(rows, "eta2_partial"), 4), 0.4975)
  expect_equal(round(value(rows, "eta2_generalised"), 4), 0.1782)
  expect_equal(round(value(rows, "friedman"), 3), 14.772)
  expect_equal(round(value(rows, "p_friedman"), 5), 0.00062)
  expect_equal(round(value(rows, "kendall_w"), 4), 0.4616)
})

test_that("selfesteem gives its values over all waves", {
  found <- paired_change(selfesteem, waves = c("t1", "t2", "t3"))
  expect_equal(round(value(found, "f"), 3), 55.469)
  expect_equal(signif(value(found, "p_anova"), 3), 2.01e-8)
  expect_equal(round(value(found, "eta2_generalised"), 3), 0.829)
  expect_equal(round(value(found, "epsilon_gg"), 3), 0.690)
  expect_equal(round(value(found, "epsilon_hf"), 3), 0.774)
  expect_equal(round(value(found, "friedman"), 1), 18.2)
  expect_equal(round(value(found, "kendall_w"), 2), 0.91)
})

test_that("the tests of all waves are those of stats", {
  withr::local_seed(41)
  for (i in 1:20) {
    data <- round(draw_waves(sample(5:60, 1)))
    found <- paired_change(data, waves = c("a", "b", "c"))
    expect_equal(value(found, "friedman"),
                 unname(stats::friedman.test(as.matrix(data))$statistic))
    spherical <- stats::anova(
      stats::lm(as.matrix(data) ~ 1), X = ~1, test = "Spherical"
    )
    expect_equal(value(found, "f"), spherical$F[1], tolerance = 1e-8)
    expect_equal(value(found, "epsilon_gg"), attr(spherical, "heading") |>
                   grep(pattern = "Greenhouse", value = TRUE) |>
                   sub(pattern = ".*: *", replacement = "") |> as.numeric(),
                 tolerance = 1e-3)
    expect_equal(value(found, "p_gg"), spherical[["G-G Pr"]][1], tolerance = 1e-8)
    expect_equal(value(found, "p_hf"), spherical[["H-F Pr"]][1], tolerance = 1e-8)
  }
})

test_that("what all waves lack is said", {
  waves <- c("a", "b", "c")
  check <- function(data) {
    found <- paired_change(data, waves = waves)
    expect_identical(is.na(found$reason), !is.na(found$estimate))
    expect_identical(is.na(found$note), is.na(found$reason) & is.na(found$caution))
    expect_false(any(is.nan(found$estimate)))
    found
  }
  none <- check(data.frame(a = c(1, NA), b = c(NA, 2), c = c(3, NA)))
  expect_identical(value(none, "f", "note"), "nobody answered every wave")
  expect_match(value(none, "change_likelihood", "note")[1], "fewer than 3")
  alike <- check(data.frame(a = 1:4, b = 2:5, c = 4:7))
  expect_match(value(alike, "f", "note"), "changed alike")
  expect_match(value(alike, "change_likelihood", "note")[1], "without error")
  expect_identical(value(alike, "friedman"), 8)
  same <- check(data.frame(a = 1:4, b = 1:4, c = 1:4))
  expect_match(value(same, "kendall_w", "note"), "the same in every wave")
  check(data.frame(a = 1, b = 2, c = 3))
  check(data.frame(a = numeric(), b = numeric(), c = numeric()))
  two <- paired_change(data.frame(a = 1:4, b = c(2, 2, 5, 7)), waves = waves[1:2])
  expect_false("all waves" %in% two$contrast)
  many <- as.data.frame(matrix(stats::rnorm(200), 20))
  found <- paired_change(many, waves = names(many))
  expect_identical(value(found, "change_likelihood", "note")[1],
                   "more than 8 waves")
})

test_that("groups have their own tests of all waves, small ones none", {
  withr::local_seed(47)
  data <- draw_waves(20)
  data$group <- rep(c("x", "y"), c(17, 3))
  found <- paired_change(data, waves = c("a", "b", "c"), by = "group")
  rows <- found[found$contrast == "all waves", ]
  alone <- paired_change(data[1:17, ], waves = c("a", "b", "c"))
  expect_equal(rows$estimate[rows$group == "x"],
               alone$estimate[alone$contrast == "all waves"])
  few <- rows[rows$group == "y", ]
  expect_identical(few$statistic[!is.na(few$estimate)], c("n_complete", "n_any"))
  expect_match(value(few, "f", "note"), "fewer than 5 pairs")
})

test_that("waves in the other order flip signs and nothing else", {
  withr::local_seed(48)
  data <- draw_waves(40, c(0.1, 0.2, 0.3))
  one <- paired_change(data, waves = c("a", "b", "c"))
  two <- paired_change(data[sample(nrow(data)), ], waves = c("c", "b", "a"))
  whole <- one$contrast == "all waves"
  expect_equal(two$estimate[whole], one$estimate[whole])
  mirror <- c("a -> b" = "b -> a", "b -> c" = "c -> b", "a -> c" = "c -> a")
  for (contrast in names(mirror)) {
    at <- function(x, statistic, what = "estimate") {
      here <- if (identical(x, one)) contrast else mirror[[contrast]]
      x[[what]][x$statistic == statistic & x$contrast == here]
    }
    for (statistic in c("change", "t", "d_av", "d_z", "d_rm", "g_av", "g_z",
                        "rank_biserial", "hodges_lehmann", "change_likelihood")) {
      expect_equal(at(two, statistic), -at(one, statistic), tolerance = 1e-8)
      expect_equal(at(two, statistic, "conf_low"),
                   -at(one, statistic, "conf_high"), tolerance = 1e-6)
    }
    for (statistic in c("n", "p", "p_likelihood", "p_sign", "p_signed_rank",
                        "r", "same", "sd_change", "df")) {
      expect_equal(at(two, statistic), at(one, statistic), tolerance = 1e-8)
    }
    expect_equal(at(two, "improved"), at(one, "worse"))
    expect_equal(at(two, "mean_before"), at(one, "mean_after"))
    expect_equal(at(two, "superiority"), 1 - at(one, "superiority"))
  }
})
