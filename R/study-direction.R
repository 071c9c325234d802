# Which end of a scale is the better one: what a study, an instrument or a call says.

better_choices <- c("higher", "lower", "none")

# The direction of a scale: its own, its instrument's (which is merged before), that of
# the side of its cut-off, or higher.
complete_direction <- function(scale, where) {
  good <- cutoff_direction(scale$cutoff)
  if (!is.null(scale$norm) && is.null(scale$better)) {
    abort_study(
      c("{.field {where}} must say which scores are {.field better}, because it has a
         {.field norm}.",
        i = "{.code better: lower} where the score counts a trouble, else
             {.code better: higher}.")
    )
  }
  if (identical(scale$better, "none") && (!is.null(good) || !is.null(scale$norm))) {
    abort_study(
      c("{.field {where}} can't have {.field better: none} beside a
         {.field {if (is.null(good)) 'norm' else 'cutoff'}}.",
        x = "Who recovered is known only where higher or lower scores are better.")
    )
  }
  if (!is.null(good) && !is.null(scale$better) && scale$better != good) {
    side <- c(higher = "above", lower = "below")[[good]]
    abort_study(
      c("{.field {where}}: {.field better} and {.field cutoff} must name the same side.",
        x = "{.field better} is {.val {scale$better}}, and the good side of the cut-off is
             {.field {side}} it.")
    )
  }
  scale$better <- scale$better %||% good %||% "higher"
  scale
}

# The side of a cut-off as a direction; NULL without one.
cutoff_direction <- function(cutoff) {
  if (is.null(cutoff)) NULL else if (is.null(cutoff$above)) "lower" else "higher"
}

# The direction of a scale of a study; of columns that belong to no scale none.
scale_direction <- function(scale) if (is.null(scale)) "none" else scale$better %||% "higher"

# What turns a change into a gain: 1, or -1 where lower is better. A scale without a
# direction has no gain, and its changes stay as they are.
direction_sign <- function(direction) ifelse(direction %in% "lower", -1, 1)
