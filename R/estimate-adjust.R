# Adjusts p for the several tests of one table.

# Adjusts the p of a table of change over all its scales and contrasts (Holm 1979;
# Benjamini and Hochberg 1995). The primary outcome of a study, `list(scale =,
# contrast =)` or NULL, was chosen before the data were seen: it is tested at the
# full level, outside the family of the others. Groups are a family of their own.
# `role` says what each row is: "primary", "exploratory" (beside a primary outcome,
# and of groups always), or "family" where no outcome was declared.
adjust_over_table <- function(frame, adjust, primary = NULL) {
  is_primary <- rep(FALSE, nrow(frame))
  if (!is.null(primary)) {
    is_primary <- frame$scale %in% primary$scale & is.na(frame$group) &
      frame$contrast == primary$contrast & frame$statistic != "p_group" &
      frame$statistic != "group_difference"
  }
  of_groups <- !is.na(frame$group) | frame$statistic %in% c("p_group", "group_difference")
  frame$role <- ifelse(is_primary, "primary",
                       ifelse(of_groups | !is.null(primary), "exploratory", "family"))
  for (family in list(is_primary, !is_primary & !of_groups, of_groups)) {
    frame <- adjust_family(frame, family, if (any(family & is_primary)) "none" else adjust)
  }
  frame$method[frame$statistic == "p_adjusted" & is_primary] <- "primary_unadjusted"
  frame
}

# Adjusts the p of some rows together.
adjust_family <- function(frame, family, adjust) {
  from <- family & frame$statistic == "p"
  to <- family & frame$statistic == "p_adjusted"
  p <- frame$estimate[from]
  frame$estimate[to] <- stats::p.adjust(p, adjust)
  frame$method[to] <- adjusted_methods[["tests", adjust]]
  if (adjust != "none") frame$setting[to] <- sum(!is.na(p))
  frame$reason[to & !is.na(frame$estimate)] <- NA
  frame
}

# Sets beside each p of whether a gain lasted the one adjusted over the scales (Holm
# 1979), where several are tested.
adjust_over_scales <- function(frame) {
  tests <- which(frame$statistic == "p_persistence" & !is.na(frame$estimate))
  if (length(tests) < 2) return(frame)
  rows <- frame[tests, ]
  rows$statistic <- "p_persistence_adjusted"
  rows$estimate <- stats::p.adjust(rows$estimate, "holm")
  rows$method <- "holm_scales"
  rows$setting <- length(tests)
  rows$df2 <- NA_real_
  frame <- rbind(frame, rows)
  frame <- frame[order(c(seq_len(nrow(frame) - nrow(rows)), tests + 0.5)), ]
  row.names(frame) <- NULL
  frame
}

# What adjusts p, over the tests of a table and over items.
adjusted_methods <- rbind(
  tests = c(holm = "holm_tests", BH = "bh_tests", none = "unadjusted"),
  items = c(holm = "holm_items", BH = "bh_items", none = "unadjusted")
)
