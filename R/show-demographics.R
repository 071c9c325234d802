# The demographic table as a paper prints it, from its frame.

#' @export
as_print_table.pairwave_demographics <- function(x, ...) {
  rows <- as.data.frame(x)
  sides <- printed_sides(x, rows)
  printed <- rows[!rows$statistic %in% c("p_population", "sd", "lower_quartile",
                                         "upper_quartile") &
                    is.na(rows$outcome), ]
  key <- function(part) {
    paste(part$variable, part$level_label, part$statistic, sep = "\r")
  }
  lines <- unique(key(printed))
  first <- printed[match(lines, key(printed)), ]
  outcomes <- unique(rows$outcome[!is.na(rows$outcome)])
  cells <- list()
  head <- character()
  for (side in seq_len(nrow(sides))) {
    of_side <- rows$who == sides$who[side] & rows$group %in% sides$group[side]
    own <- rows[of_side & is.na(rows$outcome), ]
    cells <- c(cells, list(cell_text(own, x)[match(lines, key(own))]))
    head <- c(head, sides$head[side])
    for (outcome in outcomes) {
      scored <- rows[of_side & rows$outcome %in% outcome, ]
      text <- mark_cells(mean_text(scored), scored[scored$statistic == "mean", ],
                         any_percent = FALSE)
      at <- match(paste(first$variable, first$level_label),
                  paste(scored$variable, scored$level_label)[scored$statistic == "mean"])
      cells <- c(cells, list(text[at]))
      head <- c(head, paste0(
        if (nrow(sides) > 1) paste0(sides$head[side], ": "), outcome, ", M (SD)"
      ))
    }
  }
  body <- c(
    list(ifelse(same_as_above(first$variable), "", first$label),
         first$level_label),
    cells
  )
  names(body) <- c("variable", "level",
                   if (length(cells) == 1) "n" else paste0("n", seq_along(cells)))
  new_print_table(
    structure(body, class = "data.frame", row.names = .set_row_names(length(lines))),
    align = c("l", "l", rep("r", length(cells))),
    head = c("Variable", "", head),
    notes = if (nrow(x)) demographic_notes(x, rows, sides) else character(),
    row_heads = 2L
  )
}

# The sides that the rows are about, and what to print above each.
printed_sides <- function(x, rows) {
  sides <- unique(rows[c("who", "group")])
  known <- attr(x, "sides")
  at <- match(paste(sides$who, sides$group), paste(known$who, known$group))
  sides$n <- known$n[at]
  sides$total <- vapply(sides$n, total_text, "", profile = attr(x, "disclosure"))
  sides$name <- rep("", nrow(sides))
  if (nrow(sides) <= 1) {
    sides$head <- rep("Total Participants N (%)", nrow(sides))
    return(sides)
  }
  who <- capital(gsub("_", " ", sides$who))
  name <- if (length(unique(sides$group)) == 1) who
    else if (length(unique(sides$who)) == 1) sides$group
    else paste0(who, ", ", sides$group)
  sides$name <- name
  sides$head <- paste0(name, " (n = ", sides$total, ")")
  sides
}

# What stands in the cell of each row of one side that prints a cell.
cell_text <- function(rows, x) {
  text <- rep(NA_character_, nrow(rows))
  count <- rows$statistic == "count"
  text[count] <- count_text(rows[count, ], attr(x, "decimals") %||% 1L,
                            attr(x, "style") %||% "paper")
  for (summary in c("mean", "median")) {
    at <- rows$statistic == summary
    text[at] <- if (summary == "mean") mean_text(rows) else median_text(rows)
  }
  mark_cells(text, rows, any_percent = any(!is.na(x$percent)))
}

count_text <- function(rows, decimals, style) {
  n <- ifelse(rows$estimate == rows$n, rows$n, floor(rows$estimate + 0.5))
  text <- ifelse(
    is.na(rows$percent), as.character(n),
    format_n_percent(n, rows$percent, decimals, style)
  )
  text[is.na(rows$n)] <- dash()
  text
}

mean_text <- function(rows) {
  mean <- rows$estimate[rows$statistic == "mean"]
  sd <- rows$estimate[rows$statistic == "sd"]
  paste_spread(vapply(mean, decimals, ""), vapply(sd, decimals, ""))
}

median_text <- function(rows) {
  # Of whole numbers these are whole or halves, and print so.
  of <- function(statistic) {
    text <- vapply(rows$estimate[rows$statistic == statistic], decimals, "")
    sub("[.]?0+$", "", text)
  }
  paste_spread(of("median"),
               paste(of("lower_quartile"), "to", of("upper_quartile")))
}

paste_spread <- function(centre, spread) {
  ifelse(centre == dash(), dash(), paste0(centre, " (", spread, ")"))
}

demographic_notes <- function(x, rows, sides) {
  people <- attr(x, "people")
  weight <- attr(x, "weight")
  by <- attr(x, "by")
  of_several <- rows$method %in% c("share_of_all_several", "share_of_disclosed_several")
  several <- unique(rows$label[of_several])
  c(
    paste0(
      if (nrow(sides) == 1) paste0("n = ", sides$total, ", ") else "Columns: ",
      if (length(by)) paste0(by, ", of "),
      paste(sentence_of_people(people[unique(rows$who)], nrow(sides)),
            collapse = "; "),
      if (nrow(sides) == 1 && !identical(attr(x, "denominator"), "disclosed") &&
          any(!is.na(rows$percent))) {
        "; percentages are of all of them"
      },
      "."
    ),
    if (nrow(sides) > 1 && any(!is.na(rows$percent))) paste0(
      "Cells are n (%) of ",
      if (identical(attr(x, "denominator"), "disclosed")) {
        "those in the column who disclosed their answer."
      } else {
        "all people in the column."
      }
    ),
    if (identical(attr(x, "denominator"), "disclosed")) {
      disclosed_note(rows, sides)
    },
    if (length(several)) paste0(
      "Several answers were possible, so percentages can add up to more than ",
      "100: ", paste(several, collapse = ", "), "."
    ),
    if (length(weight)) paste0(
      "Counts and percentages are weighted (", weight$name,
      if (length(weight$sum)) paste0(
        "; weights sum to ", paste(vapply(weight$sum, decimals, ""), collapse = ", ")
      ),
      "); n is people."
    ),
    population_notes(rows, sides),
    disclosure_notes(rows, attr(x, "disclosure")),
    if ("held_back" %in% rows$status) paste0(
      "A dash marks what is held back: a mean of fewer than ", smallest_group,
      " people, or one of a level that is not shown."
    )
  )
}

# Whom the sides are about; what each is called where there are several.
sentence_of_people <- function(people, n_sides) {
  if (n_sides == 1 || length(people) == 1) return(people)
  name <- gsub("_", " ", names(people))
  ifelse(name == people, people, paste0(name, " (", people, ")"))
}

# A note for each question and the population that it is compared with.
population_notes <- function(rows, sides) {
  tests <- rows[rows$statistic == "p_population", ]
  if (!nrow(tests)) return(character())
  side <- match(paste(tests$who, tests$group), paste(sides$who, sides$group))
  found <- ifelse(
    is.na(tests$estimate), paste0("not compared, ", tests$note),
    paste0("p = ", sub("^<", "< ", vapply(tests$estimate, p_text, "")),
           " (n = ", tests$n, ")")
  )
  found <- sub("^p = <", "p <", found)
  if (nrow(sides) > 1) found <- paste0(sides$name[side], " ", found)
  question <- paste0(tests$label, ", ", tests$rule)
  vapply(unique(question), function(one) {
    paste0(one, ": ", paste(found[question == one], collapse = "; "), ".")
  }, "", USE.NAMES = FALSE)
}
