# The answers to items as a table: a line for each possible answer, a column for each
# wave; a yes/no item on one line.

as_print_table.pairwave_answers <- function(x, ...) {
  frame <- as.data.frame(x)
  frame$shown_wave <- shown_wave(x)
  waves <- unique(frame$shown_wave)
  known <- unname(attr(x, "wave_labels"))
  waves <- c(intersect(known, waves), setdiff(waves, known))
  key <- paste(frame$scale, frame$item, frame$who, sep = "\r")
  parts <- lapply(split(frame, factor(key, unique(key))), answer_lines, waves = waves,
                  mark = disclosure_mark(x))
  body <- do.call(rbind, parts)
  one <- length(unique(body$scale)) == 1
  caption <- if (one && nzchar(body$scale[1])) body$scale[1]
  # A heading is said once.
  body$who[same_as_above(body[c("scale", "item", "who")])] <- ""
  body$item[same_as_above(body[c("scale", "item")])] <- ""
  body$scale[same_as_above(body$scale)] <- ""
  keep <- c(!one, TRUE, any(frame$who != "wave"), rep(TRUE, 1 + length(waves)))
  new_print_table(
    body[keep], align = c("l", "l", "l", "l", rep("r", length(waves)))[keep],
    head = c("Scale", "Item", "Who", "Answer", waves)[keep], caption = caption,
    row_heads = sum(keep[1:4]), notes = c(answer_notes(frame), answer_questions(frame),
                                          figure_notes(x))
  )
}

# The lines of an item among one set of people.
answer_lines <- function(part, waves, mark) {
  first <- part[1, ]
  levels <- unique(part$level_label[part$statistic == "count"])
  if (part$kind[1] == "yes_no") levels <- yes_level(levels)
  line <- function(text, statistic, write, level = NULL) {
    rows <- part[part$statistic == statistic &
                   (if (is.null(level)) TRUE else part$level_label %in% level), ]
    if (nrow(rows) == 0) return(NULL)
    cells <- lapply(match(waves, rows$shown_wave), function(at) {
      if (is.na(at)) return("")
      write(rows[at, ], part[part$shown_wave == rows$shown_wave[at], ])
    })
    data.frame(
      scale = if (!is.na(first$label)) first$label else if (is.na(first$scale)) "" else first$scale,
      item = first$item,
      who = if (first$who == "wave") worded("Everyone who answered") else
        worded("Answered every time"),
      answer = text, stats::setNames(cells, paste0("wave", seq_along(waves)))
    )
  }
  share <- function(row, all) answer_share(row, mark)
  people <- function(row, all) people_text(row$estimate, mark)
  do.call(rbind, c(
    list(line("n", "n", people)),
    lapply(levels, function(level) line(level, "count", share, level)),
    list(
      line(worded("Top two"), "top_two", share),
      line(worded("Median (IQR)"), "median", function(row, all) answer_median(all, mark)),
      if (any(part$estimate[part$statistic == "no_answer"] > 0, na.rm = TRUE)) {
        line(worded("No answer"), "no_answer", people)
      }
    )
  ))
}

# Yes is the answer of that name, or 1 beside 0; two answers of other names have both
# their lines.
yes_level <- function(levels) {
  yes <- levels[lower_case(levels) == "yes"]
  if (length(yes) == 1) yes else if (identical(levels, c("0", "1"))) "1" else levels
}

answer_share <- function(row, mark) {
  if (is.na(row$estimate)) return(if (is.null(row$mark) || is.na(row$mark)) mark else row$mark)
  if (is.na(row$percent)) return(format(row$estimate))
  format_n_percent(row$estimate, row$percent)
}

answer_median <- function(all, mark) {
  of <- function(statistic) all$estimate[all$statistic == statistic]
  if (is.na(of("median"))) return(mark)
  number <- function(statistic) short_decimals(of(statistic))
  paste0(number("median"), " (",
         worded("{low} to {high}", low = number("lower_quartile"),
                high = number("upper_quartile")), ")")
}

answer_notes <- function(frame) {
  type <- frame$rule[frame$statistic == "median" & !is.na(frame$estimate)]
  c(
    worded(paste(
      "Cells are people and the percentage of those who answered (n); every possible",
      "answer has its line."
    )),
    if (any(frame$kind == "yes_no")) worded("Of yes and no, yes has a line."),
    top_two_note(frame),
    if (length(type)) paste0(capital(unique(type)[1]), "."),
    if (any(frame$who != "wave")) worded(paste(
      "Only those who answered an item every time that it was asked are the same people",
      "throughout."
    ))
  )
}

# Which answers the two best are, where they are not the highest of every item.
top_two_note <- function(frame) {
  rows <- frame[frame$statistic == "top_two", ]
  if (!nrow(rows)) return(NULL)
  low <- unique(rows$item[rows$method %in% "share_of_lowest_two"])
  high <- unique(rows$item[!rows$method %in% "share_of_lowest_two"])
  if (!length(low)) return(worded("Top two: one of the two highest possible answers."))
  if (!length(high)) {
    return(worded("Top two: one of the two lowest possible answers, which are the best."))
  }
  worded(
    "Top two: one of the two best possible answers, the highest of {high}, the lowest of {low}.",
    high = paste(high, collapse = ", "), low = paste(low, collapse = ", ")
  )
}

# The questions, once for each item that has one.
answer_questions <- function(frame) {
  first <- frame[!duplicated(frame[c("scale", "item")]), ]
  asked <- first$item_label
  said <- !is.na(asked) & asked != first$item
  if (!any(said)) return(NULL)
  worded("Items: {items}.",
         items = paste0(first$item[said], ", ", asked[said], collapse = "; "))
}
