# All waves of a scale at once: their tests on the people who answered each of
# them, and the contrasts of the likelihood that uses everyone.

wave_tests <- function(tally, group, call) {
  found <- check_kernel(.Call(pw_call_waves, tally$pointer, group),
                        "Can't compare the waves.", call = call)
  c(as.list(found$tests), found[c("change", "error", "df")])
}

# Why the likelihood has no estimate, by the kernel's outcomes, counted from 0.
why_no_likelihood <- c(
  NA, NA, "two of the waves have fewer than 3 people who answered both",
  "one wave follows from the others without error", "the likelihood did not settle",
  "more than 8 waves"
)

# One contrast of the likelihood: estimate, error, df, the n of everyone, the
# rule, and why where there is none.
likelihood_contrast <- function(found, from, to) {
  df <- found$df[from, to]
  list(
    estimate = found$change[from, to], error = found$error[from, to], df = df,
    n = found$n_any, why = why_no_likelihood[found$outcome + 1],
    rule = paste0(
      "restricted likelihood of everyone with an answer, ",
      if (found$outcome == 0) "closed form" else "EM",
      if (!is.na(df)) paste0(", Satterthwaite df ", decimals(df, 1))
    )
  )
}

likelihood_p <- function(likelihood) {
  if (is.na(likelihood$estimate)) return(NA_real_)
  2 * stats::pt(-abs(likelihood$estimate / likelihood$error), likelihood$df)
}

likelihood_limits <- function(likelihood, conf_level) {
  if (is.na(likelihood$estimate)) return(c(NA_real_, NA_real_))
  half <- stats::qt((1 + conf_level) / 2, likelihood$df) * likelihood$error
  likelihood$estimate + c(-half, half)
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
  why <- if (found$n == 0) "nobody answered every wave" else if (found$n < 2) {
    "fewer than 2 people answered every wave"
  } else {
    "everyone changed alike, so changes have no variance"
  }
  none <- ifelse(by_ranks & found$n > 0,
                 "everyone's answers are the same in every wave", why)
  data.frame(
    statistic = names(estimate), estimate = unname(estimate),
    conf_low = NA_real_, conf_high = NA_real_,
    n = as.integer(ifelse(names(estimate) == "n_any", found$n_any, found$n)),
    rule = unname(wave_rules[names(estimate)]),
    note = ifelse(is.na(estimate), none, NA_character_), row.names = NULL
  )
}

wave_rules <- c(
  n_complete = "answered every wave", n_any = "answered at least one wave",
  f = "repeated-measures analysis of variance",
  df_waves = "waves less 1", df_error = "(n - 1) (waves - 1)",
  p_anova = "F test, taking the waves' covariances as spherical",
  epsilon_gg = "Greenhouse-Geisser", p_gg = "F test, Greenhouse-Geisser df",
  epsilon_hf = "Huynh-Feldt, at most 1", p_hf = "F test, Huynh-Feldt df",
  eta2_partial = "of waves and error", eta2_generalised = "of waves, error and people",
  friedman = "Friedman's chi-squared, with ties",
  p_friedman = "Friedman's test, chi-squared approximation",
  kendall_w = "Friedman's chi-squared over n (waves - 1)"
)

# What the printed table says of all waves, for each scale without groups.
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
      return(paste0(if (!is.na(name)) paste0(name, ", "), "held back"))
    }
    test <- if (is.na(of("f"))) {
      part$note[part$statistic == "f"]
    } else {
      df <- of("epsilon_gg") * c(of("df_waves"), of("df_error"))
      paste0("F(", decimals(df[1]), ", ", decimals(df[2]), ") = ",
             decimals(of("f")), ", p ", if (of("p_gg") >= 0.001) "= ",
             p_text(of("p_gg")))
    }
    paste0(if (!is.na(name)) paste0(name, ", "), "n = ", of("n_complete"), ": ",
           test)
  }, "")
  paste0("All waves, on people who answered each of them ",
         "(analysis of variance, Greenhouse-Geisser): ",
         paste(said, collapse = "; "), ".")
}
