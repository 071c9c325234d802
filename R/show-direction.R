# Says in tables, sentences and pictures which scores of a scale are the better ones:
# nothing where higher ones are, as everybody expects.

scale_names <- function(frame) {
  name <- ifelse(is.na(frame$label), frame$scale, frame$label)
  ifelse(is.na(name), "", name)
}

# A result whose statistics have the names of a scale with a direction, by which its
# cells are found.
by_common_statistics <- function(x) {
  x$statistic <- common_statistics(x)
  attr(x, "parts")$rows <- result_parts(x)
  x
}

# The notes of a table of changes, or with `signed` FALSE of scores.
direction_notes <- function(frame, signed = TRUE) {
  keys <- frame_rows(frame[c("scale", "label", "direction")], TRUE)
  if (any(keys$direction %in% c("lower", "none"))) notes_of_directions(keys, signed)
}

notes_of_directions <- function(keys, signed) {
  first <- frame_rows(keys, !duplicated(keys))
  of <- function(direction) {
    found <- unique(scale_names(first)[first$direction %in% direction])
    list(any = length(found) > 0, names = found[nzchar(found)])
  }
  lower <- of("lower")
  none <- of("none")
  c(
    if (lower$any) {
      improved <- if (signed) worded(": a negative change is an improvement")
      if (length(lower$names)) {
        worded("On {scales} lower is better{improved}.", scales = and_words(lower$names),
               improved = improved)
      } else {
        worded("Lower is better{improved}.", improved = improved)
      }
    },
    if (none$any && signed) {
      if (length(none$names)) {
        worded("On {scales} neither higher nor lower counts as the good side.",
               scales = and_words(none$names))
      } else if (all(first$direction %in% "none")) {
        worded("Neither higher nor lower counts as the good side.")
      } else {
        worded("Of items of no scale neither higher nor lower counts as the good side.")
      }
    }
  )
}

# What stands over how many improved, stayed and became worse. Where no scale of the
# table has a direction (`neutral`) it says higher and lower; beside others the cells of
# such a scale do.
moved_ways <- function(neutral) {
  in_language(if (neutral) c("Higher", "same", "lower") else c("Better", "same", "worse"))
}

moved_cell <- function(of, direction, neutral) {
  people <- vapply(c(of("improved"), of("same"), of("worse")), people_text, "", mark = "NA")
  if (direction %in% "none" && !neutral) people <- paste(people, lower_case(moved_ways(TRUE)))
  paste(people, collapse = " / ")
}

# "where lower is better, " behind what a sentence is about, if anything stands before it.
direction_clause <- function(direction, subject) {
  if (!direction %in% "lower") return("")
  if (nzchar(subject)) worded("where lower is better, ") else worded("lower is better: ")
}

# The way to the better end, then the way from it.
ways_of <- function(direction, words = c("higher", "lower")) {
  in_language(if (direction %in% "lower") rev(words) else words)
}

# Of a picture of a scale's people: the words of those who improved, stayed and became
# worse, by statistic; where scales of two directions stand in one picture they are
# better and worse.
moved_words <- function(directions) {
  ways <- switch(moved_kind(directions),
    lower = in_language(c("Lower", "Same", "Higher")),
    both = in_language(c("Better", "Same", "Worse")),
    higher = in_language(c("Higher", "Same", "Lower"))
  )
  stats::setNames(ways, c("improved", "same", "worse"))
}

moved_kind <- function(directions) {
  lower <- unique(directions) %in% "lower"
  if (all(lower)) "lower" else if (any(lower)) "both" else "higher"
}

moved_caption <- function(directions) {
  switch(moved_kind(directions),
    higher = worded("Higher: their later answer is above the earlier one."),
    lower = worded("Lower: their later answer is below the earlier one, which is better."),
    both = if (any(directions %in% "none")) worded(paste(
      "Better: their later answer is above the earlier one, or below it where lower is better;",
      "above it where neither is."
    )) else worded(
      "Better: their later answer is above the earlier one, or below it where lower is better."
    )
  )
}

# What an axis of changes says where it is better to have a lower score.
axis_of_change <- function(axis, directions) {
  lower <- length(directions) > 0 && all(directions %in% "lower")
  if (lower) worded("{axis} (better to the left)", axis = axis) else axis
}
