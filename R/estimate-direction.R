# Turns counts of people to the direction of their scale. Numbers with a sign stay later
# less earlier.

# What the kernel found of rises and falls, as what improved and became worse.
turned_to <- function(found, direction) {
  if (direction != "lower") return(found)
  found[c("improved", "worse")] <- found[c("worse", "improved")]
  found$superiority <- 1 - found$superiority
  found
}

# Methods that say a side of the scale, by direction: those of a scale where lower is
# better, and of one where neither end is.
methods_by_direction <- list(
  higher = character(),
  lower = c(
    later_above = "later_below", later_below = "later_above",
    above_threshold = "below_threshold", below_threshold = "above_threshold",
    at_lowest = "at_highest", at_lowest_later = "at_highest_later",
    at_highest = "at_lowest", at_highest_later = "at_lowest_later",
    kerby = "kerby_lower", no_then_yes = "yes_then_no", yes_then_no = "no_then_yes"
  ),
  none = c(
    share_above = "share_higher", share_below = "share_lower",
    superiority = "superiority_higher", improved_of_moved = "higher_of_moved",
    improved_to_worse = "higher_to_lower", sign_test = "sign_test_sides",
    kerby = "kerby_higher"
  )
)

turned_methods <- function(method, direction) {
  turned <- methods_by_direction[[direction]]
  at <- match(method, names(turned))
  ifelse(is.na(at), method, turned[at])
}

# Statistics that say a direction, and what they are called of a scale that has none.
neutral_statistics <- c(
  improved = "higher", worse = "lower",
  share_improved = "share_higher", share_worse = "share_lower",
  odds_improved = "odds_higher",
  reliable_gain = "reliable_rise", reliable_loss = "reliable_fall",
  important_gain = "important_rise", important_loss = "important_fall",
  gain = "first_change", gain_later = "later_change",
  gain_if_unchanged = "change_if_unchanged"
)

# The rows of scales without a direction by their names.
named_by_direction <- function(frame) {
  none <- frame$direction %in% "none"
  at <- match(frame$statistic, names(neutral_statistics))
  change <- none & !is.na(at)
  frame$statistic[change] <- neutral_statistics[at[change]]
  frame$reason[none & frame$reason %in% "nobody_worse"] <- "nobody_lower"
  frame
}

# The name of each statistic whatever the direction of its scale, by which rows are
# looked up.
common_statistics <- function(frame) {
  at <- match(frame$statistic, neutral_statistics)
  at[!frame$direction %in% "none"] <- NA
  ifelse(is.na(at), frame$statistic, names(neutral_statistics)[at])
}

with_common_names <- function(frame) {
  frame$statistic <- common_statistics(frame)
  frame
}
