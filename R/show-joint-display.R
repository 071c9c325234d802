# What people said beside how they changed, as a table that fits a portrait page: a
# line for each code.

#' @exportS3Method
as_print_table.pairwave_joint_display <- function(x, ...) {
  frame <- as.data.frame(x)
  mark <- disclosure_mark(x)
  codes <- unique(frame$code)
  parts <- lapply(codes, function(code) frame[frame$code == code, ])
  first <- frame[match(codes, frame$code), ]
  cell <- function(make, ...) vapply(parts, make, "", mark = mark, ...)
  body <- new_frame(list(
    code = indented_codes(first),
    n_with = cell(joint_people, "with"), with = cell(joint_change, "with"),
    n_without = cell(joint_people, "without"), without = cell(joint_change, "without"),
    difference = cell(joint_difference)
  ))
  level <- paste0(format(100 * attr(x, "conf_level")), "% CI")
  new_print_table(
    body, align = c("l", rep("r", 5)),
    head = c("Code", "With: n", "Change M (SD)", "Without: n", "Change M (SD)",
             paste0("Difference [", level, "]")),
    notes = joint_notes(x, frame)
  )
}

# Labels below those of their parents, where these are shown too.
indented_codes <- function(first) {
  depth <- if (any(first$parent %in% first$code)) first$level - min(first$level) else 0
  paste0(strrep("\u00a0\u00a0", depth), first$label)
}

joint_value <- function(part, side, statistic) {
  part$estimate[part$side %in% side & part$statistic == statistic]
}

# Those with both answers, of the participants.
joint_people <- function(part, side, mark) {
  n <- joint_value(part, side, "n")
  all <- joint_value(part, side, "participants")
  if (is.na(n)) mark else paste(format(n), "of", format(all))
}

joint_change <- function(part, side, mark) {
  mean <- joint_value(part, side, "mean")
  if (is.na(mean)) {
    return(if (part$status[1] == "suppressed") mark else dash())
  }
  paste0(decimals(mean), " (", decimals(joint_value(part, side, "sd")), ")")
}

joint_difference <- function(part, mark) {
  row <- part[part$statistic == "difference", ]
  if (row$status == "suppressed") mark else estimate_text(row)
}

joint_notes <- function(x, frame) {
  coder <- attr(x, "coder")
  c(
    paste0("Coded material: ", attr(x, "material"), ". Change of ", attr(x, "scale_label"), ", ",
           shown_contrast(x)[1], "."),
    direction_notes(data.frame(scale = NA, label = attr(x, "scale_label"),
                               direction = frame$direction[1])),
    paste0("n: of the participants with the code, or without it, those with both answers. ",
           counted_words(coder)),
    paste0("Who said something chose to. No test is made; of many codes some differ by ",
           "chance, and what goes together need not bring about the other."),
    absence_note(frame[frame$statistic %in% c("mean", "difference"), ]), figure_notes(x)
  )
}
