# What a disclosure profile leaves of change of a group: what follows from the means that
# wave_means() shows of the same waves, so that it tells nothing besides.

# With a threshold these follow from n, mean and spread of two waves.
from_means <- c("n_before", "n_after", "mean_before", "sd_before", "mean_after", "sd_after",
                "change", "t", "df", "p", "d_av", "change_if_same", "p_if_same")

# Rounded means and spreads leave their difference alone: a test would tell n.
from_rounded_means <- c("n_before", "n_after", "mean_before", "sd_before", "mean_after",
                        "sd_after", "change")

suppress.pairwave_unpaired <- function(result, profile, cohort, ..., call) {
  frame <- as.data.frame(result)
  refuse_unpaired(frame, profile, call)
  frame$status <- rep("shown", nrow(frame))
  conf_level <- attr(result, "conf_level")
  scales <- unique(frame$scale)
  means <- new_result(estimate_wave_means(cohort, scales, conf_level), "pairwave_wave_means")
  means <- as.data.frame(publish(means, cohort))
  means <- means[means$who == "wave", ]
  for (at in table_blocks(frame, c("scale", "contrast"))) {
    frame[at, ] <- unpaired_from_means(frame[at, ], means, profile)
  }
  # Beside the others an adjusted p would tell one that is not shown.
  tests <- frame$statistic == "p"
  if (is.null(profile$base) && all(frame$status[tests] == "shown")) {
    adjusted <- frame$statistic == "p_adjusted"
    whole <- as.data.frame(result)
    changed <- setdiff(names(whole), "note")
    frame[adjusted, changed] <- whole[adjusted, changed]
    frame$status[adjusted] <- "shown"
  }
  with_rows(result, structure(frame, disclosure = profile))
}

refuse_unpaired <- function(frame, profile, call) {
  what <- if (any(!is.na(frame$item))) "items" else if (any(!is.na(frame$group))) "groups"
  if (is.null(what)) return(invisible())
  abort_pairwave(
    c("Change of the group by {what} needs the disclosure profile {.val none}.",
      x = "The study's profile is {.val {profile$name}}.",
      i = "{.code unpaired_change(cohort)} shows of scales what the profile allows."),
    "disclosure", call = call
  )
}

# The rows of one contrast from the means of its waves as they are shown.
unpaired_from_means <- function(part, means, profile) {
  rounded <- !is.null(profile$base)
  of <- function(statistic, wave) {
    means[means$scale == part$scale[1] & means$wave == wave & means$statistic == statistic, ]
  }
  mean <- rbind(of("mean", part$from[1]), of("mean", part$to[1]))
  sd <- rbind(of("sd", part$from[1]), of("sd", part$to[1]))
  if (anyNA(c(mean$estimate, sd$estimate, mean$n))) return(suppress_rows(part, TRUE, profile))
  shown <- if (rounded) from_rounded_means else from_means
  part <- suppress_rows(part, !part$statistic %in% shown, profile)
  set <- function(statistic, value, n) {
    at <- part$statistic == statistic
    part$estimate[at] <<- value
    part$n[at] <<- as.integer(n)
  }
  each <- c("before", "after")
  for (i in 1:2) {
    set(paste0("n_", each[i]), mean$n[i], mean$n[i])
    set(paste0("mean_", each[i]), mean$estimate[i], mean$n[i])
    set(paste0("sd_", each[i]), sd$estimate[i], sd$n[i])
  }
  if (rounded) {
    set("change", mean$estimate[2] - mean$estimate[1], sum(mean$n))
    part[c("conf_low", "conf_high")] <- NA_real_
    part$interval[part$status == "shown"] <- NA_character_
    part$status[part$statistic %in% c("n_before", "n_after")] <- "rounded"
  }
  part
}
