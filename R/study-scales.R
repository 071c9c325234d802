# Completes the scales of a study: items, range, answers, instrument.

scale_label <- function(scale, name) {
  if (is.null(scale$label) || is.na(scale$label)) name else scale$label
}

# The labels of a study's scales, by name.
study_scale_labels <- function(study) {
  vapply(names(study$scales), function(name) scale_label(study$scales[[name]], name), "")
}

# Merges the instrument into a scale and checks that its parts agree.
complete_scale <- function(scale, name) {
  where <- c("scales", name)
  if (!is.null(scale$instrument)) {
    scale <- merge_instrument(scale, where)
  }
  scale$label <- scale$label %||% name
  scale$score <- scale$score %||% "mean"
  scale["reverse"] <- list(scale$reverse %||% character())
  scale <- complete_answers(scale, where)
  n_items <- length(scale$items)
  scale$min_items <- scale$min_items %||% n_items
  if (n_items == 0) {
    abort_study("{.field {where}} must have at least one item.")
  }
  if (scale$min_items > n_items) {
    abort_study(
      c("{.field {where}}: {.field min_items} can't be more than the items.",
        x = "It is {scale$min_items} of {n_items}.")
    )
  }
  stray <- setdiff(scale$reverse, scale$items)
  if (length(stray)) {
    abort_study(
      c("{.field {where}}: {.field reverse} must name items of the scale.",
        x = "{.val {stray[1]}} is not one.", did_you_mean(stray[1], scale$items))
    )
  }
  check_benchmarks(scale, where)
  scale <- complete_direction(scale, where)
  if (length(scale$reverse) && is.null(scale$range)) {
    abort_study(
      c("{.field {where}} must have a {.field range}, because it reverses items.",
        i = "For answers from 1 to 5: {.code range: [1, 5]}.")
    )
  }
  c(list(name = name), scale)
}

# The texts of the answers count from the lowest to the highest.
complete_answers <- function(scale, where) {
  if (is.null(scale$answers)) {
    return(scale)
  }
  n <- length(scale$answers)
  again <- which(duplicated(plain_answer(scale$answers)))
  if (length(again)) {
    alike <- scale$answers[plain_answer(scale$answers) == plain_answer(scale$answers[again[1]])]
    abort_study(
      c("{.field {where}}: each of {.field answers} must be a text of its own.",
        x = "{.val {alike[1]}} and {.val {alike[2]}} are the same.",
        i = "Case, blanks and a number in front are put aside.")
    )
  }
  # Of two answers the mean is the share of the second, as of no and yes.
  scale$range <- scale$range %||% (if (n == 2) c(0, 1) else c(1, n))
  expected <- diff(scale$range) + 1
  if (n < 2 || n != expected) {
    abort_study(
      c("{.field {where}}: {.field answers} must list a text for each answer from
         {scale$range[1]} to {scale$range[2]}.",
        x = "It lists {n}: {describe_value(scale$answers)}.")
    )
  }
  scale
}

merge_instrument <- function(scale, where) {
  instrument <- read_instrument(scale$instrument, where)
  if (length(scale$items) != instrument$items) {
    abort_study(
      c("{.field {where}} must have the {instrument$items} items of {.val {scale$instrument}}.",
        x = "It has {length(scale$items)}.")
    )
  }
  if (is.null(scale$reverse)) {
    scale$reverse <- scale$items[instrument$reverse]
  }
  for (name in c("label", "range", "answers", "score", "min_items", "better")) {
    scale[[name]] <- scale[[name]] %||% instrument[[name]]
  }
  # A cut-off is of the instrument's own scores.
  if (is.null(scale$norm) && identical(scale$score, instrument$score) &&
      identical(scale$range, instrument$range)) {
    scale$cutoff <- scale$cutoff %||% instrument$cutoff
  }
  scale$wording <- instrument$wording
  scale$citation <- instrument$citation
  scale
}

read_instrument <- function(name, where) {
  folder <- system.file("instruments", package = "pairwave")
  known <- sub("[.]yml$", "", list.files(folder, "[.]yml$"))
  if (!name %in% known) {
    abort_study(
      c("{.field {where}}: {.field instrument} must be a known one: {.val {known}}.",
        x = "It is {.val {name}}.", did_you_mean(name, known))
    )
  }
  raw <- parse_study_yaml(file.path(folder, paste0(name, ".yml")))
  read_section(raw, instrument_keys(), c("instrument", name))
}

# "gse1:gse10" stands for the ten columns gse1 to gse10; leading zeros of the
# first number set the width.
expand_items <- function(items, where) {
  ranges <- grepl(":", items, fixed = TRUE)
  expanded <- if (any(ranges)) unlist(lapply(items, expand_item, where = where)) else trimws(items)
  if (length(expanded) == 0) {
    return(character())
  }
  refuse_repeats(expanded, where)
  expanded
}

expand_item <- function(item, where) {
  if (!grepl(":", item, fixed = TRUE)) {
    return(trimws(item))
  }
  ends <- trimws(strsplit(item, ":", fixed = TRUE)[[1]])
  digits <- sub("^.*?([0-9]*)$", "\\1", ends, perl = TRUE)
  stem <- substr(ends, 1, nchar(ends) - nchar(digits))
  number <- suppressWarnings(as.numeric(digits))
  fits <- length(ends) == 2 && !anyNA(number) && stem[1] == stem[2] &&
    number[1] <= number[2] && number[2] - number[1] < 1000
  if (!fits) {
    abort_study(
      c("A range in {.field {where}} must run upwards over one name, such as {.val gse1:gse10}.",
        x = "It is {.val {item}}.")
    )
  }
  sequence <- as.character(seq(number[1], number[2]))
  if (startsWith(digits[1], "0")) {
    sequence <- formatC(sequence, width = nchar(digits[1]), flag = "0")
    sequence <- gsub(" ", "0", sequence)
  }
  paste0(stem[1], sequence)
}

# What a turned answer is taken from, by item.
turned_items <- function(scale) {
  stats::setNames(rep(sum(scale$range), length(scale$reverse)), scale$reverse)
}
