# The demographic table as a paper prints it, from its frame.

as_print_table.pairwave_demographics <- function(x, ...) {
  rows <- as.data.frame(x)
  strata <- printed_strata(x, rows)
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
  for (stratum in seq_len(nrow(strata))) {
    of_stratum <- rows$who == strata$who[stratum] & rows$group %in% strata$group[stratum]
    own <- rows[of_stratum & is.na(rows$outcome), ]
    cells <- c(cells, list(cell_text(own, x)[match(lines, key(own))]))
    head <- c(head, strata$head[stratum])
    for (outcome in outcomes) {
      scored <- rows[of_stratum & rows$outcome %in% outcome, ]
      text <- mark_cells(mean_text(scored), scored[scored$statistic == "mean", ],
                         any_percent = FALSE)
      at <- match(paste(first$variable, first$level_label),
                  paste(scored$variable, scored$level_label)[scored$statistic == "mean"])
      cells <- c(cells, list(text[at]))
      head <- c(head, paste0(
        if (nrow(strata) > 1) paste0(strata$head[stratum], ": "), outcome, worded(", M (SD)")
      ))
    }
  }
  body <- c(
    list(ifelse(same_as_above(first$variable), "", first$label),
         shown_level(first$level_label)),
    cells
  )
  names(body) <- c("variable", "level",
                   if (length(cells) == 1) "n" else paste0("n", seq_along(cells)))
  body <- structure(body, class = "data.frame", row.names = .set_row_names(length(lines)))
  new_print_table(
    with_lines_of_asked(body, first, rows, strata, x),
    align = c("l", "l", rep("r", length(cells))),
    head = c("Variable", "", head),
    notes = if (nrow(x)) demographic_notes(x, rows, strata) else character(),
    row_heads = 2L
  )
}

# A level as it is shown: those that are no answers have words of the package.
shown_level <- function(label) {
  ours <- label %in% c("Undisclosed", not_asked)
  label[ours] <- in_language(label[ours])
  label
}

# Puts above each question that not everyone was asked a line of how many were, whom its
# percentages are of.
with_lines_of_asked <- function(body, first, rows, strata, x) {
  if (!identical(attr(x, "denominator"), "asked")) return(body)
  if (!any(is_not_asked(rows) & is.na(rows$outcome))) return(body)
  parts <- lapply(unique(first$variable), function(variable) {
    part <- body[first$variable == variable, ]
    of_question <- rows[rows$variable == variable & is.na(rows$outcome), ]
    if (!any(is_not_asked(of_question))) return(part)
    line <- part[1, ]
    part$variable[1] <- ""
    line[] <- lapply(line, function(cell) "")
    line[c("variable", "level")] <- c(of_question$label[1], worded("Asked"))
    at <- match(paste(strata$who, strata$group), paste(of_question$who, of_question$group))
    counts <- grep("^n[0-9]*$", names(body))
    # Between these stand the outcomes.
    counts <- counts[seq(1, length(counts), length.out = nrow(strata))]
    n <- of_question$denominator[at]
    line[counts] <- ifelse(is.na(n), disclosure_mark(x), as.character(n))
    rbind(line, part)
  })
  out <- do.call(rbind, parts)
  row.names(out) <- NULL
  out
}

# The strata that the rows are about, and what to print above each.
printed_strata <- function(x, rows) {
  strata <- unique(rows[c("who", "group")])
  known <- attr(x, "strata")
  at <- match(paste(strata$who, strata$group), paste(known$who, known$group))
  strata$n <- known$n[at]
  strata$total <- vapply(strata$n, total_text, "", profile = attr(x, "disclosure"))
  strata$name <- rep("", nrow(strata))
  if (nrow(strata) <= 1) {
    strata$head <- rep("Total Participants N (%)", nrow(strata))
    return(strata)
  }
  who <- capital(gsub("_", " ", strata$who))
  name <- if (length(unique(strata$group)) == 1) who
    else if (length(unique(strata$who)) == 1) strata$group
    else paste0(who, ", ", strata$group)
  strata$name <- name
  strata$head <- paste0(name, " (n = ", strata$total, ")")
  strata
}

# Finds what stands in the cell of each row of one stratum that prints a cell.
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
    sub("[.,]?0+$", "", text)
  }
  paste_spread(of("median"),
               worded("{low} to {high}", low = of("lower_quartile"), high = of("upper_quartile")))
}

paste_spread <- function(centre, spread) {
  ifelse(centre == dash(), dash(), paste0(centre, " (", spread, ")"))
}

demographic_notes <- function(x, rows, strata) {
  people <- attr(x, "people")
  weight <- attr(x, "weight")
  by <- attr(x, "by")
  of_several <- rows$method %in% shares_of_several
  several <- unique(rows$label[of_several])
  c(
    paste0(
      if (nrow(strata) == 1) paste0("n = ", strata$total, ", ") else worded("Columns: "),
      if (length(by)) worded("{question}, of ", question = by),
      paste(sentence_of_people(population_words(people, unique(rows$who)), nrow(strata)),
            collapse = "; "),
      if (nrow(strata) == 1 && !identical(attr(x, "denominator"), "disclosed") &&
          any(!is.na(rows$percent))) {
        if (of_those_asked(x, rows)) worded("; percentages are of those who were asked") else
          worded("; percentages are of all of them")
      },
      "."
    ),
    if (nrow(strata) > 1 && any(!is.na(rows$percent))) {
      if (identical(attr(x, "denominator"), "disclosed")) {
        worded("Cells are n (%) of those in the column who disclosed their answer.")
      } else if (of_those_asked(x, rows)) {
        worded("Cells are n (%) of those in the column who were asked.")
      } else {
        worded("Cells are n (%) of all people in the column.")
      }
    },
    if (identical(attr(x, "denominator"), "disclosed")) {
      disclosed_note(rows, strata)
    },
    if (length(several)) worded(
      "Several answers were possible, so percentages can add up to more than 100: {questions}.",
      questions = paste(several, collapse = ", ")
    ),
    if (length(weight)) worded(
      "Counts and percentages are weighted ({weight}{sum}); n is people.", weight = weight$name,
      sum = if (length(weight$sum)) worded(
        "; weights sum to {sum}", sum = paste(vapply(weight$sum, decimals, ""), collapse = ", ")
      )
    ),
    if (attr(x, "unlinked") %in% TRUE) worded(
      paste(
        "Nobody is linked, so each record counts as one person, and who answered in several",
        "waves counts in each of them."
      )
    ),
    population_notes(rows, strata),
    disclosure_notes(rows, attr(x, "disclosure")),
    if ("too_few" %in% rows$status) worded(
      paste(
        "A dash marks what is left out: a mean of fewer than {smallest} people, or one of a",
        "level that is not shown."
      ),
      smallest = smallest_group
    )
  )
}

# Tells whether some percentages are of fewer people than the table is about.
of_those_asked <- function(x, rows) {
  identical(attr(x, "denominator"), "asked") && any(is_not_asked(rows))
}

# How a note calls the sets of people, in the reader's language.
population_words <- function(people, who) {
  if (is.null(style_shown())) return(people[who])
  said <- attr(people, "said")[match(who, names(people))]
  vapply(stats::setNames(said, who), function(said) {
    values <- said[-1]
    if (length(values$sessions)) {
      values$sessions <- said_of(values$sessions, "session", "sessions")
    }
    if (length(values$waves)) values$waves <- and_words(values$waves)
    do.call(worded, c(said[1], values))
  }, "")
}

# Whom the strata are about; what each is called where there are several.
sentence_of_people <- function(people, n_strata) {
  if (n_strata == 1 || length(people) == 1) return(people)
  name <- gsub("_", " ", names(people))
  ifelse(name == people, people, paste0(name, " (", people, ")"))
}

# A note for each question and the population that it is compared with.
population_notes <- function(rows, strata) {
  tests <- rows[rows$statistic == "p_population", ]
  if (nrow(tests)) notes_of_population(tests, strata)
}

notes_of_population <- function(tests, strata) {
  stratum <- match(paste(tests$who, tests$group), paste(strata$who, strata$group))
  found <- ifelse(
    is.na(tests$estimate), worded("not compared, {why}", why = tests$note),
    paste0("p = ", sub("^<", "< ", vapply(tests$estimate, p_text, "")),
           " (n = ", tests$n, worded("; not adjusted"), ")")
  )
  found <- sub("^p = <", "p <", found)
  if (nrow(strata) > 1) found <- paste0(strata$name[stratum], " ", found)
  question <- paste0(tests$label, ", ", tests$rule)
  vapply(unique(question), function(one) {
    paste0(one, ": ", paste(found[question == one], collapse = "; "), ".")
  }, "", USE.NAMES = FALSE)
}
