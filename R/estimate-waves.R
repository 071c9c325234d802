# All waves of a scale at once: their tests on the people who answered each of
# them, and the likelihood that uses everyone.

wave_tests <- function(tally, group, call) {
  if (is_moments(tally)) return(moments_waves(tally))
  found <- check_kernel(.Call(pw_call_waves, tally$pointer, group),
                        "Can't compare the waves.", call = call)
  c(as.list(found$tests), found[c("mean", "model", "covariance", "spread")])
}

# The rows of all waves: NULL for two waves, whose test is the contrast's own.
wave_rows <- function(found, waves) {
  if (waves < 3) return(NULL)
  df <- c(found$df_waves, found$df_error)
  p_with <- function(epsilon) {
    stats::pf(found$f, epsilon * df[1], epsilon * df[2], lower.tail = FALSE)
  }
  estimate <- c(
    n_complete = found$n, n_any = found$n_any, f = found$f,
    df_waves = df[1], df_error = df[2], p_anova = p_with(1),
    epsilon_gg = found$greenhouse, p_gg = p_with(found$greenhouse),
    epsilon_hf = found$huynh, p_hf = p_with(found$huynh),
    eta2_partial = found$eta2_partial,
    eta2_generalised = found$eta2_generalised, friedman = found$friedman,
    p_friedman = stats::pchisq(found$friedman, df[1], lower.tail = FALSE),
    kendall_w = found$kendall_w
  )
  by_ranks <- names(estimate) %in% c("friedman", "p_friedman", "kendall_w")
  why <- if (found$n == 0) "nobody_every_wave" else if (found$n < 2) {
    "few_every_wave"
  } else {
    "changed_alike"
  }
  none <- if (is_moments(found)) "moments_only" else {
    ifelse(by_ranks & found$n > 0, "same_every_wave", why)
  }
  data.frame(
    statistic = names(estimate), estimate = unname(estimate),
    conf_low = NA_real_, conf_high = NA_real_,
    n = as.integer(ifelse(names(estimate) == "n_any", found$n_any, found$n)),
    method = unname(wave_methods[names(estimate)]), interval = NA_character_,
    weighted = FALSE, reason = ifelse(is.na(estimate), none, NA_character_),
    about = NA_character_, against = NA_character_, caution = NA_character_,
    setting = NA_real_, detail = NA_real_, df1 = NA_real_, df2 = NA_real_, row.names = NULL
  )
}

wave_methods <- c(
  n_complete = "every_wave", n_any = "any_wave", f = "repeated_anova",
  df_waves = "df_of_waves", df_error = "df_of_error", p_anova = "f_spherical",
  epsilon_gg = "greenhouse", p_gg = "f_greenhouse",
  epsilon_hf = "huynh", p_hf = "f_huynh",
  eta2_partial = "eta_partial", eta2_generalised = "eta_generalised",
  friedman = "friedman", p_friedman = "friedman_test", kendall_w = "kendall"
)

# Finds what the printed table says of all waves, for each scale without groups.
wave_notes <- function(x) {
  frame <- as.data.frame(x)
  frame <- frame[frame$contrast == all_waves & is.na(frame$group), ]
  if (nrow(frame) == 0) return(NULL)
  said <- vapply(split(frame, factor(paste0(frame$scale),
                                     unique(paste0(frame$scale)))),
                 function(part) {
    of <- function(statistic) part$estimate[part$statistic == statistic]
    name <- if (is.na(part$label[1])) part$scale[1] else part$label[1]
    if (is.na(of("n_complete"))) {
      return(paste0(if (!is.na(name)) paste0(name, ", "), worded("suppressed")))
    }
    test <- if (is.na(of("f"))) {
      part$note[part$statistic == "f"]
    } else {
      df <- of("epsilon_gg") * c(of("df_waves"), of("df_error"))
      paste0("F(", decimals(df[1]), limits_separator(), decimals(df[2]), ") = ",
             decimals(of("f")), ", p ", if (of("p_gg") >= 0.001) "= ",
             p_text(of("p_gg")))
    }
    paste0(if (!is.na(name)) paste0(name, ", "), "n = ", of("n_complete"), ": ",
           test)
  }, "")
  worded(
    paste("All waves, on people who answered each of them (analysis of variance,",
          "Greenhouse-Geisser, p not adjusted): {tests}."),
    tests = paste(said, collapse = "; ")
  )
}
